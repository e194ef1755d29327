import { UnknownContractError } from "../errors/unknownContractError.ts";
import { artifactDigest, noArtifact, reportArtifactUse } from "./artifactUse.ts";
import type { ContractArtifact } from "./chain.ts";
import { chooseArtifact } from "./chooseArtifact.ts";

/** What the project has compiled. */
export interface ProjectArtifacts {
  /** Fully qualified names, such as `contracts/jobs/GasBurningJob.sol:GasBurningJob`, in order. */
  names(): Promise<string[]>;
  /**
   * A compiled contract.
   *
   * @param name - contract name, or `path/File.sol:Name` where the name is ambiguous
   * @throws UnknownContractError if there is no such contract, or several
   */
  read(name: string): Promise<ContractArtifact>;
}

/**
 * Looks at what is compiled now, so that a kernel sees what was built after it had started.
 *
 * Hardhat is loaded here and not earlier, so that a notebook's `require` of this library stays possible.
 */
export async function projectArtifacts(): Promise<ProjectArtifacts> {
  const { default: hre } = await import("hardhat");
  await hre.artifacts.clearCache();
  const names = async (): Promise<string[]> => [...(await hre.artifacts.getAllFullyQualifiedNames())].sort();
  return {
    names,
    read: async (name) => {
      try {
        const artifact = await hre.artifacts.readArtifact(chooseArtifact(name, await names()));
        reportArtifactUse(name, () => artifactDigest(artifact));
        return artifact;
      } catch (error) {
        if (error instanceof UnknownContractError) reportArtifactUse(name, () => noArtifact);
        throw error;
      }
    },
  };
}
