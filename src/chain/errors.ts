import { SimulationError, type SimulationErrorDetails } from "../common/errors.ts";

/** A chain was used after it had been closed. */
export class ChainClosedError extends SimulationError {
  readonly code = "CHAIN_CLOSED";
}

/** A chain whose state a file cannot hold. */
export class ChainNotSavableError extends SimulationError {
  readonly code = "CHAIN_NOT_SAVABLE";
}

/** A contract that cannot stand in place of mainnet's Keep3r V2. */
export class InvalidCandidateError extends SimulationError {
  readonly code = "INVALID_CANDIDATE";
}

/** A preset that the real pool could not have produced. */
export class InvalidPresetError extends SimulationError {
  readonly code = "INVALID_PRESET";
}

/** A setting of the environment or `.env`, or an option that overrides it, that makes no sense. */
export class InvalidSettingError extends SimulationError {
  readonly code = "INVALID_SETTING";
}

/** A file that was to be opened as the state of a chain, and is damaged, something else, or too new. */
export class InvalidStateFileError extends SimulationError {
  readonly code = "INVALID_STATE_FILE";
}

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

/** A state file that is sound, but from which this kit does not arrive at the chain that was saved. */
export class StateDeviationError extends SimulationError {
  readonly code = "STATE_DEVIATION";
}

/** A contract name that the project does not compile, or an address without code. */
export class UnknownContractError extends SimulationError {
  readonly code = "UNKNOWN_CONTRACT";
}
