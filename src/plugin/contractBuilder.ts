import { spawn } from "node:child_process";
import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { FileBuildResultType } from "hardhat/types/solidity";
import type { BuiltContracts, ContractBuilder } from "../runner/watch/projectBuilder.ts";

/** Name of the script by which a project makes types from its contracts. */
const typesScript = "build:types";

/**
 * Builds a project's contracts with the Hardhat that runs this process, which keeps compilers and cache at hand. The
 * compilers' messages go to the console, with files and lines. If an ABI has changed, the project's script
 * `build:types`, where it has one, makes the types of its contracts anew.
 */
export function contractBuilder(hre: HardhatRuntimeEnvironment): ContractBuilder {
  let abis: string | undefined;
  return {
    build: async (): Promise<BuiltContracts> => {
      const { solidity, config } = hre;
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
      return { generated: await generateTypes(config.paths.root) };
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
async function generateTypes(root: string): Promise<string[]> {
  const manifest = join(root, "package.json");
  const { scripts } = existsSync(manifest)
    ? (JSON.parse(await readFile(manifest, "utf8")) as { readonly scripts?: Record<string, string> })
    : {};
  if (scripts?.[typesScript] === undefined) return [];
  const windows = process.platform === "win32";
  const child = spawn("npm", ["run", "--silent", typesScript], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows,
  });
  await new Promise((resolve) => {
    child.once("close", resolve).once("error", resolve);
  });
  const folder = join(root, "src", "contracts");
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files.map((file) => join(folder, file));
}
