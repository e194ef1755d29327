import type { ChartPixels, ChartSizeName } from "../../chart/chartOptions.ts";
import type { ChartSpec } from "../../chart/chartSpec.ts";
import { checkKeys, checkName } from "../../chart/checkChartOptions.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { constantMark, type Json, typeSize } from "../../chart/layout/chartLayout.ts";
import { padding } from "../../chart/layout/chartSize.ts";
import { type PictureSize, resolveSize } from "../../chart/layout/resolveSize.ts";
import { estimateTextWidth } from "../../chart/text/estimateTextWidth.ts";
import { wrapText } from "../../chart/text/wrapText.ts";
import { type ChartTheme, chartTheme, type ChartThemeName } from "../../chart/theme/chartTheme.ts";
import { plotConfig } from "../../chart/theme/plotConfig.ts";
import { kitVersion } from "../../common/kitVersion.ts";
import type { RecordingSource } from "../../recording/recording.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";

/** What every chart of many runs can be told. */
export interface EnsembleChartOptions {
  /** What the files of the chart are called, where it is written; nothing of it is drawn. */
  readonly name?: string;
  readonly title?: string;
  readonly subtitle?: string;
  /** The finding in a sentence, for readers who cannot see the chart; made from the figures if absent. */
  readonly description?: string;
  /** Titles of the axes; the columns' names if absent. */
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly size?: ChartSizeName | ChartPixels;
  readonly theme?: ChartThemeName;
  /** What the runs were made from; travels with exports. */
  readonly source?: RecordingSource;
}

const commonKeys = Object.keys({
  name: true,
  title: true,
  subtitle: true,
  description: true,
  xTitle: true,
  yTitle: true,
  size: true,
  theme: true,
  source: true,
} satisfies Readonly<Record<keyof EnsembleChartOptions, true>>);

/** What the parts of a chart need to line up. Lengths in pixels. */
export interface Frame {
  readonly theme: ChartTheme;
  readonly size: PictureSize;
  /** Room for the value axis, the plot, and names right of it. */
  readonly left: number;
  readonly plot: number;
  readonly gutter: number;
  readonly height: number;
}

/** What a frame is laid out for. */
interface Room {
  /** Labels of the value axis. */
  readonly labels: readonly string[];
  /** Names that stand right of the plot, if the picture is wide enough. */
  readonly names?: readonly string[];
  /** Height of the plot where none was asked for. */
  readonly height?: number;
  /** Room right of a plot without names, where the last label of an axis reaches into. */
  readonly margin?: number;
}

/** How wide a sample before a name in the gutter is, and where the name starts. */
const [sampleStart, sampleEnd, nameStart] = [14, 34, 42];

/** Pixels from the end of a plot to the line below its axis. */
const noteBelow = 54;

/**
 * @param own - options that this chart has besides those of all
 * @throws InvalidChartOptionError if there are no rows, or an option is unknown or out of range
 */
export function checkEnsembleChart(
  rows: readonly PlotRow[],
  options: EnsembleChartOptions,
  own: readonly string[],
): void {
  checkKeys("chart option", options, [...commonKeys, ...own]);
  if (options.theme !== undefined) checkName("theme", options.theme, ["light", "dark"]);
  if (typeof options.size === "object") checkKeys("part of size", options.size, ["width", "height"]);
  resolveSize(options.size);
  if (rows.length > 0) return;
  throw new InvalidChartOptionError({
    message: "There are no rows to draw.",
    hint: "Give an array with a plain object for each row, such as runsTable(runs).",
  });
}

/** Lays a chart out. */
export function layOut(
  options: EnsembleChartOptions,
  { labels, names = [], height = 300, margin = 18 }: Room,
): Frame {
  const size = resolveSize(options.size);
  const width = size.width - 2 * padding;
  const left = Math.min(
    width * 0.4,
    Math.max(32, ...labels.map((label) => estimateTextWidth(label, typeSize.label) + 10)),
  );
  const widest = Math.max(0, ...names.map((name) => estimateTextWidth(name, typeSize.name)));
  const gutter = names.length > 0 && size.names === "beside" ? nameStart + widest : margin;
  // Titles, axis and note take their part of a height that was asked for.
  const own = size.height === undefined ? height : Math.max(80, size.height - 176);
  return {
    theme: chartTheme(options.theme ?? "light"),
    size,
    left,
    gutter,
    plot: width - left - gutter,
    height: own,
  };
}

/**
 * Puts views into a picture with title, description and a note of what is behind them.
 *
 * @param words - `heading` where no title was given, `finding` for readers who cannot see the chart, `note` below it
 */
