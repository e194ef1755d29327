import { SimulationError } from "./simulationError.ts";

/** Something of the protocol was used before it was set up. */
export class Keep3rNotSetUpError extends SimulationError {
  readonly code = "KEEP3R_NOT_SET_UP";
}
