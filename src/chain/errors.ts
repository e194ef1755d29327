import { SimulationError, type SimulationErrorDetails } from "../common/errors.ts";
import type { Reason } from "./failure/reason.ts";

/**
 * State was asked for at a block that the node mined with many others at once: it keeps no state of those.
 *
 * @remarks Read at a block that was sampled or has a transaction, move the chain to that moment first, or open
 * it with `blockInterval: "sample"`.
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

/**
 * A chain was used after it had been closed.
 *
 * @remarks Open a new chain or notebook, and close it after its last use.
 */
export class ChainClosedError extends SimulationError {
  readonly code = "CHAIN_CLOSED";
}

/**
 * A chain whose state a file cannot hold: a fork, or one that mined by the machine's clock.
 *
 * @remarks Save an embedded chain. Keep a fork by recording its answers: `record: "name"`.
 */
export class ChainNotSavableError extends SimulationError {
  readonly code = "CHAIN_NOT_SAVABLE";
}

/**
 * A setting of the environment, of `.env` or of the options that makes no sense, or contradicts another.
 *
 * @remarks Correct what the message names; `.env.example` lists all settings.
 */
export class InvalidSettingError extends SimulationError {
  readonly code = "INVALID_SETTING";
}

/**
 * A file that was to be opened as a saved chain and is missing, damaged, something else, or of a later format.
 *
 * @remarks Give the path of a file that `$.saveChain(file)` wrote. Copy it again, or save the set-up again with
 * this version.
 */
export class InvalidStateFileError extends SimulationError {
  readonly code = "INVALID_STATE_FILE";
}

/**
 * Something that cannot happen within `$.inOneBlock`: it moves time, mines, goes back, or does not fit into the block.
 *
 * @remarks Do it before or after, or send fewer transactions in the block.
 */
export class OneBlockError extends SimulationError {
  readonly code = "ONE_BLOCK";
}

/**
 * The project's Hardhat config does not list this kit's plugin.
 *
 * @remarks Add it: `plugins: [simulation]`, with `import simulation from "hardhat-simulation"`.
 */
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

/**
 * A transaction or a call that a contract reverted, or that failed without its doing: out of gas, for example.
 *
 * @remarks Read the decoded reason in the message. `data` has the revert data, `transactionHash` the
 * transaction.
 */
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

/**
 * A state file that is sound, but leads to another chain here: contracts, packages or config have changed since.
 *
 * @remarks Go back to the code it was saved with, or run the set-up again and save it again.
 */
export class StateDeviationError extends SimulationError {
  readonly code = "STATE_DEVIATION";
}

/**
 * A transaction that the node did not take: its sender lacks the ether, or its nonce or gas do not fit.
 *
 * @remarks Give the sender ether with `$.setBalance`, or leave nonce and gas to the signer.
 */
export class TransactionRefusedError extends SimulationError {
  readonly code = "TRANSACTION_REFUSED";
}

/**
 * A contract name that the project does not compile or compiles more than once, code that cannot be deployed, or
 * an address without code.
 *
 * @remarks Choose from the names in the message. A new contract needs `npx hardhat build`; contracts of packages
 * and other tools need `simulation.artifacts`.
 */
export class UnknownContractError extends SimulationError {
  readonly code = "UNKNOWN_CONTRACT";
}
