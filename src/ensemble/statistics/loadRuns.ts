import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describeCause } from "../../common/describeCause.ts";
import { InvalidResultsError } from "../errors.ts";
import type { FinishedRun } from "../finishedRun.ts";
import { type RunResult, runResultFromJson } from "../runResult.ts";

/** What a sweep writes its results to, one in a line. */
const resultsFile = "runs.jsonl";

/**
 * Reads the runs of a sweep. Integers come back as exact as they were written.
 *
 * @param path - folder of a sweep, or a file of JSON lines
 * @returns the runs in the order of the file, those that failed too
 * @throws InvalidResultsError if there is no such file, or naming the line that is none
 * @example const runs = await loadRuns("ensembles/sizing");
 */
export async function loadRuns(path: string): Promise<FinishedRun[]> {
  const file = path.endsWith(".jsonl") ? path : join(path, resultsFile);
  if (!(await stat(file).catch(() => undefined))?.isFile()) {
    throw new InvalidResultsError({
      message: `There is no file ${file}.`,
      hint: "Name the folder of a sweep that has ended; shards are put together by hardhat simulate merge.",
    });
  }
  const runs: FinishedRun[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      runs.push(finished(runResultFromJson(line)));
    } catch (cause) {
      throw new InvalidResultsError({
        message: `${file}, line ${number} is no run: ${describeCause(cause)}`,
        hint: "Give the command of the sweep again, which writes the file anew from what each run left.",
        cause,
      });
    }
  }
  return runs;
}

function finished({ run: id, seed, parameters, outcome }: RunResult): FinishedRun {
  return { id, seed, parameters, figures: {}, ...outcome };
}
