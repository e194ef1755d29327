import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import * as vega from "vega";
import type { LoggerInterface, Spec, View } from "vega";
import { compile } from "vega-lite";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";

/** What a test needs of a Vega and of the Vega-Lite that compiles for it. */
export interface ChartLibrary {
  readonly name: string;
  readonly compile: (spec: never, options: { readonly logger: LoggerInterface }) => { readonly spec: Spec };
  readonly vega: Pick<typeof vega, "parse" | "View">;
}

const require = createRequire(import.meta.url);

/** The versions that pictures are rendered with, and those that JupyterLab 4 ships. */
export const chartLibraries: readonly ChartLibrary[] = [
  { name: "Vega-Lite 6 and Vega 6", compile, vega },
  jupyterLibrary(),
];

/** Vega-Lite 5.6.1 asks for `vega`, which here is version 6: it is given the version 5 beside it instead. */
function jupyterLibrary(): ChartLibrary {
  const vega5 = require("vega-5") as ChartLibrary["vega"];
  const file = require.resolve("vega-lite-5");
  const library = {} as Pick<ChartLibrary, "compile">;
  const load = compileFunction(readFileSync(file, "utf8"), ["exports", "module", "require"], {
    filename: file,
  }) as (exports: object, module: object, require: () => unknown) => void;
  load(library, { exports: library }, () => vega5);
  return { name: "Vega-Lite 5.6.1 and Vega 5", compile: library.compile, vega: vega5 };
}

/** A chart that runs as in a notebook, without a screen. */
export interface RunningChart {
  readonly view: View;
  /** Every warning and error until now, except that there is no browser window to listen to. */
  readonly problems: readonly string[];
}

/** Compiles and runs a spec, pointer layers and all, as a notebook does. The caller finalizes the view. */
export async function runChart(spec: ChartSpec, library: ChartLibrary): Promise<RunningChart> {
  const problems: string[] = [];
  const collect = (...parts: readonly unknown[]): LoggerInterface => {
    const problem = parts.map(String).join(" ");
    if (problem !== "Can not resolve event source: window") problems.push(problem);
    return logger;
  };
  const logger: LoggerInterface = {
    level: () => logger,
    error: collect,
    warn: collect,
    info: () => logger,
    debug: () => logger,
  };
  const compiled = library.compile(spec as never, { logger }).spec;
  const view = new library.vega.View(library.vega.parse(compiled), { renderer: "none", logger });
  await view.runAsync();
  return { view, problems };
}

/**
 * Compiles and runs a spec with all libraries that users meet.
 *
 * @returns every warning and error, with the library that gave it
 */
export async function compileStrictly(spec: ChartSpec): Promise<string[]> {
  const found: string[] = [];
  for (const library of chartLibraries) {
    const { view, problems } = await runChart(spec, library);
    view.finalize();
    found.push(...problems.map((problem) => `${library.name}: ${problem}`));
  }
  return found;
}
