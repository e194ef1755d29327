import { axisTime, type ChartLayout, type Json, isInView, timeChannel } from "../layout/chartLayout.ts";
import type { EventRow, MarkedEvent } from "./eventRows.ts";

/** The stroke of the ticks, at the foot of a plot and in a legend. */
export function failureTick({ theme }: ChartLayout): Json {
  return { type: "rule", stroke: theme.failure, strokeWidth: 1.5 };
}

/**
 * Draws a vertical rule through the plots where a run was stopped. Failures that it outlived have marks in their rows
 * alone: hundreds of rules would hide the lines.
 */
export function failureRules(rows: readonly EventRow[], layout: ChartLayout, axis: Json | null): Json[] {
  const times = rows
    .filter((row) => row.failure)
    .flatMap((row) => row.events.filter(stopsRun).map((event) => event.time));
  const values = [...new Set(times)]
    .filter((time) => isInView(time, layout))
    .map((time) => ({ t: axisTime(time, layout) }));
  return values.length === 0
    ? []
    : [
        {
          data: { values },
          mark: {
            type: "rule",
            stroke: layout.theme.failure,
            strokeWidth: 1,
            strokeOpacity: 0.45,
            clip: true,
          },
          encoding: { x: timeChannel(layout, axis) },
        },
      ];
}

/** Draws a short tick at the foot of a plot at every failure, where there is no band of events. */
export function failureTicks(
  rows: readonly EventRow[],
  height: number,
  layout: ChartLayout,
  axis: Json | null,
): Json[] {
  const times = [...new Set(rows.flatMap((row) => row.events.map((event) => event.time)))];
  const values = times
    .filter((time) => isInView(time, layout))
    .map((time) => ({ t: axisTime(time, layout) }));
  if (values.length === 0) return [];
  const y = { y: { value: height - tickLength }, y2: { value: height } };
  return [
    {
      data: { values },
      mark: { ...failureTick(layout), clip: true },
      encoding: { x: timeChannel(layout, axis), ...y },
    },
  ];
}

/** Pixels. */
const tickLength = 8;

function stopsRun({ kind, stops }: MarkedEvent): boolean {
  return stops ?? kind === "violation";
}
