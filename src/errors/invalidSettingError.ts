import { SimulationError } from "./simulationError.ts";

/** A setting of the environment or `.env`, or an option that overrides it, that makes no sense. */
export class InvalidSettingError extends SimulationError {
  readonly code = "INVALID_SETTING";
}
