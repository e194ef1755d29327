import type { Period } from "../../recording/recording.ts";
import {
  axisTime,
  type ChartLayout,
  type Json,
  pixelOf,
  timeChannel,
  timesInView,
  typeSize,
} from "../layout/chartLayout.ts";

/** Fewer pixels than this between rules, and they would hide the lines. */
const closest = 8;

/** The stroke of a period's rule, in the plots and in the legend. */
export function periodRule(layout: ChartLayout): Json {
  return { type: "rule", stroke: layout.theme.period, strokeWidth: 1, strokeDash: [3, 3] };
}

/** Whether a period has boundaries in view, and not so many that they would hide the lines. */
export function isDrawn(period: Period, layout: ChartLayout): boolean {
  const [first] = boundaries(period, layout);
  const apart = pixelOf(period.seconds, layout) - pixelOf(0, layout);
  return first !== undefined && apart >= closest;
}

/** Draws a vertical rule at every boundary of a period that is in view. */
export function periodRules(period: Period, layout: ChartLayout, axis: Json | null): Json {
  return {
    data: { values: boundaries(period, layout).map((time) => ({ t: axisTime(time, layout) })) },
    mark: { ...periodRule(layout), clip: true },
    encoding: { x: timeChannel(layout, axis) },
  };
}

/** What a tinted period is filled with, in the plots and in the legend. */
export function periodTint({ theme }: ChartLayout): Json {
  return { fill: theme.period, fillOpacity: 0.13, strokeWidth: 0 };
}

/** Tints every other period in view, the second one first. */
export function periodTints(period: Period, layout: ChartLayout, axis: Json | null): Json {
  const values = spansInView(period, layout).flatMap(({ from, to, number }) =>
    number % 2 === 0 ? [from, to].map((time) => ({ t: axisTime(time, layout), n: number })) : [],
  );
  return {
    data: { values },
    // An area, as a second channel of time would give the shared scale a second domain.
    mark: { type: "area", ...periodTint(layout), opacity: 1, clip: true },
    encoding: {
      x: timeChannel(layout, axis),
      y: { value: 0 },
      y2: { value: "height" },
      detail: { field: "n", type: "nominal" },
    },
  };
}

/** Numbers the periods in view, at the top of a plot; those that are cut off have no room for a number. */
export function periodNumbers(period: Period, layout: ChartLayout, axis: Json | null): Json {
  const values = spansInView(period, layout).flatMap(({ from, to, number }) => {
    const width = pixelOf(to, layout) - pixelOf(from, layout);
    return width < numberRoom ? [] : [{ t: axisTime((from + to) / 2, layout), n: String(number) }];
  });
  const { muted } = layout.theme;
  return {
    data: { values },
    mark: { type: "text", y: 9, baseline: "middle", fontSize: typeSize.label, fill: muted, clip: true },
    encoding: { x: timeChannel(layout, axis), text: { field: "n", type: "nominal" } },
  };
}

/** Pixels that the number of a period takes. */
const numberRoom = 18;

interface PeriodSpan {
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  /** 1 for the first in view. */
  readonly number: number;
}

function spansInView(period: Period, layout: ChartLayout): PeriodSpan[] {
  const [start, end] = timesInView(layout);
  const ends = [start, ...boundaries(period, layout), end];
  const spans = ends.slice(1).map((to, at) => ({ from: ends[at] ?? start, to }));
  // What the margin beside the first and last sample shows of a period is none.
  return spans
    .filter(({ from, to }) => pixelOf(to, layout) - pixelOf(from, layout) > marginOf(layout))
    .map((span, at) => ({ ...span, number: at + 1 }));
}

function marginOf({ plot }: ChartLayout): number {
  return Math.min(9, plot / 20);
}

/** The boundaries of a period in view, unix seconds; no more of them than could be told apart. */
function boundaries(period: Period, layout: ChartLayout): number[] {
  const [start, end] = timesInView(layout);
  const first = Math.ceil(start / period.seconds);
  const count = Math.min(layout.plot, Math.floor(end / period.seconds) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * period.seconds);
}
