import type { Period } from "../recording/recording.ts";
import { type ChartLayout, type Json, timeChannel } from "./chartLayout.ts";

/** Fewer pixels than this between rules, and they would hide the lines. */
const closest = 8;

/** The stroke of a period's rule, in the plots and in the legend. */
export function periodRule(layout: ChartLayout): Json {
  return { type: "rule", stroke: layout.theme.period, strokeWidth: 1, strokeDash: [3, 3] };
}

/** Whether a period has boundaries in view, and not so many that they would hide the lines. */
export function isDrawn(period: Period, layout: ChartLayout): boolean {
  const [start, end] = layout.times;
  const length = period.seconds * 1000;
  return Math.ceil(start / length) * length <= end && (length / (end - start)) * layout.plot >= closest;
}

/** Draws a vertical rule at every boundary of a period that is in view. */
export function periodRules(period: Period, layout: ChartLayout, axis: Json | null): Json {
  const [start, end] = layout.times;
  const length = period.seconds * 1000;
  const values: Json[] = [];
  for (let time = Math.ceil(start / length) * length; time <= end; time += length) {
    values.push({ t: time });
  }
  return {
    data: { values },
    mark: { ...periodRule(layout), clip: true },
    encoding: { x: timeChannel(layout, axis) },
  };
}
