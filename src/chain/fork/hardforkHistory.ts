/** When a hardfork came into force: with a block, or since the Merge at a time (unix seconds). */
export type HardforkActivation =
  | { readonly blockNumber: number; readonly timestamp?: never }
  | { readonly timestamp: number; readonly blockNumber?: never };

/**
 * Mainnet's hardforks, as far as a fork with Keep3r on it can be about: from London on, which is older than the
 * KP3R/WETH pool's liquidity.
 *
 * London is said to hold from block 0. On mainnet that changes nothing for a block that can be forked here. A stand-in
 * for mainnet has the same chain id and small block numbers, and the node would run calls at its blocks under the
 * rules of 2015, if it forked at all.
 *
 * @source ethereum/execution-specs, network upgrades
 */
export const hardforkHistory = {
  london: { blockNumber: 0 },
  arrowGlacier: { blockNumber: 13_773_000 },
  grayGlacier: { blockNumber: 15_050_000 },
  merge: { blockNumber: 15_537_394 },
  shanghai: { timestamp: 1_681_338_455 },
  cancun: { timestamp: 1_710_338_135 },
  prague: { timestamp: 1_746_612_311 },
  osaka: { timestamp: 1_764_798_551 },
} as const satisfies Readonly<Record<string, HardforkActivation>>;

/** A hardfork, as Hardhat names it. */
export type Hardfork = keyof typeof hardforkHistory;

/** The rules under which a block was made: its successors on a fork are made under the same. */
export function hardforkAt(block: { readonly number: number; readonly timestamp: number }): Hardfork {
  let current: Hardfork = "london";
  for (const [name, activation] of Object.entries(hardforkHistory) as [Hardfork, HardforkActivation][]) {
    const { blockNumber, timestamp } = activation;
    if (blockNumber !== undefined ? block.number >= blockNumber : block.timestamp >= timestamp)
      current = name;
  }
  return current;
}
