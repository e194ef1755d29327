import type { Aim, Benchmark, BenchmarkSize, ResultRow } from "./benchmark.ts";
import { rounded } from "./measure.ts";
import { runScript } from "./runScript.ts";
import type { ScaleRun } from "./scaleRun.ts";

const traces = 6;

const sizes: Readonly<Record<BenchmarkSize, readonly number[]>> = {
  quick: [500],
  full: [1_000, 10_000, 50_000],
};

/** Time and memory of long recordings, beside the same run without traces: what remains is the node's. */
export const scale: Benchmark = {
  name: "scale",
  title: "Long recordings: six traces, a transaction every 25 steps",
  run: async (size) => {
    const rows: ResultRow[] = [];
    const aims: Aim[] = [];
    for (const samples of sizes[size]) {
      const bare = (await runScript("scaleRun.ts", { samples, traces: 0 })) as ScaleRun;
      const traced = (await runScript("scaleRun.ts", { samples, traces })) as ScaleRun;
      const drift = (traced.tenths.at(-1) ?? NaN) / (traced.tenths[0] ?? NaN);
      const perSample = (bytes: number): number => rounded(bytes / 1_024 / traced.samples);
      const heap = perSample(traced.heap);
      rows.push({
        samples: traced.samples,
        "ms a sample": rounded(traced.time),
        "without traces": rounded(bare.time),
        "CPU ms, first tenth": rounded(traced.tenths[0] ?? NaN),
        "CPU ms, last tenth": rounded(traced.tenths.at(-1) ?? NaN),
        "heap KiB a sample": heap,
        "process KiB a sample": perSample(traced.resident),
        "process, without traces": perSample(bare.resident),
        "peak MiB": rounded(traced.peak / 1_024 ** 2),
        "$.recording ms": rounded(traced.recording),
      });
      aims.push(
        { name: `${samples} samples: last tenth / first tenth`, value: rounded(drift), atMost: 1.15 },
        { name: `${samples} samples: KiB a sample`, value: heap, atMost: 2 },
      );
    }
    return { rows, aims };
  },
};
