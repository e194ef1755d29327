import { SimulationError } from "./simulationError.ts";

/** A fork from a block at which there is nothing yet that Keep3r V2 could stand on. */
export class ForkTooEarlyError extends SimulationError {
  readonly code = "FORK_TOO_EARLY";

  /**
   * @param missing - what the block lacks
   * @param block - number of the block
   */
  constructor(missing: string, block: number) {
    super({
      message: `At block ${block} there is no ${missing} yet.`,
      hint: "Fork from a later block of mainnet: the KP3R/WETH pool is from 2021; FORK_BLOCK_NUMBER=13595416 has all of Keep3r V2.",
    });
  }
}
