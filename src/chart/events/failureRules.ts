import { axisTime, type ChartLayout, type Json, isInView, timeChannel } from "../chartLayout.ts";
import type { EventRow } from "./eventRows.ts";

/** The stroke of the rules, in the plots and in a legend. */
export function failureRule({ theme }: ChartLayout): Json {
  return { type: "rule", stroke: theme.failure, strokeWidth: 1, strokeOpacity: 0.45 };
}

/** Draws a vertical rule through the plots at every failure, so that a reader sees what it did to the lines. */
export function failureRules(rows: readonly EventRow[], layout: ChartLayout, axis: Json | null): Json[] {
  const times = rows.filter((row) => row.failure).flatMap((row) => row.events.map((event) => event.time));
  const values = [...new Set(times)]
    .filter((time) => isInView(time, layout))
    .map((time) => ({ t: axisTime(time, layout) }));
  return values.length === 0
    ? []
    : [
        {
          data: { values },
          mark: { ...failureRule(layout), clip: true },
          encoding: { x: timeChannel(layout, axis) },
        },
      ];
}
