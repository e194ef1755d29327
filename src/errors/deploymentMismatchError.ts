import { SimulationError } from "./simulationError.ts";

/** A replayed deployment did not end at the contract's mainnet address. */
export class DeploymentMismatchError extends SimulationError {
  readonly code = "DEPLOYMENT_MISMATCH";
}
