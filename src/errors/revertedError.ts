import { SimulationError, type SimulationErrorDetails } from "./simulationError.ts";

/** What a {@link RevertedError} is built from. */
export interface RevertDetails extends SimulationErrorDetails {
  /** Revert data, hex. */
  readonly data: string;
  /** Hash; empty for a call. */
  readonly transactionHash: string;
}

/** A transaction or a call that a contract reverted. */
export class RevertedError extends SimulationError {
  readonly code = "REVERTED";
  /** Revert data, hex. */
  readonly data: string;
  /** Hash of the transaction; empty for a call. */
  readonly transactionHash: string;

  constructor(details: RevertDetails) {
    super(details);
    this.data = details.data;
    this.transactionHash = details.transactionHash;
  }
}
