import { type Json, typeSize } from "../layout/chartLayout.ts";
import { calendarLabels } from "../layout/timeAxis.ts";
import { InvalidChartOptionError } from "../errors.ts";
import { formatNumber } from "../text/formatQuantity.ts";
import { safeTitle } from "../panel/tooltipFields.ts";
import { type ChartTheme, namedColor } from "../theme/chartTheme.ts";
import { colorPlaces } from "../theme/colorPlaces.ts";
import { categoriesOf, orderedNames, type PlotColumn } from "./plotColumn.ts";
import type { PlotOptions } from "./plotOptions.ts";
import type { PlotColumns } from "./plotSize.ts";

/** Few digits, enough to tell values apart. */
const shortNumber = ",.4~r";

/** The title of a value axis stands above it, where it is read first. */
const valueHead = {
  titleAngle: 0,
  titleAlign: "left",
  titleAnchor: "end",
  titleBaseline: "bottom",
  titleY: -10,
  titleX: 0,
};

/** The part of a plot that is drawn once for each facet: a mark, or cells with their values. */
export function plotLayers(columns: PlotColumns, options: PlotOptions, theme: ChartTheme): Json {
  const { x, y, color } = columns;
  const { mark } = options;
  if (x !== undefined && options.xScale === "log") checkLog(x, "xScale");
  if (y !== undefined && options.yScale === "log") checkLog(y, "yScale");
  const tooltip = [x, y, color].flatMap((column, at) =>
    column === undefined ? [] : [tip(column, ["x", "y", "c"][at] ?? "")],
  );
  const stacks = mark === "bar" || mark === "area" || mark === "histogram";
  const colored = {
    ...(color !== undefined && { color: colorChannel(color, options, theme) }),
    // What comes first stands at the bottom.
    ...(color?.kind === "name" && stacks && { order: { field: "o", type: "quantitative" } }),
  };
  if (mark === "cell" && color !== undefined) return cells(columns, options, theme, { ...colored, tooltip });
  if (mark === "histogram") {
    const bin = { maxbins: options.bins ?? 30 };
    return {
      mark: { type: "bar", binSpacing: 1 },
      encoding: {
        x: { field: "x", bin, type: "quantitative", title: options.xTitle ?? x?.name, axis: { grid: false } },
        y: {
          aggregate: "count",
          type: "quantitative",
          title: options.yTitle ?? "rows",
          axis: { ...valueHead, tickCount: 6 },
        },
        ...colored,
        tooltip: [
          { field: "x", bin, title: safeTitle(x?.name ?? "") },
          { aggregate: "count", title: "rows" },
        ],
      },
    };
  }
  const isLying = mark === "bar" && y?.kind === "name" && x?.kind === "number";
  return {
    mark: markOf(mark, theme),
    encoding: {
      x: placeChannel("x", x, options, mark === "bar" && !isLying),
      y:
        y === undefined
          ? { aggregate: "count", type: "quantitative", title: options.yTitle ?? "rows" }
          : placeChannel("y", y, options, isLying),
      ...colored,
      tooltip,
    },
  };
}

function markOf(mark: PlotOptions["mark"], { background }: ChartTheme): Json {
  switch (mark) {
    case "line":
      return { type: "line", strokeWidth: 2.25, strokeJoin: "round" };
    case "area":
      return { type: "area", fillOpacity: 0.6 };
    case "dot":
      return { type: "point", filled: true, size: 48, opacity: 0.85, stroke: background, strokeWidth: 0.5 };
    case "bar":
    case "cell":
    case "histogram":
      return { type: "bar" };
  }
}

/** Shades of a grid, and the value of each in it, dark on light or light on dark. */
function cells({ x, y, color }: PlotColumns, options: PlotOptions, theme: ChartTheme, channels: Json): Json {
  const place = { x: placeChannel("x", x, options, true), y: placeChannel("y", y, options, true) };
  const rect = {
    mark: { type: "rect", stroke: theme.background, strokeWidth: 1 },
    encoding: { ...place, ...channels },
  };
  if (color?.kind !== "number") return rect;
  const values = color.values.filter((value) => typeof value === "number");
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const strong = `datum.c > ${String(lowest + (highest - lowest) * 0.55)}`;
  return {
    layer: [
      rect,
      {
        mark: { type: "text", fontSize: typeSize.label, tooltip: null },
        encoding: {
          ...place,
          text: { field: "c", type: "quantitative", format: shortNumber },
          color: { condition: { test: strong, value: theme.background }, value: theme.ink },
        },
      },
    ],
  };
}

