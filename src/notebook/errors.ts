import { SimulationError } from "../common/errors.ts";

/** Thrown when a parameter's value, or the way it is given, cannot be read. */
export class InvalidParameterError extends SimulationError {
  readonly code = "INVALID_PARAMETER";
}

/** A snapshot that cannot be gone back to. */
export class SnapshotError extends SimulationError {
  readonly code = "SNAPSHOT";
}
