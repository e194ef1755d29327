import { axisTime, type ChartLayout, type Json, timeChannel } from "../layout/chartLayout.ts";
import type { LinePanel } from "./valueAxis.ts";

/** The stroke of a value that is pointed out, in the plot and in the legend. */
export function levelRule({ theme }: ChartLayout): Json {
  return { type: "rule", stroke: theme.ink, strokeWidth: 1, strokeDash: [1, 3], strokeOpacity: 0.8 };
}

/**
 * Marks the values that are pointed out: a rule across the panel, or a ring at an instant.
 *
 * @param value - the value channel of the panel, for a field
 */
export function levelMarks(panel: LinePanel, layout: ChartLayout, value: (field: string) => Json): Json[] {
  const x = timeChannel(layout, panel.timeAxis);
  return panel.levels.map((level) =>
    "at" in level
      ? {
          data: { values: [{ t: axisTime(level.at, layout), v: level.value }] },
          mark: { type: "point", size: 90, stroke: layout.theme.ink, strokeWidth: 1.75, filled: false, clip: true, opacity: 1 }, // prettier-ignore
          encoding: { x, y: value("v") },
        }
      : {
          data: { values: [{ v: level.value }] },
          mark: { ...levelRule(layout), clip: true },
          encoding: { y: value("v") },
        },
  );
}
