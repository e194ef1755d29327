import { formatSpan } from "../../common/formatTime.ts";
import type { Period } from "../../recording/recording.ts";
import { type ChartLayout, constantMark, type Json, typeSize } from "../layout/chartLayout.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import { failureTick } from "../events/failureRules.ts";
import { formatQuantity } from "../text/formatQuantity.ts";
import type { DrawnSeries } from "./drawnSeries.ts";
import { fading, hidingName } from "./hiding.ts";
import { levelRule } from "./levelMarks.ts";
import { lastValue } from "./lineNames.ts";
import { periodRule } from "./periodRules.ts";
import { sampleMarks } from "./sampleMarks.ts";

/** Pixels from row to row. */
const rowHeight = 20;

/** Pixels: how long the sample of a line is, where its text starts, and what stays free before the next. */
const [sampleLength, textStart, gap] = [22, 30, 18];

/** Pixels that a sample's stroke reaches beyond its start. */
const strokeRoom = 2;

/** A sample and a text of the strip. */
export interface StripEntry {
  /** Marks of the sample between two pixels of a row. */
  readonly sample: (
    place: { readonly from: number; readonly to: number; readonly y: number },
    look: Json,
  ) => Json[];
  readonly text: string;
  /** Key of the line that a click hides; absent for what cannot be hidden. */
  readonly toggle?: string;
}

/** The entry of a line, with its last value if it is to be told. */
export function lineEntry(series: DrawnSeries, value: "with value" | "name only"): StripEntry {
  const text =
    value === "with value" && series.endValue ? `${series.label} · ${lastValue(series)}` : series.label;
  return { sample: (place, look) => sampleMarks(series, place, look), text, toggle: series.toggle };
}

/** The entry of a value that is pointed out. */
export function levelEntry(
  level: { readonly text: string; readonly value: number },
  unit: string,
  layout: ChartLayout,
): StripEntry {
  return {
    sample: ruleSample(levelRule(layout)),
    text: `${level.text} · ${formatQuantity(level.value, unit)}`,
  };
}

/** The entry of a period. */
export function periodEntry(period: Period, layout: ChartLayout): StripEntry {
  return { sample: ruleSample(periodRule(layout)), text: `${period.name}, ${formatSpan(period.seconds)}` };
}

/** The entry of the ticks at failures. */
export function failureEntry(name: string, layout: ChartLayout): StripEntry {
  return { sample: ruleSample(failureTick(layout)), text: name };
}

function ruleSample(stroke: Json): StripEntry["sample"] {
  return ({ from, to, y }, look) => [constantMark({ ...stroke, x: from, x2: to, y, y2: y }, look)];
}

/**
 * The legend as a strip above the plots, in as many rows as it needs: for pictures too narrow to hold names beside
 * the lines, and for plots that share their names.
 *
 * @param width - pixels that a row may take
 * @returns no view if there is nothing to name
 */
export function nameStrip(entries: readonly StripEntry[], width: number, layout: ChartLayout): Json[] {
  if (entries.length === 0) return [];
  let [column, row] = [0, 0];
  const layer = entries.flatMap((entry): Json[] => {
    const needed = textStart + estimateTextWidth(entry.text, typeSize.label);
    if (column > 0 && column + needed > width) [column, row] = [0, row + 1];
    const [x, y] = [column - layout.left + strokeRoom, (row + 0.5) * rowHeight];
    const room = width - column;
    column += needed + gap;
    const look = entry.toggle === undefined ? {} : fading(entry.toggle);
    const text = { type: "text", align: "left", baseline: "middle", fontSize: typeSize.label };
    const limit = Math.max(1, room - textStart);
    return [
      ...entry.sample({ from: x, to: x + sampleLength, y }, look),
      constantMark({ ...text, x: x + textStart, y, limit, text: entry.text, fill: layout.theme.ink }, look),
      ...(entry.toggle === undefined
        ? []
        : [
            hidingName(entry.toggle, {
              x,
              y: y - rowHeight / 2,
              width: Math.min(needed, room),
              height: rowHeight,
            }),
          ]),
    ];
  });
  return [{ name: "names", width: layout.plot, height: (row + 1) * rowHeight, layer }];
}
