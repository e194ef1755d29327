import { hash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import type { NotebookResults } from "../writeNotebook.ts";
import type { KnownRun } from "./decide.ts";
import type { KeptChart } from "./keptCharts.ts";

/** Results that one run has left. */
export interface RunResults extends NotebookResults {
  /** In the order in which they were drawn. */
  readonly charts: readonly KeptChart[];
}

/** Written into every file; files of another format count as not there. */
const format = 2;

/** How many runs of a notebook are kept: enough to go back and forth between a few versions. */
const keptRuns = 12;

const ending = ".json";
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/**
 * Runs of notebooks, kept by what they depended on. Of each there is a small file of ingredients, which is all that a
 * decision reads, and one of results.
 */
export class RunStore {
  readonly #folder: string;

  /** @param folder - where runs are kept; it is made when needed, and may be removed at any time */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Runs of a notebook, the latest first.
   *
   * @param notebook - its path in the project
   */
  async runsOf(notebook: string): Promise<KnownRun[]> {
    const folder = this.#folderOf(notebook);
    const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ending));
    const runs = await Promise.all(files.map((name) => readRun(join(folder, name))));
    return runs
      .flatMap((run) => run ?? [])
      .sort((a, b) => b.usedAt - a.usedAt)
      .map(({ run }) => run);
  }

  /**
   * The results of a run, and from now on it is the latest.
   *
   * @returns `undefined` if they are not there or damaged
   */
  async resultsOf(notebook: string, { key }: KnownRun): Promise<RunResults | undefined> {
    const path = join(this.#folderOf(notebook), key);
    try {
      const results = JSON.parse(
        (await decompress(await readFile(`${path}.gz`))).toString("utf8"),
      ) as RunResults;
      const now = new Date();
      await utimes(path + ending, now, now);
      return results;
    } catch {
      return undefined;
    }
  }

  /** Keeps a run, and forgets the oldest ones of the notebook. */
  async keep(notebook: string, run: Omit<KnownRun, "key">, results: RunResults): Promise<void> {
    const folder = this.#folderOf(notebook);
    const key = keyOf(run);
    await mkdir(folder, { recursive: true });
    // The results come first: a run is known by its ingredients.
    await writeFileAtomic(join(folder, `${key}.gz`), await compress(JSON.stringify(results)));
    await writeFileAtomic(join(folder, key + ending), JSON.stringify({ format, ...run }));
    for (const old of (await this.runsOf(notebook)).slice(keptRuns)) {
      await rm(join(folder, old.key + ending), { force: true });
      await rm(join(folder, `${old.key}.gz`), { force: true });
    }
  }

  #folderOf(notebook: string): string {
    const place = hash("sha256", notebook).slice(0, 8);
    return join(this.#folder, `${basename(notebook, ".ipynb")}-${place}`);
  }
}

function keyOf({ given, read }: Omit<KnownRun, "key">): string {
  return hash("sha256", JSON.stringify([given, read])).slice(0, 24);
}

async function readRun(file: string): Promise<{ run: KnownRun; usedAt: number } | undefined> {
  try {
    const found = JSON.parse(await readFile(file, "utf8")) as KnownRun & { readonly format: number };
    if (found.format !== format) return undefined;
    const { given, read } = found;
    return { run: { key: basename(file, ending), given, read }, usedAt: (await stat(file)).mtimeMs };
  } catch {
    // Somebody else may be tidying up.
    return undefined;
  }
}
