import { SimulationError, type SimulationErrorDetails } from "../common/errors.ts";

/** A chain was used after it had been closed. */
export class ChainClosedError extends SimulationError {
  readonly code = "CHAIN_CLOSED";
}

/** A chain whose state a file cannot hold. */
export class ChainNotSavableError extends SimulationError {
  readonly code = "CHAIN_NOT_SAVABLE";
}

/** A setting of the environment or `.env`, or an option that overrides it, that makes no sense. */
export class InvalidSettingError extends SimulationError {
  readonly code = "INVALID_SETTING";
}

/** A file that was to be opened as the state of a chain, and is damaged, something else, or too new. */
export class InvalidStateFileError extends SimulationError {
  readonly code = "INVALID_STATE_FILE";
}

/** A project whose Hardhat config does not list this kit's plugin. */
export class PluginMissingError extends SimulationError {
  readonly code = "PLUGIN_MISSING";

  /** @param config - path of the config */
  constructor(config: string) {
    super({
      message: `${config} does not list the plugin of this kit.`,
      hint: 'Add it: import simulation from "hardhat-simulation"; export default defineConfig({ plugins: [simulation], … }).',
    });
  }
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
