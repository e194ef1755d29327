import { join } from "node:path";
import type { HookContext, SolidityHooks } from "hardhat/types/hooks";
import { packageName } from "../../common/kitVersion.ts";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { declarationsFile } from "../../runner/tslab/projectDeclarations.ts";
import { contractDeclarations, type DeclaredContract } from "../contractDeclarations.ts";

/** Hooks of Hardhat's build: they declare the project's contracts, so that notebooks and scripts know their functions. */
export default function solidityHooks(): Promise<Partial<SolidityHooks>> {
  return Promise.resolve({
    processArtifactsAfterSuccessfulBuild: async (context) => {
      const text = contractDeclarations(await uniqueContracts(context), packageName);
      await writeFileAtomic(join(context.config.paths.root, declarationsFile), text);
    },
  });
}

/** Contracts whose bare name means one of them alone; the others are reached by their full names, untyped. */
async function uniqueContracts({ artifacts }: HookContext): Promise<DeclaredContract[]> {
  const names = [...(await artifacts.getAllFullyQualifiedNames())].sort();
  const bare = (full: string): string => full.slice(full.lastIndexOf(":") + 1);
  const unique = names.filter((name) => names.filter((other) => bare(other) === bare(name)).length === 1);
  return await Promise.all(
    unique.map(async (name) => {
      const { contractName, abi } = await artifacts.readArtifact(name);
      return { name: contractName, abi: abi as readonly unknown[] };
    }),
  );
}
