import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { recordingsVariable } from "../notebook/kernel/displayChart.ts";
import { parametersVariable } from "../notebook/kernel/parameter.ts";
import type { KnownRun, Verdict } from "./cache/decide.ts";
import type { Ingredients } from "./cache/ingredients.ts";
import { keepChart, restoreChart } from "./cache/keptCharts.ts";
import { type KnownNotebook, NotebookCache, type NotebookCacheOptions } from "./cache/notebookCache.ts";
import { nameOfUse } from "./cache/presentIngredients.ts";
import { InvalidNotebookError, InvalidRunOptionError } from "./errors.ts";
import type { KernelClient } from "./kernel/kernelClient.ts";
import { KernelPool } from "./kernel/kernelPool.ts";
import { usesVariable } from "./kernel/reportUses.ts";
import { codeCellsOf, type JsonObject, type NotebookDocument } from "./notebookDocument.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { portableText } from "./portableText.ts";
import { runNotebook } from "./runNotebook.ts";
import type { RunProgress } from "./runProgress.ts";
import { type NotebookResults, writeNotebook } from "./writeNotebook.ts";
import { type ScenarioResult, writeNotebookCharts } from "./writeNotebookCharts.ts";

/** How a project's notebooks are run, and where what they leave goes. */
export interface PipelineOptions {
  /** The project's folder: paths inside of it become relative in outputs. */
  readonly root: string;
  /** Run all in one kernel, one after another; by default each gets its own. */
  readonly sharedKernel?: boolean;
  /** Folder for the executed notebooks; by default each is written back to where it was read. */
  readonly output?: string | undefined;
  /** Folder for the charts and their recordings, in which each notebook gets its own; `charts` in `root` unless told. */
  readonly charts?: string | undefined;
  /** Limit for a cell, seconds; 300 unless told. */
  readonly cellTimeout?: number;
  /** What cells read with `parameter()`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Where results are kept, and taken from where nothing has changed; without it every notebook runs. */
  readonly cache?: NotebookCacheOptions | undefined;
  readonly onProgress?: (progress: RunProgress) => void;
}

/** A notebook, and what is to be done about it. */
export interface Decision extends KnownNotebook {
  /** Its path. */
  readonly file: string;
  readonly notebook: NotebookDocument;
}

/** How a decision is carried out. */
export interface RunOptions {
  /** All decisions, in order: the kernel of the next notebook that runs starts meanwhile. */
  readonly among?: readonly Decision[];
  /** Gets what the cells read, also of a run that fails. */
  readonly read?: Record<string, string>;
  /** Called for each chart once its files are written, also where a later cell fails; not always in order. */
  readonly onScenario?: ((scenario: ScenarioResult) => void) | undefined;
  /** Says that the run is stopped; {@link NotebookPipeline.kill} stops it. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a run that is stopped leaves its notebook as it was; otherwise the outputs so far are written. */
  readonly dropsStopped?: boolean;
}

/** What has become of a notebook. */
export interface Outcome {
  readonly file: string;
  /** What was done, and why. */
  readonly verdict: Verdict<KnownRun>;
  readonly scenarios: readonly ScenarioResult[];
  /** Files that were missing or different and came from the cache. */
  readonly restored: readonly string[];
  /** Seconds that were waited for a kernel. */
  readonly kernelSeconds: number;
  /** Seconds that its cells ran. */
  readonly runSeconds: number;
  /** What changed while it ran: then its results are not kept. */
  readonly overtakenBy: readonly string[];
}

/**
 * The steps of a notebook: it is read; decided about; and either written with the results of an earlier run, or
 * executed in a kernel, written, and its results kept. Without a cache it is always executed, and nothing is kept.
 */
export class NotebookPipeline {
  readonly #root: string;
  readonly #options: PipelineOptions;
  readonly #cellTimeout: number;
  readonly #cache: NotebookCache | undefined;
  readonly #kernels: KernelPool;
  #shared: Promise<KernelClient> | undefined;

