/** One line of a table: column -> text, or a number with its unit in the column's name. */
export type ResultRow = Readonly<Record<string, string | number>>;

/** A figure that is to stay below a limit. */
export interface Aim {
  readonly name: string;
  readonly value: number;
  /** The most that `value` may be. */
  readonly atMost: number;
}

/** What a benchmark found. */
export interface BenchmarkResult {
  readonly rows: readonly ResultRow[];
  readonly aims: readonly Aim[];
}

/** How large a benchmark runs: `"quick"` takes seconds and shows that it works, `"full"` gives figures to quote. */
export type BenchmarkSize = "quick" | "full";

/** Something that is measured. */
export interface Benchmark {
  /** One word, for `--only` and the JSON. */
  readonly name: string;
  readonly title: string;
  readonly run: (size: BenchmarkSize) => Promise<BenchmarkResult>;
}
