import { type ChartLayout, type Json, typeSize } from "../layout/chartLayout.ts";
import type { ChartTheme } from "./chartTheme.ts";

/** Type and colours that apply to the whole chart, the titles of value axes above them. */
export function chartConfig({ theme, left, plot }: ChartLayout, padding: number): Json {
  const base = baseConfig(theme, padding);
  const place = { titleX: -left, titleY: -10, titleLimit: left + plot };
  const title = { titleAngle: 0, titleAlign: "left", titleBaseline: "bottom", ...place };
  return { ...base, axisY: { ...(base.axisY as Json), ...title } };
}

/** The same without places: for charts that Vega-Lite lays out. */
export function baseConfig(theme: ChartTheme, padding: number): Json {
  const axisText = {
    labelColor: theme.muted,
    labelFontSize: typeSize.label,
    titleColor: theme.muted,
    titleFontSize: typeSize.label,
    titleFontWeight: 400,
  };
  return {
    // The description speaks for the picture; what Vega says of single marks is in local time.
    aria: false,
    background: theme.background,
    padding,
    font: "Inter, Helvetica Neue, Helvetica, Arial, sans-serif",
    view: { stroke: null },
    title: {
      anchor: "start",
      frame: "bounds",
      offset: 18,
      color: theme.ink,
      fontSize: typeSize.title,
      fontWeight: 600,
      subtitleColor: theme.muted,
      subtitleFontSize: typeSize.subtitle,
      subtitlePadding: 6,
    },
    axisX: { ...axisText, domainColor: theme.axis, tickColor: theme.axis, tickSize: 5, labelPadding: 4 },
    axisY: {
      ...axisText,
      domain: false,
      ticks: false,
      grid: true,
      gridColor: theme.grid,
      labelPadding: 8,
    },
  };
}
