import { StateDeviationError } from "../errors.ts";
import type { ChainMemory } from "../chain.ts";
import type { Pack } from "../setup.ts";
import { creationCodeHash } from "../artifacts/creationCodeHash.ts";
import { projectArtifacts } from "../artifacts/projectArtifacts.ts";

/**
 * Checks that what a saved chain was made from is compiled to the same code now. A file holds the code that was
 * deployed; to go on with it after a contract has been changed would show nothing of the change.
 *
 * A contract that the project no longer has is let pass: nothing here can contradict the file.
 *
 * @throws StateDeviationError naming the contracts that have changed
 */
export async function assertSameContracts(
  { artifacts }: ChainMemory,
  file: string,
  pack: Pack | undefined,
): Promise<void> {
  const compiled = await projectArtifacts(pack?.artifacts);
  const names = new Set(await compiled.names());
  const changed: string[] = [];
  for (const [artifact, codeHash] of artifacts) {
    if (!names.has(artifact)) continue;
    const { contractName, bytecode } = await compiled.read(artifact);
    if (creationCodeHash(bytecode) !== codeHash) changed.push(contractName);
  }
  if (changed.length === 0) return;
  throw new StateDeviationError({
    message: `${file} was saved with another ${changed.join(", ")} than is compiled now.`,
    hint: "Its chain has the code of then: set up and save again, or go back to that code and build it.",
  });
}
