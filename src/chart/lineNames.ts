import { type ChartLayout, constantMark, gutterColumns, inset, type Json, typeSize } from "./chartLayout.ts";
import { type DrawnSeries, strokeOf } from "./drawnSeries.ts";
import { formatNumber } from "./formatNumber.ts";
import type { LinePanel } from "./linePanel.ts";
import { placeLabels } from "./placeLabels.ts";

/** The legend: name, last value and a piece of each line, beside the line's end. */
export function lineNames(panel: LinePanel, layout: ChartLayout): Json[] {
  const { theme, plot, gutter } = layout;
  const limit = gutter - gutterColumns.name;
  const twoLines = panel.series.length * 36 <= panel.height * 0.85;
  const ends = panel.series.map((series) => {
    const last = series.values.findLast((value) => value !== null) ?? null;
    const [lowest, highest] = panel.domain;
    const time = (series.times[series.values.findLastIndex((value) => value !== null)] ?? 0) * 1000;
    const [start, end] = layout.times;
    const x = Math.min(1, Math.max(0, (time - start) / (end - start))) * plot;
    const share = last === null ? 0 : Math.min(1, Math.max(0, (last - lowest) / (highest - lowest)));
    return { series, x, y: (panel.height - inset) * (1 - share) };
  });
  const places = placeLabels(
    ends.map((end) => end.y),
    twoLines ? 36 : 18,
    [6, panel.height - (twoLines ? 16 : 4) - (panel.timeAxis === null ? 0 : 8)],
  );
  return ends.flatMap(({ series, x, y }, index): Json[] => {
    const place = places[index] ?? y;
    const from = plot + gutterColumns.sample;
    const to = plot + gutterColumns.sampleEnd;
    const value = lastValue(series);
    const text = { type: "text", align: "left", baseline: "middle", x: plot + gutterColumns.name, limit };
    return [
      ...(Math.abs(place - y) < 3
        ? []
        : [constantMark({ ...leader(series), x: x + 3, y, x2: from - 1, y2: place })]),
      constantMark({ type: "rule", ...strokeOf(series), x: from, x2: to, y: place, y2: place }),
      constantMark({
        ...text,
        y: place,
        text: series.name,
        fill: theme.ink,
        fontSize: typeSize.name,
        fontWeight: 600,
      }),
      ...(twoLines
        ? [constantMark({ ...text, y: place + 16, text: value, fill: theme.muted, fontSize: typeSize.label })]
        : []),
    ];
  });
}

/** The last value as the legend shows it. */
export function lastValue(series: DrawnSeries): string {
  const last = series.values.findLast((value) => value !== null) ?? null;
  return last === null ? "no value" : `${formatNumber(last)}${series.unit && ` ${series.unit}`}`;
}

function leader(series: DrawnSeries): Json {
  return { type: "rule", stroke: series.style.color, strokeWidth: 1, strokeOpacity: 0.6 };
}
