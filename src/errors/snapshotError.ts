import { SimulationError } from "./simulationError.ts";

/** A snapshot that cannot be gone back to. */
export class SnapshotError extends SimulationError {
  readonly code = "SNAPSHOT";
}
