import {
  axisTime,
  type ChartLayout,
  inset,
  isoTimeExpression,
  type Json,
  timeChannel,
} from "../layout/chartLayout.ts";
import { type DrawnSeries, strokeOf } from "./drawnSeries.ts";
import type { PanelGroup } from "./groupPanels.ts";
import { hideable } from "./hiding.ts";
import { levelMarks } from "./levelMarks.ts";
import { lineNames } from "./lineNames.ts";
import { numberField, type SampleTable, sampleTables } from "./sampleTable.ts";
import { tooltipFields } from "./tooltipFields.ts";

/** One plot: the series that share a value axis. */
export interface LinePanel extends PanelGroup {
  readonly name: string;
  /** Pixels. */
  readonly height: number;
  /** The time axis if this is the lowest part of the chart. */
  readonly timeAxis: Json | null;
  /** Layers that lie below the lines. */
  readonly behind: readonly Json[];
}

/** Draws a panel: grid, lines, what a pointer reads off, and the names at the ends of the lines. */
export function linePanel(panel: LinePanel, layout: ChartLayout): Json {
  const tables = sampleTables(panel.series, layout);
  return {
    name: panel.name,
    width: layout.plot,
    height: panel.height,
    layer: [
      ...panel.behind,
      ...zeroLine(panel, layout),
      ...levelMarks(panel, layout, (field) => valueChannel(panel, layout, field)),
      ...sampleTables(panel.references, layout).map((table) => ({
        ...tableData(table),
        layer: table.series.map((series) => line(series, panel, layout)),
      })),
      ...panel.references.flatMap((series) => isolatedPoints(series, panel, layout)),
      ...tables.map((table, index) => ({
        ...tableData(table),
        layer: [
          ...table.series.map((series, at) => ({
            ...(index + at === 0 && { name: zoomLayer(panel.name) }),
            ...line(series, panel, layout),
          })),
          hover(table, panel, layout, index),
        ],
      })),
      ...panel.series.flatMap((series) => isolatedPoints(series, panel, layout)),
      ...lineNames(panel, layout),
    ],
  };
}

/** The layer of a panel that the pointer moves, by dragging or the wheel: its first line. */
export function zoomLayer(panel: string): string {
  return `zoom_${panel}`;
}

/** Rows as text, so that a tooltip shows every digit, and beside it the numbers that are drawn. */
function tableData(table: SampleTable): Json {
  return {
    data: { values: table.csv, format: { type: "csv", parse: { t: "number" } } },
    transform: table.series.map(({ key }) => ({ calculate: `toNumber(datum.${key})`, as: numberField(key) })),
  };
}

function line(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): Json {
  return {
    mark: {
      type: "line",
      clip: true,
      strokeJoin: "round",
      strokeCap: "butt",
      ...(series.interpolate !== "linear" && { interpolate: series.interpolate }),
      ...strokeOf(series),
    },
    encoding: {
      x: timeChannel(layout, panel.timeAxis),
      y: valueChannel(panel, layout, numberField(series.key)),
      ...hideable(series.toggle),
    },
  };
}

/** An amount of money in G reads like a weight. */
const billions = "replace(datum.label, 'G', 'B')";

function valueChannel(panel: LinePanel, layout: ChartLayout, field: string): Json {
  const [lowest, highest] = panel.domain;
  const magnitude = Math.max(Math.abs(lowest), Math.abs(highest));
  return {
    field,
    type: "quantitative",
    scale: { domain: panel.domain, range: [panel.height - inset, 0], nice: false, zero: false },
    axis: {
      title: panel.title,
      titleAngle: 0,
      titleAlign: "left",
      titleBaseline: "bottom",
      titleX: -layout.left,
      titleY: -10,
      titleLimit: layout.left + layout.plot,
      tickCount: Math.max(2, Math.floor(panel.height / 50)),
      ...(magnitude >= 1e6 && magnitude < 1e15 && { format: "~s", labelExpr: billions }),
      ...(magnitude >= 1e15 && { format: "~e" }),
      ...(magnitude < 1e-4 && { format: "~e" }),
    },
  };
}

/** Where values go below zero, zero is a line to read them against. */
function zeroLine(panel: LinePanel, layout: ChartLayout): Json[] {
  const [lowest, highest] = panel.domain;
  if (lowest > 0 || highest <= 0) {
    return [];
  }
  return [
    {
      data: { values: [{ v: 0 }] },
      mark: { type: "rule", stroke: layout.theme.axis, strokeWidth: 1 },
      encoding: { y: valueChannel(panel, layout, "v") },
    },
  ];
}

/** A value without neighbours makes no line: it is drawn as a point. */
function isolatedPoints(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): Json[] {
  const values = series.values.flatMap((value, index) => {
    const alone = (series.values[index - 1] ?? null) === null && (series.values[index + 1] ?? null) === null;
    return value !== null && alone ? [{ t: axisTime(series.times[index] ?? 0, layout), v: value }] : [];
  });
  if (values.length === 0) {
    return [];
  }
  return [
    {
      data: { values },
      mark: {
        type: "point",
        filled: false,
        size: 40 + 30 * series.style.width,
        stroke: series.style.color,
        strokeWidth: 2,
        fill: layout.theme.background,
      },
      encoding: {
        x: timeChannel(layout, panel.timeAxis),
        y: valueChannel(panel, layout, "v"),
        ...hideable(series.toggle),
      },
    },
  ];
}

/** Reads all values of the sample nearest to the pointer; only a live chart has this layer. */
function hover(table: SampleTable, panel: LinePanel, layout: ChartLayout, index: number): Json {
  const name = `hover_${panel.name}_${String(index)}`;
  return {
    name,
    params: [
      {
        name: `${name}_at`,
        select: { type: "point", on: "mousemove", clear: "mouseout", nearest: true, encodings: ["x"] },
      },
    ],
    transform: [{ calculate: isoTimeExpression(layout), as: "when" }],
    mark: { type: "rule", stroke: layout.theme.axis, strokeWidth: 1, clip: true },
    encoding: {
      x: timeChannel(layout, panel.timeAxis),
      opacity: { value: 0, condition: { param: `${name}_at`, empty: false, value: 1 } },
      tooltip: tooltipFields([
        { field: "when", title: "time (UTC)" },
        ...table.series.map((series) => ({
          field: series.key,
          title: series.unit === "" ? series.name : `${series.name} (${series.unit})`,
        })),
      ]),
    },
  };
}
