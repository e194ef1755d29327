/** A contract of the user's that stands in place of one of a pack's. */
export interface Substitute {
  /** Contract name. */
  readonly name: string;
  /** Fully qualified name: `contracts/candidates/Slow.sol:Slow`. */
  readonly artifact: string;
  /**
   * keccak256 of the creation code, without constructor arguments. The code on the chain can be the same as the
   * original's: a substitute that sets a parameter differs in its constructor only.
   */
  readonly codeHash: string;
}

/** Where a chain's state comes from. The replay of a fork is that fork again, and its kind is the same. */
export type ChainKind = "embedded" | "fork";

/** What says which chain this is. */
export interface ChainIdentity {
  readonly kind: ChainKind;
  readonly chainId: number;
  /** What it started from, in words: a pack's options, or a fork's block. */
  readonly origin: string;
  /** Everything random on the chain follows from it. */
  readonly seed: string;
  /** The user's contracts that stand in place of a pack's; absent if none does. */
  readonly substitutes?: readonly Substitute[];
}

/**
 * Adds substitutes to an identity: as data, and in `origin`, which every chart and export shows.
 *
 * @param chain - the chain without regard to what stands on it
 */
export function withSubstitutes(
  chain: Omit<ChainIdentity, "substitutes">,
  substitutes: readonly Substitute[] = [],
): ChainIdentity {
  if (substitutes.length === 0) return chain;
  const names = substitutes.map(({ name }) => name).join(", ");
  return { ...chain, origin: `${chain.origin} with ${names}`, substitutes };
}
