import {
  axisTime,
  type ChartLayout,
  isoTimeExpression,
  type Json,
  timeChannel,
} from "../layout/chartLayout.ts";
import { type DrawnSeries, drawnValues, fillOf, strokeOf } from "./drawnSeries.ts";
import { hideable } from "./hiding.ts";
import { levelRules, pointMarks } from "./levelMarks.ts";
import { lineNames } from "./lineNames.ts";
import {
  baseField,
  eventsField,
  numberField,
  otherField,
  type SampleTable,
  sampleTables,
} from "./sampleTable.ts";
import { tooltipFields } from "./tooltipFields.ts";
import { type LinePanel, valueChannel } from "./valueAxis.ts";

/** Draws a panel: grid, lines, what a pointer reads off, and the names at the ends of the lines. */
export function linePanel(panel: LinePanel, layout: ChartLayout): Json {
  const tables = sampleTables(panel.series, layout, panel.events);
  return {
    name: panel.name,
    width: layout.plot,
    height: panel.height,
    layer: [
      ...panel.behind,
      ...zeroLine(panel, layout),
      ...levelRules(panel, layout),
      ...sampleTables(panel.fills ?? [], layout).map((table) => ({
        ...tableData(table),
        layer: table.series.flatMap((series) => area(series, panel, layout)),
      })),
      ...sampleTables(panel.references, layout).map((table) => ({
        ...tableData(table),
        layer: table.series.flatMap((series) => line(series, panel, layout)),
      })),
      ...panel.references.flatMap((series) => isolatedPoints(series, panel, layout)),
      ...tables.map((table, index) => ({
        ...tableData(table),
        layer: [
          ...table.series
            .flatMap((series) => [...area(series, panel, layout), ...line(series, panel, layout)])
            .map((layer, at) => ({ ...(index + at === 0 && { name: zoomLayer(panel.name) }), ...layer })),
          hover(table, panel, layout, index),
        ],
      })),
      ...panel.series.flatMap((series) => isolatedPoints(series, panel, layout)),
      ...pointMarks(panel, layout),
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
    transform: table.series.flatMap(({ key, edges }) =>
      edges === undefined
        ? [{ calculate: `toNumber(datum.${key})`, as: numberField(key) }]
        : [numberField(key), baseField(key)].map((as) => ({ calculate: `toNumber(datum.${as})`, as })),
    ),
  };
}

function line(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): Json[] {
  if (series.as === "band") return [];
  return [
    {
      mark: {
        type: "line",
        clip: true,
        strokeJoin: "round",
        ...(series.interpolate !== "linear" && { interpolate: series.interpolate }),
        ...strokeOf(series),
      },
      encoding: {
        x: timeChannel(layout, panel.timeAxis),
        y: valueChannel(panel, numberField(series.key)),
        ...hideable(series.toggle),
      },
    },
  ];
}

/** What lies between the edges of a series, below its line. */
function area(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): Json[] {
  if (series.edges === undefined) return [];
  return [
    {
      mark: {
        type: "area",
        clip: true,
        ...(series.interpolate !== "linear" && { interpolate: series.interpolate }),
        ...fillOf(series),
      },
      encoding: {
        x: timeChannel(layout, panel.timeAxis),
        // Vega-Lite stacks areas on its own unless it is told not to.
        y: { ...valueChannel(panel, numberField(series.key)), stack: null },
        y2: { field: baseField(series.key) },
        ...hideable(series.toggle),
      },
    },
  ];
}

/** Where values go below zero, zero is a line to read them against. */
function zeroLine(panel: LinePanel, layout: ChartLayout): Json[] {
  const [lowest, highest] = panel.domain;
  if (lowest > 0 || highest <= 0 || panel.scale === "log") {
    return [];
  }
  return [
    {
      data: { values: [{ v: 0 }] },
      mark: { type: "rule", stroke: layout.theme.axis, strokeWidth: 1 },
      encoding: { y: valueChannel(panel, "v") },
    },
  ];
}

/** A value without neighbours makes no line: it is drawn as a point. */
function isolatedPoints(series: DrawnSeries, panel: LinePanel, layout: ChartLayout): Json[] {
  const drawn = drawnValues(series);
  const values = drawn.flatMap((value, index) => {
    const alone = (drawn[index - 1] ?? null) === null && (drawn[index + 1] ?? null) === null;
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
        y: valueChannel(panel, "v"),
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
    transform: [
      { calculate: isoTimeExpression(layout), as: "when" },
      ...(table.hasEvents ? [{ calculate: `datum.${eventsField}||''`, as: eventsField }] : []),
      ...table.series.flatMap(({ key, toggle, other }) =>
        [key, ...(other === undefined ? [] : [otherField(key)])].map((field) => ({
          calculate: readableNumber(field),
          as: readField(field, toggle),
        })),
      ),
    ],
    mark: { type: "rule", stroke: layout.theme.axis, strokeWidth: 1, clip: true },
    encoding: {
      x: timeChannel(layout, panel.timeAxis),
      opacity: { value: 0, condition: { param: `${name}_at`, empty: false, value: 1 } },
      tooltip: tooltipFields([
        { field: "when", title: "time (UTC)" },
        ...table.series.flatMap(({ key, toggle, label, unit, other }) => [
          { field: readField(key, toggle), title: titled(label, unit) },
          ...(other === undefined
            ? []
            : [{ field: readField(otherField(key), toggle), title: titled(other.label, unit) }]),
        ]),
        ...(table.hasEvents ? [{ field: eventsField, title: "events" }] : []),
      ]),
    },
  };
}

/** The field of what a reader sees of a sample. A page finds in it which line has to be shown for it to count. */
function readField(field: string, toggle: string): string {
  return `${readPrefix}${field}_${toggle}`;
}

/** What the fields of readable samples start with. */
export const readPrefix = "r_";

/** A Vega expression that writes a sample with few digits, and with all of them in brackets where these are more. */
function readableNumber(field: string): string {
  const text = `datum.${field}`;
  const short = `format(+${text},abs(+${text})<1e3?'.4~r':',.0f')`;
  return `${text}?${short}+(length(${text})>5?' ('+${text}+')':''):''`;
}

function titled(label: string, unit: string): string {
  return unit === "" ? label : `${label} (${unit})`;
}
