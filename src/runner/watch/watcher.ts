import { dirname, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { SimulationError } from "../../common/errors.ts";
import { carryOut, type Outcome } from "../cache/carryOut.ts";
import type { KnownRun } from "../cache/decide.ts";
import type { Ingredients } from "../cache/ingredients.ts";
import type { Decision, ExecuteOptions, NotebookCache } from "../cache/notebookCache.ts";
import { nameOfUse } from "../cache/presentIngredients.ts";
import { hasSameCode } from "../cache/putResults.ts";
import { WarmKernels } from "../cache/warmKernels.ts";
import { InvalidNotebookError, NotebookCellError, RestartNeededError } from "../errors.ts";
import { fileDigest, nameInProject } from "../kernel/reportUses.ts";
import type { RunProgress } from "../runProgress.ts";
import { ChangeQueue, type Changes } from "./changeQueue.ts";
import type { BuildResult, ProjectBuilder } from "./projectBuilder.ts";
import { watchFiles } from "./watchFiles.ts";
import { concernOf } from "./watchedPaths.ts";

/** What a watcher tells while it works. */
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
  /** The project's folder. */
  readonly root: string;
  readonly cache: NotebookCache;
  readonly builder: ProjectBuilder;
  /** Lists the notebooks that there are now. */
  readonly notebooks: () => readonly string[];
  /** Folders that the watcher writes: charts and executed notebooks. */
  readonly written: readonly string[];
  readonly onEvent: (event: WatchEvent) => void;
  readonly onProgress: (progress: RunProgress) => void;
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
  readonly #kernels: WarmKernels;
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
    this.#kernels = new WarmKernels(options.cache.kernelVariables, (text) => {
      options.onProgress({ kind: "notice", text });
    });
  }

  /**
   * Watches until the signal comes.
   *
   * @throws RestartNeededError if the project's configuration changes
   */
  async watch(): Promise<void> {
    const { root, notebooks, written, builder, signal } = this.#options;
    const folders = [...new Set(notebooks().map((file) => dirname(resolve(file))))];
    const stopWatching = await watchFiles(
      { root, folders, ignored: written, isBuilt: builder.hasLibrary },
      (path) => {
        this.#changes.add(path);
        void this.#overtake(path);
      },
    );
    const stop = (): void => {
      this.#running?.stop.abort();
    };
    signal.addEventListener("abort", stop);
    try {
      this.#prepareKernel();
      let changes: Changes | undefined = { paths: new Set(), since: performance.now() };
      while (changes !== undefined) {
        const news = this.#news(changes);
        if (news !== undefined) await this.#round(news);
        changes = await this.#changes.take(signal);
      }
    } finally {
      signal.removeEventListener("abort", stop);
      builder.close();
      await Promise.all([stopWatching(), this.#kernels.close()]);
    }
  }

  /**
   * Without what is as it was left here, since the watcher may have written it, or one save may have been noticed
   * twice; and without files that no run has read.
   */
  #news({ paths, since }: Changes): Changes | undefined {
    const { root } = this.#options;
    const isNews = (path: string): boolean => {
      const name = nameInProject(root, path);
      const isRead = name === undefined || this.#reads.has(nameOfUse({ kind: "file", name }));
      return concernOf(root, path) === "file" ? isRead : this.#known.get(path) !== fileDigest(path);
    };
    const news = new Set([...paths].filter(isNews));
    const isIdle = news.size === 0 && paths.size > 0 && !this.#isGivenUp;
    return isIdle ? undefined : { paths: news, since };
  }

  async #round({ paths, since }: Changes): Promise<void> {
    const { root, cache, builder, onEvent, signal } = this.#options;
    const begin = performance.now();
    const first = [...paths].find((path) => concernOf(root, path) === "process");
    if (first !== undefined) throw new RestartNeededError(first);
    this.#isGivenUp = false;
    for (const path of paths) {
      if (isSource(root, path)) this.#known.set(path, fileDigest(path));
    }
    onEvent({ kind: "changed", paths: [...paths] });
    const built = await builder.build(paths);
    onEvent({ kind: "built", result: built });
    if (built.problems.length > 0 || signal.aborted) {
      onEvent({ kind: "waiting", stages: undefined });
      return;
    }
    const deciding = performance.now();
    const given = await cache.given();
    const decisions: Decision[] = [];
    for (const file of this.#options.notebooks()) {
      const decision = await this.#decide(file, given, paths);
      if (decision !== undefined) decisions.push(decision);
    }
    const decided = (performance.now() - deciding) / 1_000;
    const outcomes = await this.#carryOut(decisions);
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

  /** Decides about a notebook; `undefined` if nothing can be done about it now. */
  async #decide(file: string, given: Ingredients, paths: ReadonlySet<string>): Promise<Decision | undefined> {
    const { cache, onEvent } = this.#options;
    try {
      // Whoever saves a notebook that has failed wants to see it run again.
      const attempt = paths.has(resolve(file)) ? undefined : this.#attempts.get(file);
      const decision = await cache.decide(file, given, attempt?.run);
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
  async #carryOut(decisions: readonly Decision[]): Promise<Outcome[]> {
    const { onEvent, signal } = this.#options;
    const outcomes: Outcome[] = [];
    const running = decisions.filter(({ verdict }) => verdict.kind === "run");
    for (const decision of decisions) {
      if (signal.aborted) break;
      const index = running.indexOf(decision);
      const outcome = await this.#carryOutOne(decision, {
        place: { index: Math.max(index, 0), notebooks: Math.max(running.length, 1) },
        next: running[index + 1]?.file,
      });
      if (outcome === "overtaken") {
        this.#isGivenUp = true;
        onEvent({ kind: "overtaken", file: decision.file });
        break;
      }
      if (outcome !== undefined) outcomes.push(outcome);
    }
    return outcomes;
  }

  async #carryOutOne(
    decision: Decision,
    among: Pick<ExecuteOptions, "place" | "next">,
  ): Promise<Outcome | "overtaken" | undefined> {
    const { cache, onEvent, onProgress } = this.#options;
    const { file, given, verdict } = decision;
    const stop = new AbortController();
    const kill = (): void => {
      this.#kernels.kill();
    };
    stop.signal.addEventListener("abort", kill);
    const read: Record<string, string> = {};
    this.#running = { decision, stop };
    try {
      const outcome = await carryOut(cache, decision, this.#kernels, read, {
        ...among,
        onProgress,
        signal: stop.signal,
      });
      this.#attempts.delete(file);
      onEvent({ kind: "done", outcome });
      if (outcome.overtakenBy.length > 0) this.#changes.add(resolve(file));
      return outcome;
    } catch (error) {
      if (stop.signal.aborted) return "overtaken";
      if (!(error instanceof SimulationError)) throw error;
      if (error instanceof NotebookCellError) {
        this.#attempts.set(file, { run: { key: "failed", given, read }, error });
      }
      onEvent({ kind: "failed", verdict, error });
      return undefined;
    } finally {
      this.#running = undefined;
      for (const name of Object.keys(read)) this.#reads.add(name);
      const code = await cache.read(file).catch(() => undefined);
      // What somebody has written meanwhile is news.
      if (code !== undefined && hasSameCode(code, decision.notebook)) {
        this.#known.set(resolve(file), fileDigest(file));
      }
    }
  }

  /** Gives up what is running if a change concerns it. */
  async #overtake(path: string): Promise<void> {
    const { root, cache } = this.#options;
    const running = this.#running;
    if (running === undefined) return;
    const { decision, stop } = running;
    if (concernOf(root, path) === "notebook") {
      if (resolve(decision.file) !== path) return;
      const now = await cache.read(path).catch(() => undefined);
      if (now === undefined || hasSameCode(now, decision.notebook)) return;
    }
    if (isSource(root, path) && this.#known.get(path) === fileDigest(path)) return;
    if (concernOf(root, path) !== "file") stop.abort();
  }

  #prepareKernel(): void {
    const [file] = this.#options.notebooks();
    if (file !== undefined && !this.#options.signal.aborted) this.#kernels.prepare(dirname(resolve(file)));
  }
}

/** Whether a file is built. */
function isSource(root: string, path: string): boolean {
  return ["contracts", "library"].includes(concernOf(root, path));
}
