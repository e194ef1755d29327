import { type ChartLayout, inset, type Json, timeChannel } from "./chartLayout.ts";
import type { DrawnReference } from "./drawnReferences.ts";
import { type DrawnSeries, strokeOf } from "./drawnSeries.ts";
import { lineNames } from "./lineNames.ts";
import { type SampleTable, sampleTables } from "./sampleTable.ts";
import { tooltipFields } from "./tooltipFields.ts";
import type { Domain } from "./valueDomain.ts";

/** One stacked plot: the series that share a unit. */
export interface LinePanel {
  readonly name: string;
  readonly series: readonly DrawnSeries[];
  /** Lines of another recording, behind those of this one. */
  readonly references: readonly DrawnReference[];
  /** Shown above the value axis. */
  readonly title: string;
  readonly domain: Domain;
  /** Pixels. */
  readonly height: number;
  /** The time axis if this is the lowest part of the chart. */
  readonly timeAxis: Json | null;
  /** Layers that lie below the lines. */
  readonly behind: readonly Json[];
  /** The panel on which dragging and the wheel move the time axis. */
  readonly zoomable: boolean;
}

/** With a key, or by pinching: without one, the wheel must go on scrolling the notebook. */
const zoom = "wheel![event.ctrlKey || event.metaKey || event.altKey]";

/** An amount of money in G reads like a weight. */
const billions = "replace(datum.label, 'G', 'B')";

/** Draws a panel: grid, lines, what a pointer reads off, and the names at the ends of the lines. */
export function linePanel(panel: LinePanel, layout: ChartLayout): Json {
  const tables = sampleTables(panel.series, layout.plot);
  return {
    name: panel.name,
    width: layout.plot,
    height: panel.height,
    layer: [
      ...panel.behind,
      ...zeroLine(panel, layout),
      ...sampleTables(panel.references, layout.plot).map((table) => ({
        data: tableData(table),
        layer: table.series.map((series) => line(series, panel, layout, false)),
      })),
      ...panel.references.flatMap((series) => isolatedPoints(series, panel, layout)),
      ...tables.map((table, index) => ({
        data: tableData(table),
        layer: [
          ...table.series.map((series, at) =>
            line(series, panel, layout, panel.zoomable && index + at === 0),
          ),
          hover(table, panel, layout, index),
        ],
      })),
      ...panel.series.flatMap((series) => isolatedPoints(series, panel, layout)),
      ...lineNames(panel, layout),
    ],
  };
}

function tableData(table: SampleTable): Json {
  const columns = ["t", ...table.series.map((series) => series.key)];
  return {
    values: table.csv,
    format: { type: "csv", parse: Object.fromEntries(columns.map((column) => [column, "number"])) },
  };
}

function line(series: DrawnSeries, panel: LinePanel, layout: ChartLayout, zoomable: boolean): Json {
  return {
    ...(zoomable && {
      params: [{ name: "zoom", select: { type: "interval", encodings: ["x"], zoom }, bind: "scales" }],
    }),
    mark: { type: "line", clip: true, strokeJoin: "round", strokeCap: "butt", ...strokeOf(series) },
    encoding: { x: timeChannel(layout, panel.timeAxis), y: valueChannel(panel, layout, series.key) },
  };
}

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
    return value !== null && alone ? [{ t: (series.times[index] ?? 0) * 1000, v: value }] : [];
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
        opacity: 1,
      },
      encoding: { x: timeChannel(layout, panel.timeAxis), y: valueChannel(panel, layout, "v") },
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
    transform: [{ calculate: "utcFormat(datum.t, '%-d %b %Y %H:%M:%S')", as: "when" }],
    mark: { type: "rule", stroke: layout.theme.axis, strokeWidth: 1, clip: true },
    encoding: {
      x: timeChannel(layout, panel.timeAxis),
      opacity: { value: 0, condition: { param: `${name}_at`, empty: false, value: 1 } },
      tooltip: tooltipFields([
        { field: "when", title: "time (UTC)" },
        ...table.series.map((series) => ({
          field: series.key,
          title: series.unit === "" ? series.name : `${series.name} (${series.unit})`,
          format: `,.${String(table.digits)}~r`,
        })),
      ]),
    },
  };
}
