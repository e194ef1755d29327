import { readFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { InvalidNotebookError } from "../errors.ts";
import { parametersVariable } from "../../notebook/kernel/parameter.ts";
import { recordingsVariable } from "../../notebook/kernel/displayChart.ts";
import type { JsonObject, NotebookDocument } from "../notebookDocument.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { usesVariable } from "../kernel/reportUses.ts";
import type { KernelClient } from "../kernel/kernelClient.ts";
import { portableText } from "../portableText.ts";
import { codeCellsOf, runNotebook } from "../runNotebook.ts";
import type { ScenarioResult } from "../runNotebooks.ts";
import type { RunProgress } from "../runProgress.ts";
import { writeNotebookCharts } from "../writeNotebookCharts.ts";
import { CodeFacts } from "./codeFacts.ts";
import { decide, type KnownRun, type Verdict } from "./decide.ts";
import { notebookIngredients, projectIngredients, runnerIngredients } from "./givenIngredients.ts";
import { changesBetween, type Ingredients } from "./ingredients.ts";
import { nameOfUse, presentIngredients } from "./presentIngredients.ts";
import { putCharts, putIntoNotebook, type ResultPlaces } from "./putResults.ts";
import { type ChartResult, type RunResults, RunStore } from "./runStore.ts";

/** Whose results are kept, and where. */
export interface NotebookCacheOptions {
  /** The project's folder. */
  readonly root: string;
  /** Variables of `.env` that decide about chains besides those of this kit: packs read them. */
  readonly settings?: readonly string[];
  /** Folder for what is kept; it may be removed at any time. */
  readonly folder: string;
  /** What cells read with `parameter()`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Folder for executed notebooks; by default each is written back to where it was read. */
  readonly output?: string | undefined;
  /** Folder for charts, in which each notebook gets its own. */
  readonly charts: string;
  /** Limit for a cell, seconds. */
  readonly cellTimeout: number;
}

/** A notebook, and what is to be done about it. */
export interface Decision {
  /** Its path. */
  readonly file: string;
  readonly notebook: NotebookDocument;
  readonly given: Ingredients;
  /** Names of what its earlier runs have read. */
  readonly reads: readonly string[];
  readonly verdict: Verdict<KnownRun>;
}

/** How a decision is carried out. */
export interface ExecuteOptions {
  /** Place of the notebook among those that run now. */
  readonly place: { readonly index: number; readonly notebooks: number };
  /** Notebook that runs after this one: its kernel starts meanwhile. */
  readonly next?: string | undefined;
  readonly onProgress: (progress: RunProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A chart that a run, now or earlier, has drawn. */
export type DrawnScenario = Omit<ScenarioResult, "spec">;

/** What has become of a run that went through. */
export interface Executed {
  readonly scenarios: readonly DrawnScenario[];
  /** Seconds from the first cell to the last. */
  readonly seconds: number;
  /** What changed while it ran: then the run is not kept, and has to be done again. */
  readonly overtakenBy: readonly string[];
}

/** Results of earlier runs of a project's notebooks, and what it takes to reuse them or to run anew. */
export class NotebookCache {
  readonly #options: NotebookCacheOptions;
  readonly #store: RunStore;
  readonly #facts: CodeFacts;
  #runner: Promise<Ingredients> | undefined;

  constructor(options: NotebookCacheOptions) {
    this.#options = options;
    this.#store = new RunStore(options.folder);
    this.#facts = new CodeFacts(join(options.folder, "code-facts.json"));
  }

  /** Environment variables for the kernels that {@link execute} gets. */
  get kernelVariables(): Readonly<Record<string, string>> {
    const { parameters, root } = this.#options;
    return {
      [parametersVariable]: JSON.stringify(parameters),
      [recordingsVariable]: "1",
      [usesVariable]: root,
    };
  }

  /** What all notebooks are given, as it is now. */
  async given(): Promise<Ingredients> {
    const { root, parameters, settings = [] } = this.#options;
    const runner = await (this.#runner ??= runnerIngredients(this.#facts));
    const given = { ...runner, ...(await projectIngredients(root, settings, parameters, this.#facts)) };
    await this.#facts.save();
    return given;
  }

  /**
   * Reads a notebook.
   *
   * @throws InvalidNotebookError if the file is not there or not a notebook
   */
  async read(file: string): Promise<NotebookDocument> {
    const content = await readFile(file).catch((error: unknown) => {
      throw new InvalidNotebookError(this.#name(file), "it cannot be read", error);
    });
    return parseNotebook(content, this.#name(file));
  }

  /**
   * Decides about a notebook.
   *
   * @param given - what {@link given} says
   * @param attempt - a run that came after those that are kept
   * @throws InvalidNotebookError if the file is not there or not a notebook
   */
  async decide(file: string, given: Ingredients, attempt?: KnownRun): Promise<Decision> {
    const notebook = await this.read(file);
    const all = { ...notebookIngredients(notebook), ...given };
    const kept = await this.#store.runsOf(this.#name(file));
    const runs = attempt === undefined ? kept : [attempt, ...kept];
    const reads = runs.flatMap(({ read }) => Object.keys(read));
    const present = await presentIngredients(this.#options.root, reads);
    return { file, notebook, given: all, reads, verdict: decide(runs, all, present) };
  }

  /**
   * Puts the results of an earlier run where they belong, as far as they are not there.
   *
   * @returns the files that were written, and the charts of the run; `undefined` if its results are gone
   */
  async restore(
    { file, notebook }: Decision,
    run: KnownRun,
  ): Promise<{ readonly files: string[]; readonly scenarios: DrawnScenario[] } | undefined> {
    const results = await this.#store.resultsOf(this.#name(file), run);
    if (results === undefined) return undefined;
    const places = this.#places(file);
    const files = await putCharts(places.charts, results);
    if (await putIntoNotebook(places, notebook, results)) files.unshift(places.writtenTo);
    return { files, scenarios: results.charts.map((chart) => this.#scenario(file, chart)) };
  }

  /**
   * Runs a notebook, writes it and its charts, and keeps the results.
   *
   * @param kernel - a new one, started with {@link kernelVariables}
   * @param read - gets what the cells read, also of a run that fails
   * @throws NotebookCellError if a cell fails; the notebook is written with the outputs so far
   * @throws RunInterruptedError if the signal comes; nothing is written then
   */
  async execute(
    { file, notebook, given }: Decision,
    kernel: KernelClient,
    read: Record<string, string>,
    { onProgress, signal }: ExecuteOptions,
  ): Promise<Executed> {
    const places = this.#places(file);
    const executed = structuredClone(notebook);
    const cells = codeCellsOf(executed);
    const chartNames = new Set<string>();
    const scenarios: Promise<ScenarioResult[]>[] = [];
    const start = performance.now();
    try {
      await runNotebook(executed, kernel, {
        file,
        writtenTo: places.writtenTo,
        cellTimeout: this.#options.cellTimeout,
        rewrite: portableText(this.#options.root),
        onProgress,
        signal,
        onUse: (use) => {
          read[nameOfUse(use)] ??= use.digest;
        },
        onCell: ({ cell, number, seconds, recordings }) => {
          const written = writeNotebookCharts(cell, recordings, places.charts, chartNames).then((charts) =>
            charts.map((chart) => ({ ...chart, notebook: basename(file), cell: number, seconds })),
          );
          written.catch(() => undefined);
          scenarios.push(written);
        },
      });
    } finally {
      await Promise.allSettled(scenarios);
      if (signal?.aborted !== true) {
        await putIntoNotebook(places, notebook, { cells, languageInfo: languageOf(kernel) });
      }
    }
    const seconds = (performance.now() - start) / 1_000;
    const drawn = (await Promise.all(scenarios)).flat();
    const overtakenBy = await this.#overtaking(given, notebook, read);
    if (overtakenBy.length === 0) {
      const charts = await Promise.all(drawn.map(readChart));
      const results: RunResults = { cells, languageInfo: languageOf(kernel), charts };
      await this.#store.keep(this.#name(file), { given, read }, results);
    }
    return { scenarios: drawn, seconds, overtakenBy };
  }

  /** What is not any more what it was when the run began, or when it was read. */
  async #overtaking(given: Ingredients, notebook: NotebookDocument, read: Ingredients): Promise<string[]> {
    const now = { ...notebookIngredients(notebook), ...(await this.given()) };
    const present = await presentIngredients(this.#options.root, Object.keys(read));
    return [...changesBetween(given, now), ...changesBetween(read, present)].map(({ what }) => what);
  }

  #places(file: string): ResultPlaces {
    const { output, charts } = this.#options;
    return {
      file,
      writtenTo: output === undefined ? file : join(output, basename(file)),
      charts: join(charts, basename(file, ".ipynb")),
    };
  }

  #scenario(file: string, { metadata, cell, seconds, files }: ChartResult): DrawnScenario {
    const { charts } = this.#places(file);
    const path = (ending: string): string | undefined => {
      const name = Object.keys(files).find((candidate) => candidate.endsWith(ending));
      return name === undefined ? undefined : join(charts, basename(name));
    };
    const recording = path(".json");
    return {
      ...metadata,
      notebook: basename(file),
      cell,
      seconds,
      png: path(".png") ?? "",
      svg: path(".svg") ?? "",
      ...(recording === undefined ? {} : { recording }),
    };
  }

  #name(file: string): string {
    return relative(this.#options.root, resolve(file));
  }
}

function languageOf(kernel: KernelClient): JsonObject {
  return kernel.languageInfo as JsonObject;
}

async function readChart(scenario: ScenarioResult): Promise<ChartResult> {
  const { png, svg, recording, cell, seconds, name, title, samples, from, to } = scenario;
  const paths = [png, svg, ...(recording === undefined ? [] : [recording])];
  const files = paths.map(
    async (path) => [basename(path), (await readFile(path)).toString("base64")] as const,
  );
  return {
    metadata: { name, title, samples, from, to },
    cell,
    seconds,
    files: Object.fromEntries(await Promise.all(files)),
  };
}
