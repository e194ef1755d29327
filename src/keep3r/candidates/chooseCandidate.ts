import { UnknownContractError } from "../../chain/errors.ts";
import { closest } from "../../common/closest.ts";
import { type Candidate, candidateFlaw, describeCandidate, mainnetKeep3r } from "./candidate.ts";
import { listCandidates } from "./listCandidates.ts";
import type { ContractArtifact } from "../../chain/artifacts/artifact.ts";
import { InvalidCandidateError } from "../errors.ts";
import {
  chooseArtifact,
  matchArtifacts,
  type ProjectArtifacts,
  projectArtifacts,
} from "../../chain/artifacts/projectArtifacts.ts";

/** A candidate with what it is deployed from. */
export interface ChosenCandidate extends Candidate {
  readonly contract: ContractArtifact;
}

/**
 * Finds the contract that is to stand in place of mainnet's Keep3r V2.
 *
 * @param name - contract name, or `path/File.sol:Name` where the name is ambiguous; `"Keep3r"` means mainnet's own
 * @returns `undefined` for mainnet's own
 * @throws UnknownContractError if there is no such contract, or several; the message lists candidates
 * @throws InvalidCandidateError if the contract is not a Keep3r V2
 */
export async function chooseCandidate(name: string): Promise<ChosenCandidate | undefined> {
  if (name === mainnetKeep3r) return undefined;
  const artifacts = await projectArtifacts();
  const artifact = await find(name, artifacts);
  const contract = await artifacts.read(artifact);
  const flaw = candidateFlaw(contract);
  if (flaw !== undefined) {
    throw new InvalidCandidateError({
      message: `${name} cannot stand in place of Keep3r V2: ${flaw}.`,
      hint: `A candidate inherits V2 and takes the same constructor arguments; docs/candidates.md shows how. ${await listed(name, artifacts)}`,
    });
  }
  return { ...describeCandidate(artifact, contract), contract };
}

async function find(name: string, artifacts: ProjectArtifacts): Promise<string> {
  const compiled = await artifacts.names();
  if (matchArtifacts(name, compiled).length > 0) return chooseArtifact(name, compiled);
  throw new UnknownContractError({
    message: `There is no Keep3r V2 named ${JSON.stringify(name)}.`,
    hint: `${await listed(name, artifacts)} A new contract needs npx hardhat build first.`,
  });
}

/** All there are, those most like the name first. */
async function listed(name: string, artifacts: ProjectArtifacts): Promise<string> {
  const names = [mainnetKeep3r, ...(await listCandidates(artifacts)).map((candidate) => candidate.name)];
  return `There are ${closest(name, names, names.length).join(", ")}.`;
}
