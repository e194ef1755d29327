import type { ChartTheme } from "../theme/chartTheme.ts";

/** A piece of a Vega-Lite spec. */
export type Json = Readonly<Record<string, unknown>>;

/** What every part of a chart needs to know to line up with the others. Lengths in pixels. */
export interface ChartLayout {
  readonly theme: ChartTheme;
  /** Room for the value axis, left of the plot. */
  readonly left: number;
  /** Width of the plot. */
  readonly plot: number;
  /** Room for names, right of the plot. */
  readonly gutter: number;
  /** Where names stand: beside what they name, or above it where a picture is too narrow for that. */
  readonly names: "beside" | "above";
  /**
   * What the time axis counts: unix milliseconds; or days since an instant in unix seconds, so that recordings of
   * different dates share an axis.
   */
  readonly since: number | undefined;
  /** Ends of the time axis, in what it counts, first < last. */
  readonly times: readonly [number, number];
}

/** Type sizes in pixels: none is smaller than what is legible when a page scales the picture down. */
export const typeSize = { title: 18, subtitle: 13, name: 13, label: 12 } as const;

/** In the gutter: where a sample of the line or marker starts and ends, and where its name starts. */
export const gutterColumns = { sample: 12, sampleEnd: 34, name: 42 } as const;

/** Pixels below the lowest value, so that a broad line that runs along the bottom is not cut in half. */
export const inset = 2;

const places = ["x", "x2", "y", "y2"] as const;

/** A layer of one mark that stands at fixed pixels of its plot, beside the plot too. */
export function constantMark(mark: Json, channels: Json = {}): Json {
  const encoding = Object.fromEntries(
    places.filter((place) => place in mark).map((place) => [place, { value: mark[place] }]),
  );
  const look = Object.fromEntries(Object.entries(mark).filter(([key]) => !(key in encoding)));
  // Zooming clips every mark to its plot, unless told not to: names stand outside.
  return { data: { values: [{}] }, mark: { ...look, clip: false }, encoding: { ...encoding, ...channels } };
}

/** Where an instant in unix seconds lies on the time axis. */
export function axisTime(seconds: number, { since }: Pick<ChartLayout, "since">): number {
  return since === undefined ? seconds * 1000 : (seconds - since) / 86_400;
}

/** What the time axis shows, in unix seconds. */
export function timesInView({ since, times }: Pick<ChartLayout, "since" | "times">): [number, number] {
  const [start, end] = times;
  return since === undefined ? [start / 1000, end / 1000] : [since + start * 86_400, since + end * 86_400];
}

/** The pixel of an instant in unix seconds. */
export function pixelOf(seconds: number, layout: ChartLayout): number {
  const [start, end] = layout.times;
  return ((axisTime(seconds, layout) - start) / (end - start)) * layout.plot;
}

/** Whether an instant in unix seconds lies on the time axis. */
export function isInView(seconds: number, layout: ChartLayout): boolean {
  const time = axisTime(seconds, layout);
  return time >= layout.times[0] && time <= layout.times[1];
}

/** The time channel of a layer; all layers share one scale, in UTC. */
export function timeChannel(layout: ChartLayout, axis: Json | null): Json {
  const shared = { domain: layout.times, nice: false };
  return layout.since === undefined
    ? { field: "t", type: "temporal", scale: { type: "utc", ...shared }, axis }
    : { field: "t", type: "quantitative", scale: { zero: false, ...shared }, axis };
}

/** A Vega expression that writes the instant of a row as an ISO 8601 time in UTC. */
export function isoTimeExpression({ since }: ChartLayout): string {
  const time = since === undefined ? "datum.t" : `datum.t * 864e5 + ${String(since)}e3`;
  return `utcFormat(${time}, '%Y-%m-%dT%H:%M:%SZ')`;
}
