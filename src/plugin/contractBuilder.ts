import { spawn } from "node:child_process";
import { hash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { FileBuildResultType } from "hardhat/types/solidity";
import type { ProjectFiles } from "../runner/projectFiles.ts";
import type { BuiltContracts, ContractBuilder } from "../runner/watch/projectBuilder.ts";

/** Name of the script by which a project makes types from its contracts. */
const typesScript = "build:types";

/**
 * Builds a project's contracts with the Hardhat that runs this process, which keeps compilers and cache at hand. The
 * compilers' messages go to the console, with files and lines. If an ABI has changed, the project's script
 * `build:types`, where it has one, makes the types of its contracts anew.
 *
 * @param files - of the project: the script writes sources of its library
 */
export function contractBuilder(hre: HardhatRuntimeEnvironment, files: ProjectFiles): ContractBuilder {
  let abis: string | undefined;
  return {
    build: async (): Promise<BuiltContracts> => {
      const { solidity } = hre;
      const roots = await solidity.getRootFilePaths();
      const results = await solidity.build(roots, { quiet: true, cleanupArtifacts: true });
      if (!solidity.isSuccessfulBuildResult(results)) {
        return { problem: results.formattedReason, generated: [] };
      }
      if ([...results.values()].some(({ type }) => type === FileBuildResultType.BUILD_FAILURE)) {
        return { problem: "The contracts do not compile.", generated: [] };
      }
      await hre.artifacts.clearCache();
      const now = await digestOfAbis(hre);
      if (now === abis) return { generated: [] };
      abis = now;
      return { generated: await generateTypes(files) };
    },
  };
}

async function digestOfAbis({ artifacts }: Pick<HardhatRuntimeEnvironment, "artifacts">): Promise<string> {
  const names = [...(await artifacts.getAllFullyQualifiedNames())].sort();
  const abis: unknown[] = await Promise.all(
    names.map(async (name) => (await artifacts.readArtifact(name)).abi as unknown),
  );
  return hash("sha256", JSON.stringify([names, abis]));
}

/** @returns the sources that may have been written */
async function generateTypes({ root, library }: ProjectFiles): Promise<string[]> {
  const manifest = join(root, "package.json");
  const { scripts } = existsSync(manifest)
    ? (JSON.parse(await readFile(manifest, "utf8")) as { readonly scripts?: Record<string, string> })
    : {};
  if (scripts?.[typesScript] === undefined) return [];
  // File systems keep times less exactly than clocks do.
  const start = Date.now() - 1_000;
  const windows = process.platform === "win32";
  const child = spawn("npm", ["run", "--silent", typesScript], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows,
  });
  await new Promise((resolve) => {
    child.once("close", resolve).once("error", resolve);
  });
  const sources = (library?.sources ?? []).map(async (folder) => {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.map((name) => join(folder, name)).filter((path) => statSync(path).mtimeMs >= start);
  });
  return (await Promise.all(sources)).flat();
}
