import { SimulationError } from "../common/errors.ts";

/**
 * A replayed deployment did not end at the contract's mainnet address.
 *
 * @remarks Install the package versions of `package-lock.json` with `npm ci`; on a fork, fork mainnet.
 */
export class DeploymentMismatchError extends SimulationError {
  readonly code = "DEPLOYMENT_MISMATCH";
}

/**
 * A fork from a block at which there is nothing yet that Keep3r V2 could stand on.
 *
 * @remarks Fork from a later block; `SIMULATION_FORK_BLOCK=13595416` has all of Keep3r V2.
 */
export class ForkTooEarlyError extends SimulationError {
  readonly code = "FORK_TOO_EARLY";

  /**
   * @param missing - what the block lacks
   * @param block - number of the block
   */
  constructor(missing: string, block: number) {
    super({
      message: `At block ${block} there is no ${missing} yet.`,
      hint: "Fork from a later block of mainnet: the KP3R/WETH pool is from 2021; SIMULATION_FORK_BLOCK=13595416 has all of Keep3r V2.",
    });
  }
}

/**
 * A contract that cannot stand in place of mainnet's Keep3r V2, or a chain that has V2 already.
 *
 * @remarks Inherit V2 with its constructor arguments, as in docs/candidates.md. Run it on the embedded
 * chain or on a fork from before V2.
 */
export class InvalidCandidateError extends SimulationError {
  readonly code = "INVALID_CANDIDATE";
}

/**
 * A preset that does not exist, or that the real pool could not have produced.
 *
 * @remarks Choose a name from the message, or correct what it says of your own preset.
 */
export class InvalidPresetError extends SimulationError {
  readonly code = "INVALID_PRESET";
}

/**
 * A job is to get more liquidity than its provider holds.
 *
 * @remarks Mint it first with `keep3r.mintLiquidity()`. After running a cell twice, run the cell that mints
 * again too.
 */
export class InsufficientLiquidityError extends SimulationError {
  readonly code = "INSUFFICIENT_LIQUIDITY";
}

/**
 * A file does not hold a reference recording.
 *
 * @remarks Give JSON of the form that the message shows.
 */
export class InvalidReferenceError extends SimulationError {
  readonly code = "INVALID_REFERENCE";

  /**
   * @param file - path of the file, or of the folder
   * @param reason - what is wrong with it, such as `"series[0].t is not a list of times"`
   * @param hint - what to do about it, where it is not the file's form
   */
  constructor(file: string, reason: string, hint?: string) {
    super({
      message: `${file} is not a reference to compare with: ${reason}.`,
      hint:
        hint ??
        'Give JSON: { "title", "source", "series": [{ "name", "t": [seconds], "value": [units] }], "events": [{ "name", "t" }] }.',
    });
  }
}

/**
 * Something of the protocol was used before it was set up.
 *
 * @remarks Run `await keep3r.setup()` first; `openSession()` does it for you.
 */
export class Keep3rNotSetUpError extends SimulationError {
  readonly code = "KEEP3R_NOT_SET_UP";
}

/**
 * A fork on which KP3R is not minted by a Keep3r V2 that this kit knows, or not by the one that `KEEP3R_VERSION` names.
 *
 * @remarks Fork from another block, or take `KEEP3R_VERSION` away. The message names who governs KP3R, and who mints it.
 */
export class NoLiveKeep3rError extends SimulationError {
  readonly code = "NO_LIVE_KEEP3R";
}

/**
 * A simulation does not reproduce what was recorded elsewhere.
 *
 * @remarks Look at the printed table and the charts, then at what changed in presets, contracts and clock.
 */
export class NotConformingError extends SimulationError {
  readonly code = "NOT_CONFORMING";

  /** @param deviations - each in a few words, such as `"balanced-work, totalJobCredits: 0.02 KP3R"` */
  constructor(deviations: readonly string[]) {
    super({
      message: `The simulation deviates from the reference: ${deviations.join("; ")}.`,
      hint: "The table and the charts above show where. Look first at what changed in presets, contracts and clock.",
    });
  }
}

/**
 * A swap in a pool that does not exist.
 *
 * @remarks Use a fee that has a pool: KP3R/WETH has 10000, in millionths.
 */
export class UnknownPoolError extends SimulationError {
  readonly code = "UNKNOWN_POOL";
}
