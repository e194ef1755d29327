import type { ChartTheme } from "./chartTheme.ts";

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
  /** Ends of the time axis: unix milliseconds, first < last. */
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
export function constantMark(mark: Json): Json {
  const encoding = Object.fromEntries(
    places.filter((place) => place in mark).map((place) => [place, { value: mark[place] }]),
  );
  const look = Object.fromEntries(Object.entries(mark).filter(([key]) => !(key in encoding)));
  // Zooming clips every mark to its plot, unless told not to: names stand outside.
  return { data: { values: [{}] }, mark: { ...look, clip: false }, encoding };
}

/** Whether an instant in unix milliseconds lies on the time axis. */
export function isInView(time: number, layout: ChartLayout): boolean {
  return time >= layout.times[0] && time <= layout.times[1];
}

/** The time channel of a layer; all layers share one scale, in UTC. */
export function timeChannel(layout: ChartLayout, axis: Json | null): Json {
  return {
    field: "t",
    type: "temporal",
    scale: { type: "utc", domain: layout.times, nice: false },
    axis,
  };
}
