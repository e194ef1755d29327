import { hash } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import type { ContractArtifact } from "./artifact.ts";

/** Name of the diagnostics channel on which a process tells which compiled contracts it reads. */
export const artifactUses = "hardhat-simulation:artifact-uses";

/** Stands for the names of all compiled contracts, for those who ask which there are. */
export const allArtifacts = "*";

/** Digest of a name that means no contract, or several. */
export const noArtifact = "none";

/** A compiled contract that somebody has asked for. */
export interface ArtifactUse {
  /** The name asked for, or {@link allArtifacts}. */
  readonly name: string;
  /** What was found under it: {@link artifactDigest}, {@link namesDigest} or {@link noArtifact}. */
  readonly digest: string;
}

/** Tells who wants to know that a compiled contract was read. Costs nothing while nobody does. */
export function reportArtifactUse(name: string, digest: () => string): void {
  const uses = channel(artifactUses);
  if (uses.hasSubscribers) uses.publish({ name, digest: digest() } satisfies ArtifactUse);
}

/** SHA-256 of all that a run can make of a compiled contract: where it is, its ABI and its creation code. */
export function artifactDigest(artifact: ContractArtifact): string {
  const { sourceName, contractName, abi, bytecode, linkReferences } = artifact;
  return hash("sha256", JSON.stringify([sourceName, contractName, abi, bytecode, linkReferences]));
}

/** SHA-256 of the names of all compiled contracts. */
export function namesDigest(names: readonly string[]): string {
  return hash("sha256", names.join("\n"));
}
