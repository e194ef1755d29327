import { dirname, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { SimulationError } from "../../common/errors.ts";
import type { KnownRun } from "../cache/decide.ts";
import type { Ingredients } from "../cache/ingredients.ts";
import { nameOfUse } from "../cache/presentIngredients.ts";
import { InvalidNotebookError, NotebookCellError, RestartNeededError } from "../errors.ts";
import { fileDigest, nameInProject } from "../kernel/reportUses.ts";
import type { Decision, NotebookPipeline, Outcome } from "../notebookPipeline.ts";
import type { ProjectFiles } from "../projectFiles.ts";
import { hasSameCode } from "../writeNotebook.ts";
import { ChangeQueue, type Changes } from "./changeQueue.ts";
import type { BuildResult, ProjectBuilder } from "./projectBuilder.ts";
import { watchFiles } from "./watchFiles.ts";
import { concernOf } from "./watchedPaths.ts";

/** What a watcher reports while it works. */
export type WatchEvent =
  /** Something has changed, and is looked at. At the start nothing has. */
  | { readonly kind: "changed"; readonly paths: readonly string[] }
  | { readonly kind: "built"; readonly result: BuildResult }
  | { readonly kind: "done"; readonly outcome: Outcome }
  | { readonly kind: "failed"; readonly verdict: Decision["verdict"]; readonly error: SimulationError }
  /** It would fail as before: nothing has changed that it depends on. */
  | { readonly kind: "still-failing"; readonly file: string }
  /** A file that is no notebook, or not any more. */
  | { readonly kind: "unreadable"; readonly error: SimulationError }
  /** Something changed that concerns what is running, which is given up and looked at again. */
  | { readonly kind: "overtaken"; readonly file: string }
  /** All is looked at; the next change is waited for. */
  | { readonly kind: "waiting"; readonly stages: Stages | undefined };

/** Where the time went from a change to the charts, in seconds; `undefined` if nothing ran. */
export interface Stages {
  /** From the first change that was noticed to the beginning of the work. */
  readonly noticed: number;
  readonly contracts: number;
  readonly library: number;
  readonly decided: number;
  readonly kernels: number;
  readonly cells: number;
  readonly total: number;
}

/** What is watched, and how. */
export interface WatcherOptions {
  readonly files: ProjectFiles;
  /** Has a cache: only what is concerned runs again. */
  readonly pipeline: NotebookPipeline;
  readonly builder: ProjectBuilder;
  /** Lists the notebooks that there are now. */
  readonly notebooks: () => readonly string[];
  /** Folders that the watcher writes: charts and executed notebooks. */
  readonly written: readonly string[];
  readonly onEvent: (event: WatchEvent) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** How often, and how many milliseconds apart, a notebook that cannot be read is looked at: it may be half written. */
const patience = { times: 5, delay: 150 };

/** A run that failed. */
interface Attempt {
  readonly run: KnownRun;
  readonly error: NotebookCellError;
}

/**
 * Keeps notebooks and their charts up to date while somebody works on contracts, library and notebooks.
 *
 * One thing happens at a time: build, decide, run. What changes meanwhile is kept for the next round; if it concerns
 * what is running, that is given up at once.
 */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #changes = new ChangeQueue();
  readonly #attempts = new Map<string, Attempt>();
  readonly #unreadable = new Map<string, number>();
  /** Digests of notebooks and sources as they were last looked at, or notebooks written, here. */
  readonly #known = new Map<string, string>();
  /** Names of what runs have read. */
  readonly #reads = new Set<string>();
  /** Whether a run was given up, and has to be looked at again even if its change was taken back. */
  #isGivenUp = false;
  #running: { readonly decision: Decision; readonly stop: AbortController } | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
  }

  /**
   * Watches until the signal comes.
   *
   * @throws RestartNeededError if the project's configuration changes
   */
  async watch(): Promise<void> {
    const { files, notebooks, written, builder, pipeline, signal } = this.#options;
    const folders = [...new Set(notebooks().map((file) => dirname(resolve(file))))];
    const stopWatching = await watchFiles({ files, folders, ignored: written }, (path) => {
      this.#changes.add(path);
      void this.#overtake(path);
    });
    const stop = (): void => {
      this.#running?.stop.abort();
    };
    signal.addEventListener("abort", stop);
    try {
      this.#prepareKernel();
      let changes: Changes | undefined = { paths: new Set(), since: performance.now() };
      while (changes !== undefined) {
        const relevant = this.#relevantOf(changes);
        if (relevant !== undefined) await this.#round(relevant);
        changes = await this.#changes.take(signal);
      }
    } finally {
      signal.removeEventListener("abort", stop);
      builder.close();
      await Promise.all([stopWatching(), pipeline.close()]);
    }
  }

  /**
   * Without what is as it was left here, since the watcher may have written it, or one save may have been noticed
   * twice; and without files that no run has read.
   */
  #relevantOf({ paths, since }: Changes): Changes | undefined {
    const { files } = this.#options;
    const isRelevant = (path: string): boolean => {
      const name = nameInProject(files, path);
      const isRead = name === undefined || this.#reads.has(nameOfUse({ kind: "file", name }));
      return concernOf(files, path) === "file" ? isRead : this.#known.get(path) !== fileDigest(path);
    };
    const relevant = new Set([...paths].filter(isRelevant));
    const isIdle = relevant.size === 0 && paths.size > 0 && !this.#isGivenUp;
    return isIdle ? undefined : { paths: relevant, since };
  }

  async #round({ paths, since }: Changes): Promise<void> {
    const { files, pipeline, builder, onEvent, signal } = this.#options;
    const begin = performance.now();
    const first = [...paths].find((path) => concernOf(files, path) === "process");
    if (first !== undefined) throw new RestartNeededError(first);
    this.#isGivenUp = false;
    this.#look(paths);
    onEvent({ kind: "changed", paths: [...paths] });
    const built = await builder.build(paths);
    this.#look(built.generated);
    onEvent({ kind: "built", result: built });
    if (built.problems.length > 0 || signal.aborted) {
      onEvent({ kind: "waiting", stages: undefined });
      return;
    }
    const deciding = performance.now();
    const given = await pipeline.given();
    const decisions: Decision[] = [];
    for (const file of this.#options.notebooks()) {
      const decision = await this.#decide(file, given, paths);
      if (decision !== undefined) decisions.push(decision);
    }
    const decided = (performance.now() - deciding) / 1_000;
    const outcomes = await this.#runAll(decisions);
    this.#prepareKernel();
    const total = (name: "kernelSeconds" | "runSeconds"): number =>
      outcomes.reduce((sum, outcome) => sum + outcome[name], 0);
    const ran = outcomes.some(({ verdict, restored }) => verdict.kind === "run" || restored.length > 0);
    const stages: Stages = {
      noticed: (begin - since) / 1_000,
      contracts: built.contractSeconds,
      library: built.librarySeconds,
      decided,
      kernels: total("kernelSeconds"),
      cells: total("runSeconds"),
      total: (performance.now() - since) / 1_000,
    };
    onEvent({ kind: "waiting", stages: ran ? stages : undefined });
  }

  /** Remembers sources as they are when they are built. */
  #look(paths: Iterable<string>): void {
    for (const path of paths) if (this.#isSource(path)) this.#known.set(path, fileDigest(path));
  }

  #isSource(path: string): boolean {
    return ["contracts", "library"].includes(concernOf(this.#options.files, path));
  }

  /** Decides about a notebook; `undefined` if nothing can be done about it now. */
  async #decide(file: string, given: Ingredients, paths: ReadonlySet<string>): Promise<Decision | undefined> {
    const { pipeline, onEvent } = this.#options;
    try {
      // Whoever saves a notebook that has failed wants to see it run again.
      const attempt = paths.has(resolve(file)) ? undefined : this.#attempts.get(file);
      const decision = await pipeline.decide(file, given, attempt?.run);
      this.#unreadable.delete(file);
      for (const name of decision.reads) this.#reads.add(name);
      this.#known.set(resolve(file), fileDigest(file));
      const { verdict } = decision;
      if (attempt === undefined || verdict.kind !== "reuse" || verdict.run !== attempt.run) return decision;
      onEvent({ kind: "still-failing", file });
    } catch (error) {
      if (!(error instanceof InvalidNotebookError)) throw error;
      const times = (this.#unreadable.get(file) ?? 0) + 1;
      this.#unreadable.set(file, times);
      if (times === patience.times) onEvent({ kind: "unreadable", error });
      if (times < patience.times) void this.#lookAgain(file);
    }
    return undefined;
  }

  async #lookAgain(file: string): Promise<void> {
    await setTimeout(patience.delay, undefined, { ref: false });
    this.#changes.add(resolve(file));
  }

  /** Goes through the notebooks until all are up to date, or one is overtaken by a change. */
  async #runAll(decisions: readonly Decision[]): Promise<Outcome[]> {
    const { onEvent, signal } = this.#options;
    const outcomes: Outcome[] = [];
    for (const decision of decisions) {
      if (signal.aborted) break;
      const outcome = await this.#run(decision, decisions);
      if (outcome === "overtaken") {
        this.#isGivenUp = true;
        onEvent({ kind: "overtaken", file: decision.file });
        break;
      }
      if (outcome !== undefined) outcomes.push(outcome);
    }
    return outcomes;
  }

  async #run(decision: Decision, among: readonly Decision[]): Promise<Outcome | "overtaken" | undefined> {
    const { pipeline, onEvent } = this.#options;
    const { file, given, verdict } = decision;
    const stop = new AbortController();
    const { signal } = stop;
    signal.addEventListener("abort", () => {
      pipeline.kill();
    });
    const read: Record<string, string> = {};
    this.#running = { decision, stop };
    try {
      const outcome = await pipeline.run(decision, { among, read, signal, dropsStopped: true });
      this.#attempts.delete(file);
      onEvent({ kind: "done", outcome });
      if (outcome.overtakenBy.length > 0) this.#changes.add(resolve(file));
      return outcome;
    } catch (error) {
      if (signal.aborted) return "overtaken";
      if (!(error instanceof SimulationError)) throw error;
      if (error instanceof NotebookCellError) {
        this.#attempts.set(file, { run: { key: "failed", given, read }, error });
      }
      onEvent({ kind: "failed", verdict, error });
      return undefined;
    } finally {
      this.#running = undefined;
      for (const name of Object.keys(read)) this.#reads.add(name);
      const code = await pipeline.read(file).catch(() => undefined);
      // What somebody has written meanwhile is news.
      if (code !== undefined && hasSameCode(code, decision.notebook)) {
        this.#known.set(resolve(file), fileDigest(file));
      }
    }
  }

  /** Gives up what is running if a change concerns it. */
  async #overtake(path: string): Promise<void> {
    const { files, pipeline } = this.#options;
    const running = this.#running;
    if (running === undefined) return;
    const { decision, stop } = running;
    if (concernOf(files, path) === "notebook") {
      if (resolve(decision.file) !== path) return;
      const now = await pipeline.read(path).catch(() => undefined);
      if (now === undefined || hasSameCode(now, decision.notebook)) return;
    }
    if (this.#isSource(path) && this.#known.get(path) === fileDigest(path)) return;
    if (concernOf(files, path) !== "file") stop.abort();
  }

  #prepareKernel(): void {
    const { notebooks, pipeline, signal } = this.#options;
    const [file] = notebooks();
    if (file !== undefined && !signal.aborted) pipeline.prepareKernel(file);
  }
}
