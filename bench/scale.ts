import type { Aim, Benchmark, BenchmarkSize, ResultRow } from "./benchmark.ts";
import { rounded } from "./measure.ts";
import { runScript } from "./runScript.ts";
import type { ScaleRun } from "./scaleRun.ts";

const traces = 6;

const sizes: Readonly<Record<BenchmarkSize, readonly number[]>> = {
  quick: [500],
  full: [1_000, 10_000, 50_000],
};

/**
 * Time and memory of long recordings. Beside each runs the same without traces, whose memory is the node's; and
 * a chain that is kept short, whose time follows the machine's.
 */
export const scale: Benchmark = {
  name: "scale",
  title: "Long recordings: six traces, a transaction every 25 steps",
  run: async (size) => {
    const rows: ResultRow[] = [];
    const aims: Aim[] = [];
    const runs: { samples: number; more: number }[] = [];
    for (const samples of sizes[size]) {
      const bare = (await runScript("scaleRun.ts", { samples, traces: 0 })) as ScaleRun;
      const traced = (await runScript("scaleRun.ts", { samples, traces })) as ScaleRun;
      const [first, last] = [0, 9].map((tenth) => ({
        cost: traced.tenths[tenth] ?? NaN,
        short: traced.shortTenths[tenth] ?? NaN,
      }));
      const drift =
        (last?.cost ?? NaN) / (last?.short ?? NaN) / ((first?.cost ?? NaN) / (first?.short ?? NaN));
      const perSample = (bytes: number): number => rounded(bytes / 1_024 / traced.samples);
      const heap = perSample(traced.heap);
      rows.push({
        samples: traced.samples,
        "ms a sample": rounded(traced.time),
        "without traces": rounded(bare.time),
        "CPU ms, first tenth": rounded(first?.cost ?? NaN),
        "last tenth": rounded(last?.cost ?? NaN),
        "short chain, first": rounded(first?.short ?? NaN),
        last: rounded(last?.short ?? NaN),
        "heap KiB a sample": heap,
        "process KiB": perSample(traced.resident),
        "without traces, KiB": perSample(bare.resident),
        "peak MiB": rounded(traced.peak / 1_024 ** 2),
        "$.recording ms": rounded(traced.recording),
      });
      aims.push(
        { name: `${samples} samples: time in the last tenth / first`, value: rounded(drift), atMost: 1.15 },
        { name: `${samples} samples: heap, KiB a sample`, value: heap, atMost: 2 },
      );
      runs.push({ samples: traced.samples, more: traced.resident - bare.resident });
    }
    const [small, large] = runs.slice(-2);
    if (small !== undefined && large !== undefined) {
      // Pools that the process fills once are the same in both; what differs has grown with the samples.
      const growth = (large.more - small.more) / (large.samples - small.samples) / 1_024;
      aims.push({
        name: `process, KiB a sample from ${small.samples} to ${large.samples} samples, more than without traces`,
        value: rounded(growth),
        atMost: 2,
      });
    }
    return { rows, aims };
  },
};
