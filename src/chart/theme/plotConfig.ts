import { type Json, typeSize } from "../layout/chartLayout.ts";
import { baseConfig } from "./chartConfig.ts";
import type { ChartTheme } from "./chartTheme.ts";

/** Type and colours of a chart that Vega-Lite lays out itself: with legends, facets and marks of one colour. */
export function plotConfig(theme: ChartTheme, padding: number): Json {
  const { ink, muted, palette, ramp } = theme;
  return {
    ...baseConfig(theme, padding),
    view: { stroke: null, continuousWidth: 640, continuousHeight: 280 },
    mark: { color: palette[0] },
    rule: { color: ink },
    text: { color: ink, fontSize: typeSize.label },
    range: { category: palette, ordinal: ramp, ramp, heatmap: ramp },
    legend: {
      labelColor: ink,
      labelFontSize: typeSize.label,
      labelLimit: 240,
      titleColor: muted,
      titleFontSize: typeSize.label,
      titleFontWeight: 400,
      symbolStrokeWidth: 2,
    },
    header: {
      labelColor: ink,
      labelFontSize: typeSize.name,
      labelFontWeight: 600,
      labelAnchor: "start",
      // The title of a value axis stands between a header and its plot.
      labelPadding: 26,
      titleColor: muted,
      titleFontSize: typeSize.label,
      titleFontWeight: 400,
    },
  };
}
