import { constantMark, type Json } from "../layout/chartLayout.ts";
import { type DrawnSeries, fillOf, strokeOf } from "./drawnSeries.ts";

/** Pixels from the middle of an area's sample to its edges. */
const half = 6;

/** The piece of a series that a legend shows: its stroke, on what it fills. */
export function sampleMarks(
  series: DrawnSeries,
  { from, to, y }: { readonly from: number; readonly to: number; readonly y: number },
  channels: Json,
): Json[] {
  const isArea = series.edges !== undefined;
  const edge = isArea ? y - half : y;
  return [
    ...(isArea
      ? [
          constantMark(
            { type: "rect", ...fillOf(series), x: from, x2: to, y: y - half, y2: y + half },
            channels,
          ),
        ]
      : []),
    ...(series.as === "band"
      ? []
      : [constantMark({ type: "rule", ...strokeOf(series), x: from, x2: to, y: edge, y2: edge }, channels)]),
  ];
}
