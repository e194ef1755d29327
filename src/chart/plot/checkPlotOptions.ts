import { checkKeys, checkName } from "../checkChartOptions.ts";
import { InvalidChartOptionError } from "../errors.ts";
import { resolveSize } from "../layout/resolveSize.ts";
import { allColorNames } from "../theme/chartTheme.ts";
import type { PlotMark, PlotOptions } from "./plotOptions.ts";

const known = Object.keys({
  mark: true,
  x: true,
  y: true,
  color: true,
  facet: true,
  colors: true,
  name: true,
  title: true,
  subtitle: true,
  description: true,
  xTitle: true,
  yTitle: true,
  xScale: true,
  yScale: true,
  bins: true,
  size: true,
  theme: true,
  source: true,
} satisfies Readonly<Record<keyof PlotOptions, true>>);

/** Columns that a mark cannot do without. */
const needed: Readonly<Record<PlotMark, readonly ("x" | "y" | "color")[]>> = {
  line: ["x", "y"],
  area: ["x", "y"],
  bar: ["x"],
  dot: ["x", "y"],
  cell: ["x", "y", "color"],
  histogram: ["x"],
};

/** @throws InvalidChartOptionError if an option is unknown, out of range or missing */
export function checkPlotOptions(options: PlotOptions): void {
  checkKeys("plot option", options, known);
  const { mark, xScale, yScale, theme, bins } = options;
  checkName("mark", mark, Object.keys(needed));
  for (const scale of [xScale, yScale]) if (scale !== undefined) checkName("scale", scale, ["linear", "log"]);
  if (theme !== undefined) checkName("theme", theme, ["light", "dark"]);
  for (const name of Object.values(options.colors ?? {})) checkName("color", name, allColorNames);
  if (typeof options.size === "object") checkKeys("part of size", options.size, ["width", "height"]);
  resolveSize(options.size);
  const missing = needed[mark].find((channel) => options[channel] === undefined);
  if (missing !== undefined) {
    throw new InvalidChartOptionError({
      message: `A ${mark} plot lacks ${missing}.`,
      hint: `Name the columns that it draws: { mark: ${JSON.stringify(mark)}, ${needed[mark].map((channel) => `${channel}: "…"`).join(", ")} }.`,
    });
  }
  if (bins === undefined || (Number.isInteger(bins) && bins >= 2 && bins <= 200)) return;
  throw new InvalidChartOptionError({
    message: `A histogram cannot have ${String(bins)} bins.`,
    hint: "Give a whole number from 2 to 200.",
  });
}
