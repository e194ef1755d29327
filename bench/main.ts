import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { kitVersion } from "../src/common/kitVersion.ts";
import type { Aim, BenchmarkResult, BenchmarkSize } from "./benchmark.ts";
import { drawing } from "./drawing.ts";
import { ensembles } from "./ensembles.ts";
import { formatTable } from "./formatTable.ts";
import { notebook } from "./notebook.ts";
import { sampling } from "./sampling.ts";
import { scale } from "./scale.ts";
import { state } from "./state.ts";

const benchmarks = [sampling, scale, notebook, drawing, state, ensembles];

/** What `npm run bench` writes. */
export interface BenchmarkReport {
  readonly kit: string;
  readonly size: BenchmarkSize;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memory: string;
    readonly node: string;
  };
  /** By the benchmark's name. */
  readonly results: Readonly<Record<string, BenchmarkResult>>;
}

/** Runs the benchmarks that were asked for, prints each as a table, and writes all as JSON. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true },
      output: { type: "string", default: "bench/results.json" },
    },
  });
  const { quick, only, output } = values;
  const unknown = only?.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name)) ?? [];
  if (unknown.length > 0) {
    const known = benchmarks.map(({ name }) => name).join(", ");
    throw new Error(`There is no benchmark ${unknown.join(", ")}. There are: ${known}.`);
  }
  const size = quick ? "quick" : "full";
  const results: Record<string, BenchmarkResult> = {};
  for (const { name, title, run } of benchmarks.filter(({ name }) => only?.includes(name) ?? true)) {
    const result = await run(size);
    results[name] = result;
    console.log(`\n${title}\n\n${formatTable(result.rows)}\n`);
    for (const aim of result.aims) console.log(describeAim(aim));
  }
  const report: BenchmarkReport = {
    kit: kitVersion,
    size,
    machine: {
      processor: cpus()[0]?.model ?? "unknown",
      cores: availableParallelism(),
      memory: `${Math.round(totalmem() / 1_024 ** 3)} GiB`,
      node: process.version,
    },
    results,
  };
  await writeFile(output, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\nWritten to ${output}`);
}

function describeAim({ name, value, atMost }: Aim): string {
  return `${value <= atMost ? "met   " : "missed"}  ${name}: ${value}, at most ${atMost}`;
}

await main();
