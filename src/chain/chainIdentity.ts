import type { Candidate } from "../keep3r/candidates/candidate.ts";
import type { ChainIdentity } from "./chain.ts";

/**
 * Says which chain this is, and if it is not mainnet's Keep3r V2 that stands on it, says that too: in `origin`, which
 * every chart and export shows, and as data.
 *
 * @param chain - the chain without regard to what stands on it
 */
export function chainIdentity(
  chain: Omit<ChainIdentity, "candidate">,
  candidate: Candidate | undefined,
): ChainIdentity {
  if (candidate === undefined) return chain;
  const { name, artifact, codeHash } = candidate;
  return { ...chain, origin: `${chain.origin} with ${name}`, candidate: { name, artifact, codeHash } };
}
