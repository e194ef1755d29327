import { join } from "node:path";
import {
  Application,
  DeclarationReflection,
  LogLevel,
  type ProjectReflection,
  ReflectionKind,
  ReflectionType,
} from "typedoc";

/** What can be imported from the package under one name. */
export interface Entry {
  /** Folder of `src` whose `index.ts` it is, and name of its page. */
  readonly room: string;
  /** What an import names. */
  readonly specifier: string;
  /** What it is for, as the head of its page. */
  readonly purpose: string;
}

/** The package's entry points. What several of them export is described on the page of the first. */
export const entries: readonly Entry[] = [
  {
    room: "recording",
    specifier: "hardhat-simulation/recording",
    purpose:
      "Recordings as plain data: what they hold, how they are written as JSON and CSV and read back, and what differs between two of them. It needs no chain and no Hardhat.",
  },
  {
    room: "chart",
    specifier: "hardhat-simulation/chart",
    purpose:
      "Charts as Vega-Lite specs, from recordings or rows, and files made from them. It needs no chain and no Hardhat. [Charts](../charts.md) shows what the options draw.",
  },
  {
    room: "notebook",
    specifier: "hardhat-simulation/notebook",
    purpose:
      "What notebooks and scripts of any project import: the notebook object `$`, chains, and the relay. [In your own project](../your-project.md) shows how they are used.",
  },
  {
    room: "ensemble",
    specifier: "hardhat-simulation/ensemble",
    purpose:
      "Scenarios as modules, and many runs of them over parameters and seeds. [Ensembles](../ensembles.md) shows how they are used.",
  },
  {
    room: "keep3r",
    specifier: "hardhat-simulation/keep3r",
    purpose:
      "The Keep3r Network: its notebooks import it, and its default export is the plugin for a Hardhat config. It also exports all of [hardhat-simulation/notebook](notebook.md).",
  },
  {
    room: "plugin",
    specifier: "hardhat-simulation",
    purpose:
      "The plugin for a Hardhat config, its options, and what a [pack](../packs.md) registers with it. [In your own project](../your-project.md) shows how it is set up.",
  },
];

/** An entry point with what it exports. */
export interface ReadEntry extends Entry {
  /** Exports; a `ReferenceReflection` for what an earlier entry describes. */
  readonly exports: readonly DeclarationReflection[];
}

/**
 * Reads what the package exports, with the docstrings.
 *
 * @param root - the project's folder
 */
export async function readEntries(root: string): Promise<ReadEntry[]> {
  const app = await Application.bootstrap({
    entryPoints: entries.map(({ room }) => join(root, "src", room, "index.ts")),
    tsconfig: join(root, "tsconfig.build.json"),
    basePath: root,
    // Of sources, only their folders are read.
    disableGit: true,
    sourceLinkTemplate: "{path}",
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    sort: ["source-order"],
    blockTags: ["@param", "@returns", "@throws", "@source", "@example", "@remarks"],
    logLevel: LogLevel.Error,
    skipErrorChecking: true,
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the entry points of src.");
  // TypeDoc prints a method of a type literal as `any`, unless it has a type.
  for (const method of project.getReflectionsByKind(ReflectionKind.Method)) {
    const isOfLiteral = method.parent?.kind === ReflectionKind.TypeLiteral;
    if (isOfLiteral && method instanceof DeclarationReflection) method.type = new ReflectionType(method);
  }
  return entries.map((entry) => ({ ...entry, exports: exportsOf(project, entry.room) }));
}

function exportsOf(project: ProjectReflection, room: string): readonly DeclarationReflection[] {
  const module = project.children?.find(({ name }) => name === `src/${room}`);
  if (module?.children === undefined) throw new Error(`src/${room}/index.ts exports nothing.`);
  return module.children;
}
