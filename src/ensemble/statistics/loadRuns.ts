import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describeCause } from "../../common/describeCause.ts";
import { InvalidResultsError } from "../errors.ts";
import type { FinishedRun } from "../finishedRun.ts";

/** What a sweep writes its results to, one in a line. */
const resultsFile = "runs.jsonl";

type Value = FinishedRun["figures"][string];

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
      runs.push(readRun(JSON.parse(line)));
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

function readRun(value: unknown): FinishedRun {
  const run = fieldsOf(value, "the line");
  const { error } = run;
  return {
    id: textOf(run.run ?? run.id, "run"),
    seed: textOf(run.seed, "seed"),
    parameters: mapped(fieldsOf(run.parameters, "parameters"), (part, name) => {
      const read = readValue(part, name);
      return read ?? fail(`parameter ${name} has no value`);
    }),
    figures: run.figures === undefined ? {} : mapped(fieldsOf(run.figures, "figures"), readValue),
    ...(error === undefined ? {} : { error: readError(fieldsOf(error, "error")) }),
  };
}

function readError({ name, code, message }: Record<string, unknown>): NonNullable<FinishedRun["error"]> {
  const known = { name: textOf(name, "error.name"), message: textOf(message, "error.message") };
  return code === undefined ? known : { ...known, code: textOf(code, "error.code") };
}

/** Integers of any size are texts of digits, numbers that JSON lacks are named: `{ number: "NaN" }`. */
function readValue(value: unknown, name: string): Value {
  if (typeof value === "string") return /^(?:0|-?[1-9]\d*)$/.test(value) ? BigInt(value) : value;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return Number(textOf(fieldsOf(value, name).number, name));
}

function mapped<Read>(
  record: Record<string, unknown>,
  read: (value: unknown, name: string) => Read,
): Record<string, Read> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, read(value, name)]));
}

function fieldsOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(`${what} is no object`);
  return { ...value };
}

function textOf(value: unknown, what: string): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : fail(`${what} is no text`);
}

function fail(reason: string): never {
  throw new Error(`${reason}.`);
}
