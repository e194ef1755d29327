import { closest } from "../common/closest.ts";
import { artifactDigest, noArtifact, reportArtifactUse } from "./artifactUse.ts";
import type { ContractArtifact } from "./chain.ts";
import { UnknownContractError } from "./errors.ts";

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

/**
 * Finds the one compiled contract that a name means.
 *
 * @param name - contract name, or `path/File.sol:Name`
 * @param compiled - fully qualified names of everything that the project compiles
 * @returns the fully qualified name
 * @throws UnknownContractError if there is none, or if several files have a contract of that name
 */
export function chooseArtifact(name: string, compiled: readonly string[]): string {
  const matches = matchArtifacts(name, compiled);
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  if (match !== undefined) {
    throw new UnknownContractError({
      message: `${JSON.stringify(name)} is ambiguous: ${matches.length} files have a contract of that name.`,
      hint: `Give one of ${matches.map((full) => JSON.stringify(full)).join(", ")}.`,
    });
  }
  const known = name.includes(":") ? compiled : compiled.map(bareName);
  throw new UnknownContractError({
    message: `This project compiles no contract ${JSON.stringify(name)}.`,
    hint:
      known.length === 0
        ? "Nothing has been compiled yet: run npx hardhat build."
        : `Did you mean ${closest(name, known).join(", ")}? A new contract needs npx hardhat build first.`,
  });
}

/** The fully qualified names that a name may mean, in order. */
export function matchArtifacts(name: string, compiled: readonly string[]): string[] {
  return compiled.filter((full) => full === name || bareName(full) === name).sort();
}

function bareName(full: string): string {
  return full.slice(full.lastIndexOf(":") + 1);
}
