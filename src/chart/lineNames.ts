import { type ChartLayout, constantMark, gutterColumns, inset, type Json, typeSize } from "./chartLayout.ts";
import type { DrawnReference } from "./drawnReferences.ts";
import { type DrawnSeries, strokeOf } from "./drawnSeries.ts";
import { formatNumber } from "./formatNumber.ts";
import type { LinePanel } from "./linePanel.ts";
import { placeLabels } from "./placeLabels.ts";

/** Pixels from row to row of a name, its value, and the value of its reference. */
const row = 16;

/** The legend: name, last value and a piece of each line, beside the line's end; the same of its reference below. */
export function lineNames(panel: LinePanel, layout: ChartLayout): Json[] {
  const { theme, plot, gutter } = layout;
  const rows = rowsThatFit(panel);
  const ends = panel.series.map((series) => ({ series, ...endOf(series, panel, layout) }));
  const places = placeLabels(
    ends.map((end) => end.y),
    // Blocks of several rows stand apart, so that a row is not taken for part of the next block.
    rows === 3 ? 58 : 18 * rows,
    [6, panel.height - (rows > 1 ? row * (rows - 1) : 4) - (panel.timeAxis === null ? 0 : 8)],
  );
  const [from, to] = [plot + gutterColumns.sample, plot + gutterColumns.sampleEnd];
  const sample = (series: DrawnSeries, y: number): Json =>
    constantMark({ type: "rule", ...strokeOf(series), x: from, x2: to, y, y2: y });
  const place = { x: plot + gutterColumns.name, limit: gutter - gutterColumns.name };
  const text = { type: "text", align: "left", baseline: "middle", ...place };
  const second = (words: string, y: number): Json =>
    constantMark({ ...text, y, text: words, fill: theme.muted, fontSize: typeSize.label });
  return ends.flatMap(({ series, x, y: end }, index): Json[] => {
    const y = places[index] ?? end;
    const reference = panel.references.find((one) => one.of === series.key);
    const name = { ...text, text: series.name, fill: theme.ink, fontSize: typeSize.name, fontWeight: 600 };
    return [
      ...(Math.abs(y - end) < 3
        ? []
        : [constantMark({ ...leader(series), x: x + 3, y: end, x2: from - 1, y2: y })]),
      ...(reference !== undefined && rows < 3 ? [sample(reference, y)] : []),
      sample(series, y),
      constantMark({ ...name, y }),
      ...(rows > 1 ? [second(lastValue(series), y + row)] : []),
      ...(reference !== undefined && rows === 3
        ? [sample(reference, y + 2 * row), second(referenceValue(reference), y + 2 * row)]
        : []),
    ];
  });
}

/** Name, value, value of the reference; the name alone where lines are many. */
function rowsThatFit(panel: LinePanel): 1 | 2 | 3 {
  const rows = panel.references.length > 0 ? 3 : 2;
  return panel.series.length * 18 * rows <= panel.height * 0.85 ? rows : 1;
}

/** Where a line ends, in pixels of its plot. */
function endOf(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): { x: number; y: number } {
  const place = series.values.findLastIndex((value) => value !== null);
  const [last, time] = [series.values[place] ?? null, (series.times[place] ?? 0) * 1000];
  const [lowest, highest] = panel.domain;
  const [start, end] = layout.times;
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  const height = last === null ? 0 : within((last - lowest) / (highest - lowest));
  return {
    x: within((time - start) / (end - start)) * layout.plot,
    y: (panel.height - inset) * (1 - height),
  };
}

/** The last value of a reference as the legend shows it, with the name of where it comes from. */
export function referenceValue(reference: DrawnReference): string {
  return `${lastValue(reference)}, ${reference.origin}`;
}

/** The last value as the legend shows it. */
export function lastValue(series: DrawnSeries): string {
  const last = series.values.findLast((value) => value !== null) ?? null;
  return last === null ? "no value" : `${formatNumber(last)}${series.unit && ` ${series.unit}`}`;
}

function leader(series: DrawnSeries): Json {
  return { type: "rule", stroke: series.style.color, strokeWidth: 1, strokeOpacity: 0.6 };
}
