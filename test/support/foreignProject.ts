import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  type Dirent,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
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

  /** Replaces a text that must be there. */
  edit(file: string, old: string, fresh: string): void {
    const text = this.read(file);
    if (!text.includes(old)) throw new Error(`${file} does not hold ${JSON.stringify(old)}.`);
    this.save(file, text.replace(old, fresh));
  }

  /** Installs what the project lists, and packages besides; `"kit"` is this kit. */
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
    return await startHardhat(args, { cwd: this.root, program: this.hardhatProgram }).end;
  }

  /** Hardhat's command line in this project. */
  get hardhatProgram(): string {
    return this.path("node_modules", "hardhat", "dist", "src", "cli.js");
  }

  /** Runs a program under the Node that runs this process. */
  async node(...args: string[]): Promise<CommandEnd> {
    return await run(process.execPath, args, this.root);
  }

  /** MB on the disk that are installed. */
  get installedMegabytes(): number {
    const files = this.#installed().filter((file) => file.isFile());
    const bytes = files.map((file) => statSync(join(file.parentPath, file.name)).blocks * 512);
    return bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
  }

  /** Folders of all installed copies of a package. */
  copiesOf(name: string): string[] {
    const folders = this.#installed()
      .filter((file) => file.name === "package.json")
      .map((file) => file.parentPath)
      .filter((folder) => folder.endsWith(join("node_modules", name)));
    return [...new Set(folders.map((folder) => realpathSync(folder)))];
  }

  #installed(): Dirent[] {
    return readdirSync(this.path("node_modules"), { recursive: true, withFileTypes: true });
  }
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

/** Installed once, beside the tarball. */
async function findPnpm(): Promise<string> {
  const folder = join(repository, "cache", `pnpm-${pnpmVersion}`);
  const program = join(folder, "node_modules", "pnpm", "bin", "pnpm.mjs");
  if (existsSync(program)) return program;
  const args = ["install", "--no-audit", "--no-fund", "--prefix", folder, `pnpm@${pnpmVersion}`];
  mkdirSync(folder, { recursive: true });
  const { code, stderr } = await run(process.execPath, [findNpm(), ...args], folder);
  if (code !== 0) throw new Error(`pnpm cannot be installed:\n${stderr}`);
  return program;
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