function placeChannel(
  channel: "x" | "y",
  column: PlotColumn | undefined,
  options: PlotOptions,
  discrete: boolean,
): Json {
  if (column === undefined) return {};
  const isX = channel === "x";
  const given = isX ? options.xTitle : options.yTitle;
  const scale = isX ? options.xScale : options.yScale;
  const head = isX ? {} : valueHead;
  if (column.kind === "name" || discrete) {
    const isTime = column.kind === "time";
    // A grid is read upwards, names from the top.
    const sort = categoriesOf(column);
    const order = !isX && column.kind === "number" ? sort.toReversed() : sort;
    const labels = isTime
      ? { labelExpr: "utcFormat(datum.value, '%-d %b %H:%M')" }
      : column.kind === "number"
        ? { format: shortNumber }
        : {};
    const axis = {
      ...head,
      ...(isX && { labelAngle: 0, labelOverlap: "parity", grid: false }),
      ...(!isX && { grid: false }),
      labelLimit: 220,
      ...labels,
    };
    return {
      field: channel,
      type: "ordinal",
      sort: order,
      title: given ?? (column.kind === "name" ? null : column.name),
      axis,
    };
  }
  if (column.kind === "time") {
    return {
      field: channel,
      type: "temporal",
      scale: { type: "utc" },
      title: given ?? "UTC",
      axis: { ...head, grid: !isX, ...calendarLabels, tickCount: isX ? 7 : 5 },
    };
  }
  return {
    field: channel,
    type: "quantitative",
    title: given ?? column.name,
    scale:
      scale === "log"
        ? { type: "log" }
        : { zero: options.mark === "bar" || options.mark === "area" || isNearZero(column) },
    axis: {
      ...head,
      tickCount: isX ? 8 : 6,
      ...(isX && options.mark !== "dot" && options.mark !== "bar" && { grid: false }),
    },
  };
}

function colorChannel(
  column: PlotColumn,
  { mark, colors = {} }: Pick<PlotOptions, "mark" | "colors">,
  theme: ChartTheme,
): Json {
  const legend = {
    orient: "top",
    // The title of the value axis stands between it and the plot.
    offset: 26,
    title: null,
    symbolType: mark === "line" ? "stroke" : mark === "dot" ? "circle" : "square",
  };
  if (column.kind !== "name") {
    const isCell = mark === "cell";
    return {
      field: "c",
      type: "quantitative",
      scale: { range: theme.ramp },
      legend: isCell ? null : { orient: "top", offset: 26, title: column.name },
    };
  }
  const names = orderedNames(column, colors).map(String);
  const chosenNames = Object.keys(colors);
  if (chosenNames.length > 0 && !chosenNames.some((name) => names.includes(name))) {
    throw new InvalidChartOptionError({
      message: `The column ${JSON.stringify(column.name)} has none of the names that colors has: ${chosenNames.map((name) => JSON.stringify(name)).join(", ")}.`,
      hint: `It has ${names.map((name) => JSON.stringify(name)).join(", ")}.`,
    });
  }
  const places = colorPlaces(names.filter((name) => !Object.hasOwn(colors, name)));
  const range = names.map((name) => {
    const chosen = colors[name];
    if (chosen !== undefined) return namedColor(theme, chosen);
    return theme.palette[(places.get(name) ?? 0) % theme.palette.length] ?? theme.ink;
  });
  return { field: "c", type: "nominal", scale: { domain: names, range }, legend };
}

function tip(column: PlotColumn, field: string): Json {
  const { kind } = column;
  const title = safeTitle(column.name);
  if (kind === "number") return { field, title, type: "quantitative", format: shortNumber };
  return kind === "time"
    ? {
        field,
        title,
        type: "temporal",
        format: "%Y-%m-%dT%H:%M:%SZ",
        timeUnit: "utcyearmonthdatehoursminutesseconds",
      }
    : { field, title, type: "nominal" };
}

/** Whether zero is near enough to the values for their distance to it to mean something. */
function isNearZero({ values }: PlotColumn): boolean {
  const numbers = values.filter((value) => typeof value === "number");
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  return lowest <= 0 || lowest < highest / 2;
}

function checkLog({ name, kind, values }: PlotColumn, option: string): void {
  const low = values.find((value) => typeof value === "number" && value <= 0);
  if (kind === "number" && low === undefined) return;
  const what = kind === "number" ? `holds ${formatNumber(Number(low))}` : `holds ${kind}s`;
  throw new InvalidChartOptionError({
    message: `The column ${JSON.stringify(name)} ${what}, which ${option} "log" cannot show.`,
    hint: "Leave out the rows of 0 and less, or the option.",
  });
}
