import { join } from "node:path";
import type { NotebookDocument } from "../notebookDocument.ts";
import type { ProjectFiles } from "../projectFiles.ts";
import { CodeFacts } from "./codeFacts.ts";
import { decide, type KnownRun, type Verdict } from "./decide.ts";
import { notebookIngredients, projectIngredients, runnerIngredients } from "./givenIngredients.ts";
import { changesBetween, type Ingredients } from "./ingredients.ts";
import { presentIngredients } from "./presentIngredients.ts";
import { type RunResults, RunStore } from "./runStore.ts";

/** Whose results are kept, and where. */
export interface NotebookCacheOptions {
  readonly files: ProjectFiles;
  /** Folder for what is kept; it may be removed at any time. */
  readonly folder: string;
  /** Variables of `.env` that decide about chains besides those of this kit: packs read them. */
  readonly settings?: readonly string[];
}

/** What is known before a notebook runs. */
export interface KnownNotebook {
  /** Its own code, and what all notebooks are given. */
  readonly given: Ingredients;
  /** Names of what its earlier runs have read. */
  readonly reads: readonly string[];
  /** What is to be done about it, and why. */
  readonly verdict: Verdict<KnownRun>;
}

/** Results of earlier runs of a project's notebooks, which go by their paths in the project. */
export class NotebookCache {
  readonly #options: NotebookCacheOptions;
  readonly #parameters: Readonly<Record<string, string>>;
  readonly #store: RunStore;
  readonly #facts: CodeFacts;
  #runner: Promise<Ingredients> | undefined;

  /** @param parameters - what cells read with `parameter()` */
  constructor(options: NotebookCacheOptions, parameters: Readonly<Record<string, string>>) {
    this.#options = options;
    this.#parameters = parameters;
    this.#store = new RunStore(options.folder);
    this.#facts = new CodeFacts(join(options.folder, "code-facts.json"));
  }

  /** What all notebooks are given, as it is now. */
  async given(): Promise<Ingredients> {
    const { files, settings = [] } = this.#options;
    const runner = await (this.#runner ??= runnerIngredients(this.#facts));
    const project = await projectIngredients(files.root, settings, this.#parameters, this.#facts);
    await this.#facts.save();
    return { ...runner, ...project };
  }

  /**
   * Decides about a notebook.
   *
   * @param project - what {@link given} gives
   * @param attempt - a run that came after those that are kept
   */
  async decide(
    name: string,
    notebook: NotebookDocument,
    project: Ingredients,
    attempt?: KnownRun,
  ): Promise<KnownNotebook> {
    const given = { ...notebookIngredients(notebook), ...project };
    const kept = await this.#store.runsOf(name);
    const runs = attempt === undefined ? kept : [attempt, ...kept];
    const reads = runs.flatMap(({ read }) => Object.keys(read));
    const present = await presentIngredients(this.#options.files.root, reads);
    return { given, reads, verdict: decide(runs, given, present) };
  }

  /** The results of an earlier run; `undefined` if they are gone. */
  async resultsOf(name: string, run: KnownRun): Promise<RunResults | undefined> {
    return await this.#store.resultsOf(name, run);
  }

  /**
   * Keeps the results of a run, unless something has changed while it ran.
   *
   * @param run - what it depended on
   * @returns what is not any more what it was when the run began, or when it was read
   */
  async keep(
    name: string,
    notebook: NotebookDocument,
    run: Omit<KnownRun, "key">,
    results: () => Promise<RunResults>,
  ): Promise<string[]> {
    const now = { ...notebookIngredients(notebook), ...(await this.given()) };
    const present = await presentIngredients(this.#options.files.root, Object.keys(run.read));
    const changes = [...changesBetween(run.given, now), ...changesBetween(run.read, present)];
    if (changes.length === 0) await this.#store.keep(name, run, await results());
    return changes.map(({ what }) => what);
  }
}