  /** @throws InvalidRunOptionError if the time limit is none */
  constructor(options: PipelineOptions) {
    const { root, cellTimeout = 300, parameters = {}, cache } = options;
    if (!(cellTimeout > 0) || cellTimeout > 2_000_000) {
      throw new InvalidRunOptionError({
        message: `The time limit for a cell is ${cellTimeout} seconds.`,
        hint: "Give a number above 0 and up to 2000000.",
      });
    }
    this.#root = resolve(root);
    this.#options = options;
    this.#cellTimeout = cellTimeout;
    this.#cache = cache === undefined ? undefined : new NotebookCache(cache, parameters);
    const variables = {
      [parametersVariable]: JSON.stringify(parameters),
      [recordingsVariable]: "1",
      ...(cache === undefined ? {} : { [usesVariable]: JSON.stringify(cache.files) }),
    };
    this.#kernels = new KernelPool(variables, (text) => {
      this.#report({ kind: "notice", text });
    });
  }

  /** What all notebooks are given, as it is now. */
  async given(): Promise<Ingredients> {
    return (await this.#cache?.given()) ?? {};
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
   * Reads a notebook and decides about it.
   *
   * @param given - what {@link given} gives
   * @param attempt - a run that came after those that are kept
   * @throws InvalidNotebookError if the file is not there or not a notebook
   */
  async decide(file: string, given: Ingredients, attempt?: KnownRun): Promise<Decision> {
    const notebook = await this.read(file);
    const unknown: KnownNotebook = { given, reads: [], verdict: { kind: "run", why: "new" } };
    const known = await this.#cache?.decide(this.#name(file), notebook, given, attempt);
    return { file, notebook, ...(known ?? unknown) };
  }

  /**
   * Does what was decided about a notebook. Charts are written while later cells run.
   *
   * @throws NotebookCellError if a cell fails, takes too long or takes the kernel down; the notebook is written with
   *   the outputs so far
   * @throws RunInterruptedError if the run is stopped
   */
  async run(decision: Decision, options: RunOptions = {}): Promise<Outcome> {
    const { file, notebook: document } = decision;
    let { verdict } = decision;
    if (verdict.kind === "reuse") {
      const reused = await this.#reuse(decision, verdict.run);
      if (reused !== undefined) {
        return { ...reused, file, verdict, kernelSeconds: 0, runSeconds: 0, overtakenBy: [] };
      }
      verdict = { kind: "run", why: "lost" };
    }
    const running = (options.among ?? [decision]).filter(({ verdict: { kind } }) => kind === "run");
    const index = running.indexOf(decision);
    const [notebook, cells] = [basename(file), codeCellsOf(document).length];
    const [place, notebooks] = [Math.max(index, 0), Math.max(running.length, 1)];
    this.#report({ kind: "notebook-started", notebook, cells, index: place, notebooks });
    const start = performance.now();
    const kernel = await this.#takeKernel(file);
    const kernelSeconds = (performance.now() - start) / 1_000;
    const next = running[index + 1];
    if (next !== undefined) this.prepareKernel(next.file);
    try {
      options.signal?.throwIfAborted();
      const executed = await this.#execute(decision, kernel, options);
      this.#report({ kind: "notebook-finished", notebook, cells, seconds: executed.runSeconds });
      return { ...executed, file, verdict, restored: [], kernelSeconds };
    } finally {
      if (this.#options.sharedKernel !== true) this.#kernels.release();
    }
  }

  /** Starts a kernel ahead of the run of a notebook. */
  prepareKernel(file: string): void {
    if (this.#options.sharedKernel !== true) this.#kernels.prepare(dirname(resolve(file)));
  }

  /** Stops what runs, at once. */
  kill(): void {
    this.#kernels.kill();
  }

  /** Ends all kernels and waits until they are gone. */
  async close(): Promise<void> {
    await this.#kernels.close();
  }

  /** Where the executed notebook goes. */
  writtenTo(file: string): string {
    const { output } = this.#options;
    return output === undefined ? file : join(output, basename(file));
  }

  async #reuse(
    { file, notebook }: Decision,
    run: KnownRun,
  ): Promise<Pick<Outcome, "restored" | "scenarios"> | undefined> {
    const results = await this.#cache?.resultsOf(this.#name(file), run);
    if (results === undefined) return undefined;
    const folder = this.#chartsOf(file);
    const charts = await Promise.all(results.charts.map((chart) => restoreChart(chart, folder)));
    const writtenTo = this.writtenTo(file);
    const isWritten = (await writeNotebook(file, writtenTo, notebook, results)) === true;
    const restored = [...(isWritten ? [writtenTo] : []), ...charts.flatMap((chart) => chart.restored)];
    return { restored, scenarios: charts.map(({ scenario }) => scenario) };
  }

  async #execute(
    { file, notebook, given }: Decision,
    kernel: KernelClient,
    { read = {}, onScenario, signal, dropsStopped = false }: RunOptions,
  ): Promise<Pick<Outcome, "scenarios" | "runSeconds" | "overtakenBy">> {
    const names = new Set<string>();
    const drawn: Promise<ScenarioResult[]>[] = [];
    const results = (): NotebookResults => ({
      cells: codeCellsOf(notebook).map(({ execution_count, outputs }) => ({ execution_count, outputs })),
      languageInfo: kernel.languageInfo as JsonObject,
    });
    const start = performance.now();
    try {
      await runNotebook(notebook, kernel, {
        file,
        writtenTo: this.writtenTo(file),
        cellTimeout: this.#cellTimeout,
        rewrite: portableText(this.#root),
        onProgress: this.#report,
        signal,
        onUse: (use) => {
          read[nameOfUse(use)] ??= use.digest;
        },
        onCell: ({ cell, number, seconds, recordings }) => {
          const charts = writeNotebookCharts(cell, recordings, this.#chartsOf(file), names);
          const scenarios = charts.then((made) =>
            made.map((chart) => {
              const scenario = { ...chart, notebook: basename(file), cell: number, seconds };
              onScenario?.(scenario);
              return scenario;
            }),
          );
          // They are awaited below; until then a failure must not count as unhandled.
          scenarios.catch(() => undefined);
          drawn.push(scenarios);
        },
      });
    } finally {
      await Promise.allSettled(drawn);
      if (!dropsStopped || signal?.aborted !== true) await this.#write(file, notebook, results());
    }
    const runSeconds = (performance.now() - start) / 1_000;
    const scenarios = (await Promise.all(drawn)).flat();
    const kept = async () => ({ ...results(), charts: await Promise.all(scenarios.map(keepChart)) });
    const overtakenBy = await this.#cache?.keep(this.#name(file), notebook, { given, read }, kept);
    return { scenarios, runSeconds, overtakenBy: overtakenBy ?? [] };
  }

  async #write(file: string, notebook: NotebookDocument, results: NotebookResults): Promise<void> {
    const written = await writeNotebook(file, this.writtenTo(file), notebook, results);
    if (written !== undefined) return;
    const text = `${this.#name(file)} has changed while it ran, so that its outputs are not written.`;
    this.#report({ kind: "notice", text });
  }

  async #takeKernel(file: string): Promise<KernelClient> {
    const folder = dirname(resolve(file));
    if (this.#options.sharedKernel !== true) return await this.#kernels.take(folder);
    return await (this.#shared ??= this.#kernels.take(folder));
  }

  readonly #report = (progress: RunProgress): void => {
    this.#options.onProgress?.(progress);
  };

  #chartsOf(file: string): string {
    return join(this.#options.charts ?? join(this.#root, "charts"), basename(file, ".ipynb"));
  }

  #name(file: string): string {
    return relative(this.#root, resolve(file));
  }
}
