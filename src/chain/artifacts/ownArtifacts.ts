import type { artifacts } from "hardhat";
import type { ContractArtifact } from "./artifact.ts";
import { artifactDigest, reportArtifactUse } from "./artifactUse.ts";

type Read = (name: string) => Promise<ContractArtifact>;

const readers = new WeakMap<typeof artifacts, Read>();

/**
 * Reports, from now on, what other plugins read of a project's build, Ignition for example: a run depends on it as on
 * what this kit reads.
 *
 * @param manager - Hardhat's reader of what a project has compiled
 * @returns reads without reporting
 */
export function reportOwnReads(manager: typeof artifacts): Read {
  const known = readers.get(manager);
  if (known !== undefined) return known;
  const readArtifact = manager.readArtifact.bind(manager);
  readers.set(manager, readArtifact);
  manager.readArtifact = async (name) => {
    const artifact = await readArtifact(name);
    reportArtifactUse(name, () => artifactDigest(artifact));
    return artifact;
  };
  return readArtifact;
}
