import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after } from "node:test";
import { type CommandEnd, repository, startHardhat } from "./hardhatProcess.ts";

/** How the kit comes into a project: from its tarball by one of two package managers, or as a link to this repository. */
export type Installer = "npm" | "pnpm" | "link";

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** What `npm run test:foreign` has packed. */
const tarball = join(repository, "cache", `${manifest.name}-${manifest.version}.tgz`);

/** A package of the version that this repository is developed with. */
export function ofThisRepository(name: string): string {
  return `${name}@${manifest.devDependencies[name] ?? ""}`;
}

/** A Hardhat project outside of the repository, which is removed when the tests of its file are over. */
export class ForeignProject {
  readonly root: string;
  readonly installer: Installer;
  /** What its commands find in their environment beside ours. */
  readonly environment: Record<string, string> = {};

  private constructor(root: string, installer: Installer) {
    this.root = root;
    this.installer = installer;
  }

  /**
   * Copies a project of `test/foreign`; nothing is installed.
   *
   * @param fixture - name of its folder, or nothing for an empty project
   */
  static create(fixture: string | undefined, installer: Installer = "npm"): ForeignProject {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "foreign-")));
    after(() => {
      rmSync(root, { recursive: true, force: true });
    });
    const project = new ForeignProject(root, installer);
    if (fixture !== undefined)
      cpSync(join(repository, "test", "foreign", fixture), root, { recursive: true });
    // Packages that would build something bring what they build: nothing of it is needed here.
    if (installer === "pnpm") project.save("pnpm-workspace.yaml", "strictDepBuilds: false\n");
    return project;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  read(...parts: string[]): string {
    return readFileSync(this.path(...parts), "utf8");
  }

  /** Writes a file in one step, and never into another one that is linked to it. */
  save(file: string, text: string): void {
    const path = this.path(file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}~`, text);
    renameSync(`${path}~`, path);
  }

  /** Removes a file or a folder. */
  remove(file: string): void {
    rmSync(this.path(file), { recursive: true, force: true });
  }

  /** Replaces a text that must be there. */
  edit(file: string, old: string, fresh: string): void {
    const text = this.read(file);
    if (!text.includes(old)) throw new Error(`${file} does not hold ${JSON.stringify(old)}.`);
    this.save(file, text.replace(old, fresh));
  }

  /** Takes over what another project has installed. */
  share({ root }: ForeignProject): void {
    symlinkSync(join(root, "node_modules"), this.path("node_modules"));
  }

  /**
   * Installs what the project lists, and packages besides; `"kit"` is this kit. Options of the package manager can stand
   * among them.
   *
   * @throws Error with what the package manager says, if that fails
   */
  async install(...packages: string[]): Promise<void> {
    const kit = this.installer === "link" ? `file:${repository}` : tarball;
    if (!existsSync(tarball))
      throw new Error(`${tarball} is missing: run npm run test:foreign, which packs it.`);
    const all = packages.map((name) => (name === "kit" ? kit : name));
    const args =
      this.installer === "pnpm"
        ? [await findPnpm(), "add", "--save-dev", ...all]
        : [findNpm(), "install", "--no-audit", "--no-fund", "--save-dev", ...all];
    const { code, stdout, stderr } = await run(process.execPath, args, this.root);
    if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  }

  /** Runs Hardhat's command line, as npx hardhat does. */
  async hardhat(...args: string[]): Promise<CommandEnd> {
    const { root: cwd, environment, hardhatProgram: program } = this;
    return await startHardhat(args, { cwd, environment, program }).end;
  }

  /** Hardhat's command line in this project. */
  get hardhatProgram(): string {
    return this.path("node_modules", "hardhat", "dist", "src", "cli.js");
  }

  /** Runs a program under the Node that runs this process. */
  async node(...args: string[]): Promise<CommandEnd> {
    return await run(process.execPath, args, this.root);
  }

  /** Runs a program under Node 20. */
  async node20(...args: string[]): Promise<CommandEnd> {
    return await run(await findNode20(), args, this.root);
  }

  /** MB on the disk that are installed. */
  get installedMegabytes(): number {
    const bytes = installedFiles(this.path("node_modules")).map((file) => statSync(file).blocks * 512);
    return bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
  }

  /** Manifests of all installed copies of a package. */
  copiesOf(name: string): string[] {
    const manifest = join("node_modules", name, "package.json");
    return installedFiles(this.path("node_modules")).filter((file) => file.endsWith(manifest));
  }
}

/** Files of packages; what is linked in from elsewhere is not among them. */
function installedFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return installedFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The one that runs this process, or else the one that is found. */
function findNpm(): string {
  const { npm_execpath: own, PATH = "" } = process.env;
  if (own?.endsWith("npm-cli.js") === true) return own;
  const found = PATH.split(delimiter)
    .map((folder) => join(folder, "npm"))
    .find((program) => existsSync(program));
  return realpathSync(found ?? "npm");
}

const pnpmVersion = "12.21.0";

async function findPnpm(): Promise<string> {
  return join(await tool("pnpm", pnpmVersion), "bin", "pnpm.mjs");
}

/** The one that the machine has, or else npm's. */
async function findNode20(): Promise<string> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const program = join(folder, "node");
    if (existsSync(program) && (await run(program, ["--version"], folder)).stdout.startsWith("v20."))
      return program;
  }
  return join(await tool(`node-${process.platform}-${process.arch}`, "20"), "bin", "node");
}

/** Folder of a package that is installed once, beside the tarball. */
async function tool(name: string, version: string): Promise<string> {
  const folder = join(repository, "cache", `${name}-${version}`);
  const installed = join(folder, "node_modules", name);
  if (existsSync(installed)) return installed;
  mkdirSync(folder, { recursive: true });
  const args = ["install", "--no-audit", "--no-fund", "--prefix", folder, `${name}@${version}`];
  const { code, stderr } = await run(process.execPath, [findNpm(), ...args], folder);
  if (code !== 0) throw new Error(`${name} cannot be installed:\n${stderr}`);
  return installed;
}

/** What an npm that runs this process has set for itself and its packages, and not for another one. */
const ofNpmItself =
  /^npm_(config_(call|package|local_prefix|prefix|global_prefix)|package_|lifecycle_|command$)/;

async function run(program: string, args: readonly string[], cwd: string): Promise<CommandEnd> {
  const inherited = Object.entries(process.env).filter(([name]) => !ofNpmItself.test(name));
  const child = spawn(program, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}