export function finishChart(
  options: EnsembleChartOptions,
  frame: Frame,
  views: readonly Json[],
  words: { readonly heading: string; readonly finding: string; readonly note: string },
): ChartSpec {
  const width = frame.size.width - 2 * padding;
  const heading = options.title ?? words.heading;
  const { subtitle, source } = options;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: options.description ?? `${heading}. ${words.finding}`,
    usermeta: { kit: kitVersion, ...(source !== undefined && { source }) },
    title: {
      text: wrapText(heading, width, typeSize.title, 2),
      ...(subtitle !== undefined && { subtitle: wrapText(subtitle, width, typeSize.subtitle, 3) }),
    },
    vconcat: views.map((view, at) => withEdges(view, frame, at === 0, at === views.length - 1, words.note)),
    spacing: 20,
    config: plotConfig(frame.theme, padding),
  };
}

/** Keeps the picture as wide as was asked for, and writes the note below the last plot. */
function withEdges(view: Json, frame: Frame, isFirst: boolean, isLast: boolean, note: string): Json {
  const { left, plot, gutter, theme } = frame;
  const edge = { type: "rule", strokeOpacity: 0, x: -left, x2: plot + gutter, y: 0, y2: 0 };
  const look = { align: "left", baseline: "top", fontSize: typeSize.label, fill: theme.muted };
  const lines = wrapText(note, left + plot + gutter, typeSize.label, 2);
  const text = {
    type: "text",
    x: -left,
    y: (view.height as number) + noteBelow,
    text: lines.length === 1 ? note : lines,
    ...look,
  };
  if (view.hconcat !== undefined) {
    const [first = {}, ...others] = view.hconcat as readonly Json[];
    return { ...view, hconcat: [withEdges(first, frame, isFirst, isLast, note), ...others] };
  }
  const layer = view.layer as readonly Json[];
  return {
    ...view,
    layer: [
      ...layer,
      ...(isFirst ? [constantMark(edge)] : []),
      ...(isLast && note !== "" ? [constantMark(text)] : []),
    ],
  };
}

/** The title of a value axis stands above it, at the left edge of the picture. */
export function valueAxisHead({ left, plot }: Frame): Json {
  return {
    titleAngle: 0,
    titleAlign: "left",
    titleAnchor: "end",
    titleBaseline: "bottom",
    titleX: -left,
    titleY: -10,
    titleLimit: left + plot,
  };
}

/** What stands for a kind of mark in a legend. */
export interface LegendEntry {
  readonly name: string;
  /** Second line; absent if there is nothing more to say. */
  readonly value?: string;
  /** How its sample looks: a filled square, or a line. */
  readonly sample: Json & { readonly type: "rect" | "rule" };
}

/**
 * Names of what is drawn: right of the plot from its top, or in a strip above it where the picture is narrow.
 *
 * @returns marks for the plot, and views above it
 */
export function legend(entries: readonly LegendEntry[], frame: Frame): { beside: Json[]; above: Json[] } {
  const { theme, plot, left, size } = frame;
  const name = { type: "text", align: "left", baseline: "middle", fontSize: typeSize.name, fill: theme.ink };
  const sampleAt = ({ sample }: LegendEntry, x: number, y: number): Json => {
    const tall = sample.type === "rect" ? 6 : 0;
    return constantMark({ ...sample, x, x2: x + sampleEnd - sampleStart, y: y - tall, y2: y + tall });
  };
  if (size.names === "beside") {
    let y = 8;
    const beside = entries.flatMap((entry) => {
      const at = y;
      y += entry.value === undefined ? 26 : 40;
      const value = { ...name, fontSize: typeSize.label, fill: theme.muted, y: at + 16, text: entry.value };
      return [
        sampleAt(entry, plot + sampleStart, at),
        constantMark({ ...name, x: plot + nameStart, y: at, text: entry.name, fontWeight: 600 }),
        ...(entry.value === undefined ? [] : [constantMark({ ...value, x: plot + nameStart })]),
      ];
    });
    return { beside, above: [] };
  }
  let [x, y] = [0, 8];
  const marks = entries.flatMap((entry) => {
    const width = 28 + estimateTextWidth(entry.name, typeSize.name) + 14;
    if (x > 0 && x + width > left + plot) [x, y] = [0, y + 20];
    const at = x - left;
    x += width;
    return [sampleAt(entry, at, y), constantMark({ ...name, x: at + 28, y, text: entry.name })];
  });
  return { beside: [], above: [{ width: plot, height: y + 8, layer: marks }] };
}

/** `200 runs`, and what is missing of them. */
export function runsNote(count: number, missing = 0): string {
  const runs = `${String(count)} ${count === 1 ? "run" : "runs"}`;
  return missing === 0 ? runs : `${runs}; ${String(missing)} more without a value`;
}
