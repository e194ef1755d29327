import type { ChartFigure } from "../chartOptions.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import { figureText } from "../text/figureText.ts";
import { wrapText } from "../text/wrapText.ts";
import { type ChartLayout, constantMark, type Json, typeSize } from "./chartLayout.ts";

/** Pixels: height of a row of figures, least distance between two, and from a view's end to the source below it. */
const [rowHeight, gap, sourceBelow] = [44, 28, 48] as const;

/**
 * The figures of a chart as a table of one row: values, and below each what it is. A second row takes what does not
 * fit beside the others.
 *
 * @returns no view if there is no figure
 */
export function figuresTable(figures: readonly ChartFigure[], layout: ChartLayout): Json[] {
  if (figures.length === 0) return [];
  const { theme, left, plot, gutter } = layout;
  const width = left + plot + gutter;
  let [column, row] = [0, 0];
  const cells = figures.flatMap((figure): Json[] => {
    const value = figureText(figure);
    const needed = Math.max(
      estimateTextWidth(value, typeSize.name * 1.1),
      estimateTextWidth(figure.name, typeSize.label),
    );
    if (column > 0 && column + needed > width) [column, row] = [0, row + 1];
    const [x, y] = [column - left, row * rowHeight];
    const limit = width - column;
    column += needed + gap;
    const text = { type: "text", align: "left", baseline: "middle", x, limit };
    return [
      constantMark({
        ...text,
        y: y + 15,
        text: value,
        fontSize: typeSize.name,
        fontWeight: 600,
        fill: theme.ink,
      }),
      constantMark({ ...text, y: y + 32, text: figure.name, fontSize: typeSize.label, fill: theme.muted }),
    ];
  });
  const line = {
    type: "rule",
    stroke: theme.grid,
    strokeWidth: 1,
    x: 1 - left,
    x2: plot + gutter - 1,
    y: 0,
    y2: 0,
  };
  return [
    { name: "figures", width: plot, height: (row + 1) * rowHeight, layer: [constantMark(line), ...cells] },
  ];
}

/** Adds the source to the last view of a chart, below all else. */
export function withSource(views: readonly Json[], source: string, layout: ChartLayout): Json[] {
  const last = views.at(-1);
  if (last === undefined) return [...views];
  const { left, plot, gutter } = layout;
  // Under the figures there is no time axis.
  const end = (last.height as number) - (last.name === "figures" ? sourceBelow - 8 : 0);
  const mark = sourceMark(source, left + plot + gutter, end, layout);
  return [...views.slice(0, -1), { ...last, layer: [...(last.layer as Json[]), mark] }];
}

/** The source in as many lines as it needs, two at most. */
export function sourceLines(source: string, width: number): string[] {
  return wrapText(source, width, typeSize.label, 2);
}

/**
 * The source in a quiet line below a plot and its time axis.
 *
 * @param width - pixels that it may run
 * @param end - height of the plot, pixels
 */
export function sourceMark(source: string, width: number, end: number, { theme, left }: ChartLayout): Json {
  const lines = sourceLines(source, width);
  const text = lines.length === 1 ? lines[0] : lines;
  const look = { fontSize: typeSize.label, fill: theme.muted };
  return constantMark({
    type: "text",
    align: "left",
    baseline: "top",
    x: -left,
    y: end + sourceBelow,
    text,
    ...look,
  });
}
