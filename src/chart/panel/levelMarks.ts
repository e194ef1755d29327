import {
  axisTime,
  type ChartLayout,
  type Json,
  pixelOf,
  timeChannel,
  typeSize,
} from "../layout/chartLayout.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import { heightOf, type LinePanel, valueChannel } from "./valueAxis.ts";

/** The stroke of a value that is pointed out, in the plot and in the legend. */
export function levelRule({ theme }: ChartLayout): Json {
  return { type: "rule", stroke: theme.ink, strokeWidth: 1, strokeDash: [1, 3], strokeOpacity: 0.8 };
}

/** Marks the values that are pointed out all along, by rules across the panel. */
export function levelRules(panel: LinePanel, layout: ChartLayout): Json[] {
  return panel.levels.flatMap((level) =>
    "at" in level
      ? []
      : {
          data: { values: [{ v: level.value }] },
          mark: { ...levelRule(layout), clip: true },
          encoding: { y: valueChannel(panel, "v") },
        },
  );
}

/** Marks the values that are pointed out at an instant: a ring, and the text beside it. */
export function pointMarks(panel: LinePanel, layout: ChartLayout): Json[] {
  const ring = {
    type: "point",
    size: 90,
    stroke: layout.theme.ink,
    strokeWidth: 1.75,
    filled: false,
    clip: true,
    opacity: 1,
  };
  return panel.levels.flatMap((level) =>
    "at" in level
      ? {
          data: { values: [{ t: axisTime(level.at, layout), v: level.value }] },
          layer: [{ mark: ring }, { mark: besidePoint(level, panel, layout) }],
          encoding: { x: timeChannel(layout, panel.timeAxis), y: valueChannel(panel, "v") },
        }
      : [],
  );
}

/** The text of a point: right of it and above, unless it would run out of the plot there. */
function besidePoint(
  { text, at, value }: { readonly text: string; readonly at: number; readonly value: number },
  panel: LinePanel,
  layout: ChartLayout,
): Json {
  const place = pixelOf(at, layout);
  const right =
    place + 10 + estimateTextWidth(text, typeSize.label) <= layout.plot || place < layout.plot / 2;
  const above = heightOf(value, panel) > 17;
  return {
    type: "text",
    text,
    align: right ? "left" : "right",
    baseline: above ? "bottom" : "middle",
    dx: right ? 10 : -10,
    dy: above ? -4 : 0,
    limit: Math.max(40, (right ? layout.plot - place : place) - 10),
    fontSize: typeSize.label,
    fontWeight: 600,
    fill: layout.theme.ink,
    clip: true,
  };
}
