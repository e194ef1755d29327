import { Interface, type InterfaceAbi } from "ethers";
import { Keep3r__factory } from "../contracts/factories/Keep3r__factory.ts";
import type { ContractArtifact } from "../../chain/artifacts/artifact.ts";
import { creationCodeHash } from "../../chain/artifacts/creationCodeHash.ts";

/** The name of Keep3r V2 as mainnet has it. */
export const mainnetKeep3r = "Keep3r";

/** A contract of this project that stands in place of mainnet's Keep3r V2. */
export interface Candidate {
  /** Contract name. */
  readonly name: string;
  /** Fully qualified name: `contracts/candidates/Keep3rSlowInflation.sol:Keep3rSlowInflation`. */
  readonly artifact: string;
  /**
   * keccak256 of the creation code, without constructor arguments. The code that runs may well be mainnet's: a
   * candidate that sets a parameter differs in its constructor only.
   */
  readonly codeHash: string;
}

/** Says which candidate a compiled contract is. */
export function describeCandidate(artifact: string, { contractName, bytecode }: ContractArtifact): Candidate {
  return { name: contractName, artifact, codeHash: creationCodeHash(bytecode) };
}

/**
 * What keeps a contract from standing in place of mainnet's Keep3r V2.
 *
 * @returns a sentence's end, such as `"it has no code"`; `undefined` if nothing does
 */
export function candidateFlaw({ abi, bytecode, linkReferences }: ContractArtifact): string | undefined {
  const own = new Interface(abi as InterfaceAbi);
  const v2 = Keep3r__factory.createInterface();
  const missing: string[] = [];
  v2.forEachFunction((fragment) => {
    if (!own.hasFunction(fragment.selector)) missing.push(fragment.format("sighash"));
  });
  v2.forEachEvent((fragment) => {
    if (!own.hasEvent(fragment.topicHash)) missing.push(fragment.format("sighash"));
  });
  if (missing.length > 0) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
    return `it lacks V2's ${missing.slice(0, 3).join(", ")}${more}`;
  }
  if (bytecode === "0x") return "it has no code: it is an interface or an abstract contract";
  if (Object.keys(linkReferences).length > 0) return "it links libraries, which nobody deploys for it";
  const [types, expected] = [own, v2].map(({ deploy }) => deploy.inputs.map(({ type }) => type).join(", "));
  return types === expected ? undefined : `its constructor takes (${types}), not (${expected})`;
}
