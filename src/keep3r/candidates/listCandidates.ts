import { type Candidate, candidateFlaw, describeCandidate } from "./candidate.ts";
import { allArtifacts, namesDigest, reportArtifactUse } from "../../chain/artifacts/artifactUse.ts";
import { type ProjectArtifacts, projectArtifacts } from "../../chain/artifacts/projectArtifacts.ts";

/**
 * Everything that this project compiles and that can stand in place of mainnet's Keep3r V2: contracts with all of
 * its functions and events, and a constructor that takes the same. What has not been built is not there.
 *
 * @returns candidates in order of their fully qualified names; mainnet's own, `"Keep3r"`, is not among them
 * @example (await listCandidates()).map(({ name }) => name); // ["Keep3rFromSources", …]
 */
export async function listCandidates(compiled?: ProjectArtifacts): Promise<Candidate[]> {
  const artifacts = compiled ?? (await projectArtifacts());
  const names = await artifacts.names();
  reportArtifactUse(allArtifacts, () => namesDigest(names));
  const all = await Promise.all(names.map(async (name) => ({ name, artifact: await artifacts.read(name) })));
  return all
    .filter(({ artifact }) => candidateFlaw(artifact) === undefined)
    .map(({ name, artifact }) => describeCandidate(name, artifact));
}
