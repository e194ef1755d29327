import {
  axisTime,
  type ChartLayout,
  constantMark,
  gutterColumns,
  type Json,
  typeSize,
} from "../layout/chartLayout.ts";
import type { DrawnReference } from "./drawnReferences.ts";
import { type DrawnSeries, drawnValues } from "./drawnSeries.ts";
import { formatNumber, formatQuantity } from "../text/formatQuantity.ts";
import { fading, hidingName, whenHidden } from "./hiding.ts";
import { levelRule } from "./levelMarks.ts";

import { placeLabels } from "./placeLabels.ts";
import { sampleMarks } from "./sampleMarks.ts";
import { heightOf, type LinePanel } from "./valueAxis.ts";

/** Pixels from row to row of a name, its value, and the value of its reference. */
const row = 16;

/** What a hidden line shows instead of its value. */
const hiddenNote = "hidden, click to show";

/** The legend: name, last value and a piece of each line, beside the line's end; the same of its reference below. */
export function lineNames(panel: LinePanel, layout: ChartLayout): Json[] {
  if (layout.names === "above") return [];
  const rows = rowsThatFit(panel);
  const levels = panel.levels.filter((level) => !("at" in level));
  const ends = [
    ...panel.series.map((series) => endOf(series, panel, layout)),
    ...levels.map((level) => ({ x: layout.plot, y: heightOf(level.value, panel) })),
  ];
  const places = placeLabels(
    ends.map((end) => end.y),
    // Blocks of several rows stand apart, so that a row is not taken for part of the next block.
    rows === 3 ? 58 : 18 * rows,
    [6, panel.height - (rows > 1 ? row * (rows - 1) : 4) - (panel.timeAxis === null ? 0 : 8)],
  );
  const from = layout.plot + gutterColumns.sample;
  return ends.flatMap(({ x, y: end }, index): Json[] => {
    const y = places[index] ?? end;
    const series = panel.series[index];
    const level = levels[index - panel.series.length];
    const toLabel = {
      type: "rule",
      strokeWidth: 1,
      strokeOpacity: 0.6,
      x: x + 3,
      y: end,
      x2: from - 1,
      y2: y,
    };
    const stroke = series?.style.color ?? layout.theme.ink;
    const leader = Math.abs(y - end) < 3 ? [] : [constantMark({ ...toLabel, stroke })];
    if (series !== undefined) return [...leader, ...lineName(series, panel, y, rows, layout)];
    return level === undefined ? [] : [...leader, ...levelName(level, panel, y, rows, layout)];
  });
}

/** Name, value and sample of a line, the first of them at `y`, and what a click on them does. */
function lineName(
  series: DrawnSeries,
  panel: LinePanel,
  y: number,
  rows: 1 | 2 | 3,
  layout: ChartLayout,
): Json[] {
  const [from, to] = [layout.plot + gutterColumns.sample, layout.plot + gutterColumns.sampleEnd];
  const reference = panel.references.find((one) => one.of === series.key);
  const fade = fading(series.toggle);
  const sample = (one: DrawnSeries, at: number): Json[] => sampleMarks(one, { from, to, y: at }, fade);
  const { name, second } = nameTexts(layout);
  const referenceRow = reference !== undefined && rows === 3 ? y + 2 * row : undefined;
  const isOwner = series.toggle === series.key;
  return [
    ...(reference !== undefined && rows < 3 ? sample(reference, y) : []),
    ...sample(series, y),
    constantMark(
      { ...name, y, text: series.label, ...(series.as === "threshold" && { fontWeight: 400 }) },
      fade,
    ),
    ...(rows > 1
      ? [
          constantMark(
            { ...second, y: y + row },
            { text: whenHidden(series.toggle, hiddenNote, series.endValue ? lastValue(series) : "") },
          ),
        ]
      : []),
    ...(reference !== undefined && referenceRow !== undefined
      ? [
          ...sample(reference, referenceRow),
          constantMark({ ...second, y: referenceRow, text: referenceValue(reference) }, fade),
        ]
      : []),
    ...(isOwner
      ? [
          hidingName(series.toggle, {
            x: from,
            y: y - 9,
            width: layout.gutter - gutterColumns.sample,
            height: row * (rows - 1) + 18,
          }),
        ]
      : []),
  ];
}

/** The text of a value that is pointed out, as another name beside the lines'. */
function levelName(
  level: LinePanel["levels"][number],
  panel: LinePanel,
  y: number,
  rows: 1 | 2 | 3,
  layout: ChartLayout,
): Json[] {
  const [from, to] = [layout.plot + gutterColumns.sample, layout.plot + gutterColumns.sampleEnd];
  const { name, second } = nameTexts(layout);
  const value = formatQuantity(level.value, panel.series[0]?.unit ?? "");
  return [
    constantMark({ ...levelRule(layout), x: from, x2: to, y, y2: y }),
    constantMark({ ...name, fontWeight: 400, y, text: level.text }),
    ...(rows > 1 ? [constantMark({ ...second, y: y + row, text: value })] : []),
  ];
}

function nameTexts({ theme, plot, gutter }: ChartLayout): { readonly name: Json; readonly second: Json } {
  const place = { x: plot + gutterColumns.name, limit: gutter - gutterColumns.name };
  const text = { type: "text", align: "left", baseline: "middle", ...place };
  return {
    name: { ...text, fill: theme.ink, fontSize: typeSize.name, fontWeight: 600 },
    second: { ...text, fill: theme.muted, fontSize: typeSize.label },
  };
}

/** Name, value, value of the reference; the name alone where lines are many. */
function rowsThatFit(panel: LinePanel): 1 | 2 | 3 {
  const rows = panel.references.length > 0 ? 3 : 2;
  const blocks = panel.series.length + panel.levels.filter((level) => !("at" in level)).length;
  return blocks * 18 * rows <= panel.height * 0.85 ? rows : 1;
}

/** Where a line ends, or the middle of an area's end, in pixels of its plot. */
function endOf(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): { x: number; y: number } {
  const drawn = drawnValues(series);
  const place = drawn.findLastIndex((value) => value !== null);
  const top = heightOf(drawn[place] ?? panel.domain[0], panel);
  const base = series.edges?.bases[place] ?? null;
  const [start, end] = layout.times;
  const share = (axisTime(series.times[place] ?? 0, layout) - start) / (end - start);
  return {
    x: Math.min(1, Math.max(0, share)) * layout.plot,
    y: base === null || series.as === "area" ? top : (top + heightOf(base, panel)) / 2,
  };
}

/** The last value of a reference as the legend shows it, with the name of where it comes from. */
export function referenceValue(reference: DrawnReference): string {
  return reference.endValue ? `${lastValue(reference)}, ${reference.origin}` : reference.origin;
}

/** The last value as the legend shows it. */
export function lastValue(series: DrawnSeries): string {
  const last = series.values.findLast((value) => value !== null) ?? null;
  if (last === null) return "no value";
  const other = series.other?.values.findLast((value) => value !== null) ?? null;
  if (other === null) return formatQuantity(last, series.unit);
  const [low, high] = [Math.min(last, other), Math.max(last, other)];
  return `${formatNumber(low)} – ${formatQuantity(high, series.unit)}`;
}
