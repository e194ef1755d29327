import { SimulationError } from "./simulationError.ts";

/** More liquidity is to be given to a job than its provider holds. */
export class InsufficientLiquidityError extends SimulationError {
  readonly code = "INSUFFICIENT_LIQUIDITY";
}
