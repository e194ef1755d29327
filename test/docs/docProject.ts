import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

/** A block of code that begins with a comment of its path, such as `// contracts/Auction.sol`. */
const fileBlock = /^```(?:ts|solidity)\n\/\/ ([\w./-]+\.(?:ts|sol))\n([^]*?)^```$/gm;

/** A project made of the files that a page of the documentation shows. */
export interface DocProject {
  readonly folder: string;
  /** Paths of its files. */
  readonly files: readonly string[];
  /** Runs a program of the repository in it. @returns what it printed; throws with all of that if it fails */
  node(...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Makes the files that a page shows into a Hardhat project, in which the package is installed.
 *
 * @param page - path from the root
 */
export async function openDocProject(page: string): Promise<DocProject> {
  const markdown = await readFile(join(root, page), "utf8");
  const files = [...markdown.matchAll(fileBlock)].map(([, path = "", text = ""]) => ({ path, text }));
  await mkdir(join(root, "cache"), { recursive: true });
  const folder = await mkdtemp(join(root, "cache", "docs-"));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write("package.json", JSON.stringify({ name: "docs", private: true, type: "module" }));
  await write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  for (const { path, text } of files) await write(path, withLocalCompiler(text));
  return {
    folder,
    files: files.map(({ path }) => path),
    node: async (...args) => {
      const env: NodeJS.ProcessEnv = { ...process.env, SIMULATION_CHAIN: "embedded" };
      delete env.HARDHAT_CONFIG;
      const { stdout } = await run(process.execPath, args, { cwd: folder, env }).catch((error: unknown) => {
        const { stdout: out = "", stderr = "" } = error as {
          readonly stdout?: string;
          readonly stderr?: string;
        };
        throw new Error(`${args.join(" ")} failed:\n${out}${stderr}`, { cause: error });
      });
      return stdout;
    },
    remove: async () => {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const require = createRequire(import.meta.url);

/** Programs by their entry files. */
export const programs = {
  hardhat: require.resolve("hardhat").replace(/index\.js$/, "cli.js"),
  tsc: join(root, "node_modules", "typescript", "bin", "tsc"),
};

const compilerOptions = {
  target: "es2023",
  module: "nodenext",
  types: ["node"],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/** A reader's Hardhat downloads the compiler; here it comes from npm. */
function withLocalCompiler(text: string): string {
  const path = JSON.stringify(require.resolve("solc/soljson.js"));
  return text.replace(/solidity: "0\.8\.\d+"/, `solidity: { version: "0.8.37", path: ${path} }`);
}
