import { buildChart } from "../src/chart/buildChart.ts";
import type { Recording } from "../src/recording/recording.ts";
import { renderPng } from "../src/chart/render/renderPng.ts";
import { renderSvg } from "../src/chart/render/renderSvg.ts";
import type { Benchmark, BenchmarkSize, ResultRow } from "./benchmark.ts";
import { median, milliseconds, rounded } from "./measure.ts";

const sizes: Readonly<Record<BenchmarkSize, { points: readonly number[]; rounds: number }>> = {
  quick: { points: [1_000, 5_000], rounds: 1 },
  full: { points: [1_000, 2_000, 5_000, 10_000, 20_000, 50_000], rounds: 7 },
};

/** From a recording to a spec, an SVG and a PNG, and how large each is. */
export const drawing: Benchmark = {
  name: "drawing",
  title: "Drawing a recording of three series",
  run: async (size) => {
    const { points, rounds } = sizes[size];
    const rows: ResultRow[] = [];
    // The first drawing of a process loads Vega and the font.
    await renderPng(buildChart(sawtoothRecording(100)));
    for (const count of points) rows.push(await drawAll(sawtoothRecording(count), rounds));
    const largest = rows.at(-1);
    return {
      rows,
      // Three series, four points of each in every pixel of a plot 800 wide, at most.
      aims: [
        { name: "rows embedded at most", value: Number(largest?.["rows embedded"]), atMost: 3 * 4 * 800 },
      ],
    };
  },
};

async function drawAll(recording: Recording, rounds: number): Promise<ResultRow> {
  const times: Record<"spec" | "svg" | "png", number[]> = { spec: [], svg: [], png: [] };
  let spec = buildChart(recording);
  let svg = "";
  let png: Uint8Array = new Uint8Array();
  for (let round = 0; round < rounds; round++) {
    times.spec.push(await milliseconds(() => (spec = buildChart(recording))));
    times.svg.push(await milliseconds(async () => (svg = await renderSvg(spec))));
    times.png.push(await milliseconds(async () => (png = await renderPng(spec))));
  }
  const kibibytes = (bytes: number): number => rounded(bytes / 1_024);
  return {
    points: recording.rows.length,
    "rows embedded": embeddedRows(spec),
    "spec ms": rounded(median(times.spec)),
    "SVG ms": rounded(median(times.svg)),
    "PNG ms": rounded(median(times.png)),
    "spec KiB": kibibytes(Buffer.byteLength(JSON.stringify(spec))),
    "SVG KiB": kibibytes(Buffer.byteLength(svg)),
    "PNG KiB": kibibytes(png.length),
  };
}

/** Lines of the inline CSV tables, wherever in the spec they are. */
function embeddedRows(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const { values, format } = value as { values?: unknown; format?: { type?: unknown } };
  const own = typeof values === "string" && format?.type === "csv" ? values.split("\n").length - 1 : 0;
  return own + Object.values(value).reduce((sum: number, part: unknown) => sum + embeddedRows(part), 0);
}

/** Credits as a job's look: they rise, are spent now and then, and no two series jump at the same time. */
function sawtoothRecording(points: number): Recording {
  const start = 1_631_664_000;
  const step = 4 * 3_600;
  const times = Array.from({ length: points }, (_, index) => start + index * step);
  const names = ["totalJobCredits", "jobLiquidityCredits", "jobPeriodCredits"];
  const series = names.map((name, index) => ({
    name,
    kind: "view" as const,
    unit: "KP3R",
    decimals: 18,
    times,
    values: times.map((_, at) => BigInt((at * (7 + index)) % (90 + 10 * index)) * 10n ** 16n + BigInt(at)),
  }));
  return {
    source: {
      kit: "benchmark",
      chain: { kind: "embedded", chainId: 1, origin: "none" },
      seed: "benchmark",
      contracts: [],
    },
    series,
    rows: times.map((time, at) => ({
      time,
      block: at,
      values: Object.fromEntries(series.map(({ name, values }) => [name, values[at] ?? null])),
    })),
    events: [],
    periods: [{ name: "reward period", seconds: 5 * 86_400 }],
  };
}
