import { SimulationError, type SimulationErrorDetails } from "../common/errors.ts";
import type { Reason } from "./failure/reason.ts";

/**
 * State was asked for at a block that lies between two that somebody wanted: the node mined it with thousands of others
 * at once, and keeps nothing of it. Read at a block that was sampled or has a transaction.
 */
export class BlockInsideJumpError extends SimulationError {
  readonly code = "BLOCK_INSIDE_JUMP";

  /**
   * @param method - of the request
   * @param number - the block
   * @param range - first and last block of the jump
   */
  constructor(method: string, number: number, [from, to]: readonly [number, number]) {
    super({
      message: `${method} asks for block ${number}, one of the blocks ${from} to ${to} that were mined at once: nothing can be read there.`,
      hint: `Read at block ${from - 1} or ${to + 1}, move the chain to that moment first, or open it with { blockInterval: "sample" }.`,
    });
  }
}

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
  readonly reason: Reason;
}

/** A transaction or a call that a contract reverted, or that failed without its doing: out of gas, for example. */
export class RevertedError extends SimulationError {
  readonly code = "REVERTED";
  /** Revert data, hex; `0x` where there is none. */
  readonly data: string;
  /** Hash of the transaction; empty for a call. */
  readonly transactionHash: string;
  /** Why it failed, by name and in words. */
  readonly reason: Reason;

  constructor(details: RevertDetails) {
    super(details);
    this.data = details.data;
    this.transactionHash = details.transactionHash;
    this.reason = details.reason;
  }
}

/** A state file that is sound, but from which this kit does not arrive at the chain that was saved. */
export class StateDeviationError extends SimulationError {
  readonly code = "STATE_DEVIATION";
}

/** A transaction that the node did not take: its sender lacks the ether, or its nonce or gas do not fit. */
export class TransactionRefusedError extends SimulationError {
  readonly code = "TRANSACTION_REFUSED";
}

/** A contract name that the project does not compile, or an address without code. */
export class UnknownContractError extends SimulationError {
  readonly code = "UNKNOWN_CONTRACT";
}
