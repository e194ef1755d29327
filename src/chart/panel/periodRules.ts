import type { Period } from "../../recording/recording.ts";
import {
  axisTime,
  type ChartLayout,
  type Json,
  pixelOf,
  timeChannel,
  timesInView,
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

/** The boundaries of a period in view, unix seconds; no more of them than could be told apart. */
function boundaries(period: Period, layout: ChartLayout): number[] {
  const [start, end] = timesInView(layout);
  const first = Math.ceil(start / period.seconds);
  const count = Math.min(layout.plot, Math.floor(end / period.seconds) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * period.seconds);
}
