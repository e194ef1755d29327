import type { ChartSpec } from "../../chart/chartSpec.ts";
import { checkKeys, checkName } from "../../chart/checkChartOptions.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { typeSize } from "../../chart/layout/chartLayout.ts";
import { safeTitle } from "../../chart/panel/tooltipFields.ts";
import { categoriesOf, plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import { colorPlaces } from "../../chart/theme/colorPlaces.ts";
import {
  checkEnsembleChart,
  type EnsembleChartOptions,
  finishChart,
  layOut,
  legend,
  type LegendEntry,
  runsNote,
  valueAxisHead,
} from "./chartFrame.ts";

/** How two figures are held against each other. */
export interface ScatterOptions extends EnsembleChartOptions {
  /** Columns by name: two of numbers, and one of names or numbers that colours the points. */
  readonly x: string;
  readonly y: string;
  readonly color?: string;
  /** Column whose values are written beside the points of the frontier. */
  readonly label?: string;
  /** Draws the points that no other beats in both, where these values are good. */
  readonly frontier?: { readonly x: "low" | "high"; readonly y: "low" | "high" };
}

/** A point, and whether no other is better in one and as good in the other. */
interface Point {
  readonly x: number;
  readonly y: number;
  readonly c: number | string | null;
  readonly label: string;
  readonly best: boolean;
}

/**
 * Draws a point for each run or group, and, if asked for, the frontier of those that cost least of one for what they have
 * of the other.
 *
 * @param rows - such as `runsTable(runs)`
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if a column is in no row, x or y is no number, or an option cannot be drawn
 * @example buildScatter(rows, { x: "expired", y: "refused", frontier: { x: "low", y: "low" }, label: "liquidity" });
 */
export function buildScatter(rows: readonly PlotRow[], options: ScatterOptions): ChartSpec {
  checkEnsembleChart(rows, options, ["x", "y", "color", "label", "frontier"]);
  const { frontier } = options;
  if (frontier !== undefined) {
    checkKeys("part of frontier", frontier, ["x", "y"]);
    for (const side of [frontier.x, frontier.y]) checkName("side", side, ["low", "high"]);
  }
  const [x, y] = [plotColumn(rows, options.x, "x"), plotColumn(rows, options.y, "y")];
  const wrong = [x, y].find(({ kind }) => kind !== "number");
  if (wrong !== undefined) {
    throw new InvalidChartOptionError({
      message: `The column ${JSON.stringify(wrong.name)} holds ${wrong.kind}s, which are no place of a point.`,
      hint: "Name columns of numbers as x and y.",
    });
  }
  const color = options.color === undefined ? undefined : plotColumn(rows, options.color, "color");
  const label = options.label === undefined ? undefined : plotColumn(rows, options.label, "label");
  const given = rows.flatMap((_, row) => {
    const [atX, atY] = [x.values[row], y.values[row]];
    if (typeof atX !== "number" || typeof atY !== "number") return [];
    const text = label?.values[row] ?? "";
    return [
      {
        x: atX,
        y: atY,
        c: color?.values[row] ?? null,
        label: typeof text === "number" ? formatNumber(text) : text,
      },
    ];
  });
  const points = given.map((one): Point => ({
    ...one,
    best: frontier !== undefined && isBest(one, given, frontier),
  }));
  const line = points.filter(({ best }) => best).toSorted((a, b) => a.x - b.x || a.y - b.y);
  const values = y.values.filter((value) => typeof value === "number");
  const named = color !== undefined && color.kind !== "number" ? categoriesOf(color).map(String) : [];
  const draft = layOut(options, { labels: values.map(formatNumber) });
  const { theme } = draft;
  const places = colorPlaces(named);
  const range = named.map((name) => theme.palette[(places.get(name) ?? 0) % theme.palette.length] ?? "");
  const entries = [
    ...named.map((name, at): LegendEntry => ({ name, sample: { type: "rect", fill: range[at] } })),
    ...(frontier === undefined
      ? []
      : [{ name: "frontier", sample: { type: "rule", stroke: theme.ink, strokeWidth: 1.5 } } as const]),
  ];
  const frame = layOut(options, {
    labels: values.map(formatNumber),
    names: entries.map(({ name }) => name),
    height: 340,
  });
  const { beside, above } = legend(entries, frame);
  const channelX = {
    field: "x",
    type: "quantitative",
    title: options.xTitle ?? x.name,
    scale: { zero: isNearZero(points.map((one) => one.x)) },
    axis: { gridColor: theme.grid, tickCount: Math.max(3, Math.floor(frame.plot / 90)) },
  };
  const channelY = {
    field: "y",
    type: "quantitative",
    title: options.yTitle ?? y.name,
    scale: { zero: isNearZero(points.map((one) => one.y)) },
    axis: { ...valueAxisHead(frame), tickCount: 6 },
  };
  const fill =
    color === undefined
      ? { value: theme.palette[0] }
      : color.kind === "number"
        ? {
            field: "c",
            type: "quantitative",
            scale: { range: theme.ramp },
            legend: { orient: "top", title: color.name, offset: 26 },
          }
        : { field: "c", type: "nominal", scale: { domain: named, range }, legend: null };
  const [least, most] = [Math.min(...points.map((one) => one.x)), Math.max(...points.map((one) => one.x))];
  // A name beside the last points would run out of the plot.
  const isLate = (one: Point): boolean => one.x > least + (most - least) * 0.8;
  const labels = (label === undefined ? [] : [false, true])
    .map((late) => ({ late, some: line.filter((one) => isLate(one) === late) }))
    .filter(({ some }) => some.length > 0);
  const tooltip = [
    { field: "x", title: safeTitle(x.name), type: "quantitative", format: ",.4~r" },
    { field: "y", title: safeTitle(y.name), type: "quantitative", format: ",.4~r" },
    ...(color === undefined ? [] : [{ field: "c", title: safeTitle(color.name), type: "nominal" }]),
    ...(label === undefined ? [] : [{ field: "label", title: safeTitle(label.name), type: "nominal" }]),
  ];
  const dot = { type: "point", filled: true, stroke: theme.background, strokeWidth: 0.75 };
  const view = {
    width: frame.plot,
    height: frame.height,
    data: { values: points },
    layer: [
      ...(frontier === undefined
        ? []
        : [
            {
              data: { values: line },
              mark: {
                type: "line",
                interpolate: frontier.y === "low" ? "step-after" : "step-before",
                stroke: theme.ink,
                strokeWidth: 1.5,
                tooltip: null,
              },
              encoding: { x: channelX, y: channelY },
            },
          ]),
      {
        mark: { ...dot, size: 52, opacity: 1 },
        encoding: {
          x: channelX,
          y: channelY,
          fill,
          opacity:
            frontier === undefined
              ? { value: 0.75 }
              : { condition: { test: "datum.best", value: 1 }, value: 0.4 },
          tooltip,
        },
      },
      ...labels.map(({ late, some }) => ({
        data: { values: some },
        mark: {
          type: "text",
          align: late ? "right" : "left",
          baseline: "bottom",
          dx: late ? -2 : 6,
          dy: late ? -6 : -4,
          fontSize: typeSize.label,
          fill: theme.ink,
          tooltip: null,
        },
        encoding: { x: channelX, y: channelY, text: { field: "label", type: "nominal" } },
      })),
      ...beside,
    ],
  };
  return finishChart(options, frame, [...above, view], {
    heading: `${y.name} against ${x.name}`,
    finding: `${runsNote(points.length)}${frontier === undefined ? "" : `, ${String(line.length)} of them on the frontier`}.`,
    note: runsNote(points.length, rows.length - points.length),
  });
}

type Place = Pick<Point, "x" | "y">;

function isBest(
  one: Place,
  all: readonly Place[],
  frontier: NonNullable<ScatterOptions["frontier"]>,
): boolean {
  const [signX, signY] = [frontier.x === "low" ? 1 : -1, frontier.y === "low" ? 1 : -1];
  return !all.some((other) => {
    const [byX, byY] = [(one.x - other.x) * signX, (one.y - other.y) * signY];
    return byX >= 0 && byY >= 0 && byX + byY > 0;
  });
}

function isNearZero(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low >= 0 && low < high / 2;
}
