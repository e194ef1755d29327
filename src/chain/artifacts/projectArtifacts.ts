import { closest } from "../../common/closest.ts";
import { UnknownContractError } from "../errors.ts";
import { openProject } from "../project.ts";
import type { ContractArtifact } from "./artifact.ts";
import { openArtifactFolder } from "./artifactFolder.ts";
import { findByCode } from "./matchCode.ts";
import { reportOwnReads } from "./ownArtifacts.ts";
import { artifactDigest, noArtifact, reportArtifactUse } from "./artifactUse.ts";

/** What the project has compiled, and what it takes from elsewhere. */
export interface ProjectArtifacts {
  /** Fully qualified names, such as `contracts/jobs/GasBurningJob.sol:GasBurningJob`, in order. */
  names(): Promise<string[]>;
  /**
   * A compiled contract.
   *
   * @param name - contract name, or `path/File.sol:Name` where the name is ambiguous
   * @throws UnknownContractError if there is no such contract, or several
   */
  read(name: string): Promise<ContractArtifact>;
  /** The compiled contract whose code stands on a chain, as {@link findByCode} compares it; the project's own first. */
  findByCode(code: string): Promise<ContractArtifact | undefined>;
  /** All of them, in order of their names; nobody's run depends on what is merely looked through. */
  all(): Promise<ContractArtifact[]>;
}

interface Source {
  readonly names: readonly string[];
  read(name: string): Promise<ContractArtifact>;
}

/**
 * Looks at what is compiled now, so that a kernel sees what was built after it had started. A name is looked for in
 * the project's own build first, then in the folders of `simulation.artifacts`, then in those given.
 *
 * @param folders - more folders of compiled contracts, absolute; a pack's for example
 */
export async function projectArtifacts(folders: readonly string[] = []): Promise<ProjectArtifacts> {
  const { hardhat, config } = await openProject();
  await hardhat.artifacts.clearCache();
  const readOwn = reportOwnReads(hardhat.artifacts);
  const own = async (): Promise<Source> => ({
    names: [...(await hardhat.artifacts.getAllFullyQualifiedNames())].sort(),
    read: readOwn,
  });
  const sources = [
    own,
    ...[...config.artifacts, ...folders].map((folder) => () => openArtifactFolder(folder)),
  ];
  const contents: Map<ContractArtifact, string>[] = [];
  const find = async (name: string): Promise<ContractArtifact> => {
    const all: string[] = [];
    for (const open of sources) {
      const source = await open();
      if (matchArtifacts(name, source.names).length > 0)
        return await source.read(chooseArtifact(name, source.names));
      all.push(...source.names);
    }
    return await Promise.reject(unknown(name, all));
  };
  return {
    names: async () => [
      ...new Set((await Promise.all(sources.map((open) => open()))).flatMap(({ names }) => names)),
    ],
    read: async (name) => {
      try {
        const artifact = await find(name);
        reportArtifactUse(name, () => artifactDigest(artifact));
        return artifact;
      } catch (error) {
        if (error instanceof UnknownContractError) reportArtifactUse(name, () => noArtifact);
        throw error;
      }
    },
    findByCode: async (code) => {
      for (const [index, open] of sources.entries()) {
        const artifacts = (contents[index] ??= await readAll(await open()));
        const found = findByCode(code, [...artifacts.keys()]);
        if (found === undefined) continue;
        reportArtifactUse(artifacts.get(found) ?? "", () => artifactDigest(found));
        return found;
      }
      return undefined;
    },
    all: async () => {
      const opened = await Promise.all(sources.map((open) => open()));
      const artifacts = await Promise.all(
        opened.flatMap((source) =>
          source.names.map(async (name) => await source.read(name).catch(() => undefined)),
        ),
      );
      return artifacts.filter((artifact) => artifact !== undefined);
    },
  };
}

/** The compiled contracts of a source with their fully qualified names, without files that hold something else. */
async function readAll(source: Source): Promise<Map<ContractArtifact, string>> {
  const artifacts = new Map<ContractArtifact, string>();
  for (const name of source.names) {
    const artifact = await source.read(name).catch(() => undefined);
    if (artifact !== undefined) artifacts.set(artifact, name);
  }
  return artifacts;
}

/**
 * Finds the one compiled contract that a name means.
 *
 * @param name - contract name, or `path/File.sol:Name`
 * @param compiled - fully qualified names of everything that there is
 * @returns the fully qualified name
 * @throws UnknownContractError if there is none, or if several files have a contract of that name
 */
export function chooseArtifact(name: string, compiled: readonly string[]): string {
  const matches = matchArtifacts(name, compiled);
  const [match] = matches;
  if (match === undefined) throw unknown(name, compiled);
  if (matches.length === 1) return match;
  throw new UnknownContractError({
    message: `${JSON.stringify(name)} is ambiguous: ${matches.length} files have a contract of that name.`,
    hint: `Give one of ${matches.map((full) => JSON.stringify(full)).join(", ")}.`,
  });
}

/** The fully qualified names that a name may mean, in order. */
export function matchArtifacts(name: string, compiled: readonly string[]): string[] {
  return compiled.filter((full) => full === name || bareName(full) === name).sort();
}

function unknown(name: string, compiled: readonly string[]): UnknownContractError {
  const known = name.includes(":") ? compiled : [...new Set(compiled.map(bareName))];
  return new UnknownContractError({
    message: `This project compiles no contract ${JSON.stringify(name)}.`,
    hint:
      known.length === 0
        ? "Nothing has been compiled yet: run npx hardhat build."
        : `Did you mean ${closest(name, known).join(", ")}? A new contract needs npx hardhat build first; those of other tools and packages are found in the folders of simulation.artifacts in the Hardhat config.`,
  });
}

function bareName(full: string): string {
  return full.slice(full.lastIndexOf(":") + 1);
}
