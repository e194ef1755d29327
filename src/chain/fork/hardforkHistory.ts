/** When a hardfork came into force: with a block, or since the Merge at a time (unix seconds). */
export interface HardforkActivation {
  readonly blockNumber?: number | undefined;
  readonly timestamp?: number | undefined;
}

/** What a Hardhat config says of chains, by chain id. */
export type ChainDescriptors = ReadonlyMap<
  bigint,
  { readonly hardforkHistory?: ReadonlyMap<string, HardforkActivation> }
>;

/**
 * Mainnet's hardforks, oldest first. A config's descriptor of chain 1 goes before it.
 *
 * @source ethereum/execution-specs, network upgrades
 */
const mainnetHistory: ReadonlyMap<string, HardforkActivation> = new Map([
  ["chainstart", { blockNumber: 0 }],
  ["homestead", { blockNumber: 1_150_000 }],
  ["dao", { blockNumber: 1_920_000 }],
  ["tangerineWhistle", { blockNumber: 2_463_000 }],
  ["spuriousDragon", { blockNumber: 2_675_000 }],
  ["byzantium", { blockNumber: 4_370_000 }],
  ["petersburg", { blockNumber: 7_280_000 }],
  ["istanbul", { blockNumber: 9_069_000 }],
  ["muirGlacier", { blockNumber: 9_200_000 }],
  ["berlin", { blockNumber: 12_244_000 }],
  ["london", { blockNumber: 12_965_000 }],
  ["arrowGlacier", { blockNumber: 13_773_000 }],
  ["grayGlacier", { blockNumber: 15_050_000 }],
  ["merge", { blockNumber: 15_537_394 }],
  ["shanghai", { timestamp: 1_681_338_455 }],
  ["cancun", { timestamp: 1_710_338_135 }],
  ["prague", { timestamp: 1_746_612_311 }],
  ["osaka", { timestamp: 1_764_798_551 }],
]);

/**
 * The rules under which a block was made: its successors on a fork are made under the same.
 *
 * @param descriptors - what the project's config says of chains
 * @returns Hardhat's name of the hardfork; `undefined` for a chain of which nobody says when it changed its rules
 */
export function hardforkAt(
  block: { readonly number: number; readonly timestamp: number },
  chainId: number,
  descriptors: ChainDescriptors = new Map(),
): string | undefined {
  const history =
    descriptors.get(BigInt(chainId))?.hardforkHistory ?? (chainId === 1 ? mainnetHistory : undefined);
  return [...(history ?? [])].findLast(([, { blockNumber, timestamp }]) =>
    blockNumber === undefined ? block.timestamp >= (timestamp ?? Infinity) : block.number >= blockNumber,
  )?.[0];
}
