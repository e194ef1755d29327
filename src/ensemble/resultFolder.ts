import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { describeCause } from "../common/describeCause.ts";
import { kitVersion } from "../common/kitVersion.ts";
import { writeFileAtomic } from "../common/writeFileAtomic.ts";
import { textCell } from "../recording/csvText.ts";
import { InvalidResultsError } from "./errors.ts";
import type { PlannedRun } from "./plan.ts";
import { type RunResult, runResultFromJson, runResultToJson } from "./runResult.ts";

/** What a sweep in a folder consists of. All shards of a sweep write the same. */
export interface SweepManifest {
  readonly scenario: string;
  /** Version of the kit that wrote it. */
  readonly kit: string;
  /** What `simulate worker` compares: SHA-256 of code, contracts and settings. */
  readonly code: string;
  /** Hashes of all runs, in order. */
  readonly runs: readonly string[];
}

/**
 * A folder of results: `runs/` has a file for each run, by its hash, and is never wrong, whatever sweep the runs were
 * made for; `sweep.json`, `runs.jsonl` and `runs.csv` are the latest sweep's.
 */
export class ResultFolder {
  readonly path: string;
  /** Names of the scenario's parameters: columns of `runs.csv`. */
  readonly #parameters: readonly string[];

  constructor(path: string, parameters: readonly string[]) {
    this.path = path;
    this.#parameters = parameters;
  }

  /**
   * The result of a run, if it is there.
   *
   * @throws InvalidResultsError if the file is damaged
   */
  async read(hash: string): Promise<RunResult | undefined> {
    const file = this.#file(hash);
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const result = runResultFromJson(text);
      if (result.run === hash) return result;
    } catch (cause) {
      throw damaged(file, describeCause(cause), cause);
    }
    throw damaged(file, "it is the result of another run");
  }

  /** Writes the result of a run, in one step. */
  async write(result: RunResult): Promise<void> {
    await writeFileAtomic(this.#file(result.run), runResultToJson(result));
  }

  /** Writes the recording of a run, as JSON. */
  async writeRecording(hash: string, json: string): Promise<void> {
    await writeFileAtomic(this.recordingFile(hash), json);
  }

  /** Whether the recording of a run is there. */
  hasRecording(hash: string): boolean {
    return existsSync(this.recordingFile(hash));
  }

  /** Where the recording of a run is kept. */
  recordingFile(hash: string): string {
    return join(this.path, "recordings", `${hash}.json`);
  }

  async writeManifest(scenario: string, code: string, runs: readonly PlannedRun[]): Promise<void> {
    const manifest: SweepManifest = { scenario, kit: kitVersion, code, runs: runs.map(({ hash }) => hash) };
    await writeFileAtomic(join(this.path, "sweep.json"), `${JSON.stringify(manifest)}\n`);
  }

  /** @throws InvalidResultsError if there is none */
  async readManifest(): Promise<SweepManifest> {
    const file = join(this.path, "sweep.json");
    try {
      return JSON.parse(await readFile(file, "utf8")) as SweepManifest;
    } catch (cause) {
      throw damaged(file, "there is no sweep in this folder", cause);
    }
  }

  /**
   * Writes the results of some runs as `runs.jsonl` and `runs.csv`, in the order given, one after the other, so that
   * they need not fit into memory. Runs without a result are left out.
   *
   * @returns how many there are
   */
  async collect(hashes: readonly string[]): Promise<number> {
    await mkdir(this.path, { recursive: true });
    const figures = new Set<string>();
    let count = 0;
    await this.#stream("runs.jsonl", async (write) => {
      for (const hash of hashes) {
        const result = await this.read(hash);
        if (result === undefined) continue;
        count += 1;
        if ("figures" in result.outcome)
          for (const name of Object.keys(result.outcome.figures)) figures.add(name);
        await write(runResultToJson(result));
      }
    });
    const parameters = this.#parameters;
    await this.#stream("runs.csv", async (write) => {
      const head = ["run", "seed", ...parameters, ...figures, "error"];
      await write(`${head.map(textCell).join(",")}\n`);
      for (const hash of hashes) {
        const result = await this.read(hash);
        if (result !== undefined) await write(csvLine(result, parameters, [...figures]));
      }
    });
    return count;
  }

  #file(hash: string): string {
    return join(this.path, "runs", hash.slice(0, 2), `${hash}.json`);
  }

  async #stream(
    name: string,
    fill: (write: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const temporary = join(this.path, `.${name}.${process.pid}.tmp`);
    const stream = createWriteStream(temporary);
    await fill(async (text) => {
      if (!stream.write(text)) await once(stream, "drain");
    });
    stream.end();
    await once(stream, "close");
    await rename(temporary, join(this.path, name));
  }
}

function csvLine(
  { run, seed, parameters, outcome }: RunResult,
  names: readonly string[],
  figures: readonly string[],
): string {
  const values = "figures" in outcome ? outcome.figures : {};
  const error = "error" in outcome ? `${outcome.error.name}: ${outcome.error.message}` : "";
  const cells = [
    run,
    textCell(seed),
    ...names.map((name) => textCell(String(parameters[name] ?? ""))),
    ...figures.map((name) => String(values[name] ?? "")),
    textCell(error),
  ];
  return `${cells.join(",")}\n`;
}

function damaged(file: string, reason: string, cause?: unknown): InvalidResultsError {
  return new InvalidResultsError({
    message: `${file} cannot be read: ${reason}.`,
    hint: "Remove the file and give the command of the sweep again: it makes what is missing.",
    ...(cause === undefined ? {} : { cause }),
  });
}
