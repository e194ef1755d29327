import type { ChartSpec } from "./chartSpec.ts";
import { type ChartTheme, chartTheme, type ChartThemeName, referenceStyle } from "./theme/chartTheme.ts";

const names: readonly ChartThemeName[] = ["light", "dark"];

/** Where a spec holds colours. */
const colorKey = /^(?:color|stroke|fill|background|range|category|ordinal|ramp|heatmap)$|Color$/;

/** What is drawn may be called like a property, or read like a colour, and is none. */
const contentKeys: ReadonlySet<string> = new Set(["data", "datasets", "usermeta"]);

/**
 * Puts a chart into the colours of a theme; nothing else of it changes. The result is what `buildChart` makes of the
 * same recording with that theme, without the recording.
 *
 * @param spec - from `buildChart`, in any theme; colours that are not of its theme stay as they are
 * @param theme - the theme that the result has
 * @example const dark = await renderSvg(withTheme(spec, "dark"));
 */
export function withTheme(spec: ChartSpec, theme: ChartThemeName): ChartSpec {
  const background = (spec.config as { readonly background?: unknown } | undefined)?.background;
  const source = names.map(chartTheme).find((known) => known.background === background);
  if (source === undefined) return spec;
  const target = colorsOf(chartTheme(theme));
  const colors = new Map(colorsOf(source).map((color, at) => [color, target[at] ?? color] as const));
  return recolor(spec, colors, false) as ChartSpec;
}

/** All colours that charts of a theme can have, in the same order for every theme. */
function colorsOf(theme: ChartTheme): string[] {
  const { palette, background, ink, muted, axis, grid, period, failure, ramp, risk } = theme;
  const references = palette.map((color) => referenceStyle(theme, { color, width: 1, dash: [] }).color);
  return [background, ink, muted, axis, grid, period, failure, ...ramp, ...risk, ...palette, ...references];
}

function recolor(part: unknown, colors: ReadonlyMap<string, string>, isColor: boolean): unknown {
  if (typeof part === "string") return isColor ? (colors.get(part) ?? part) : part;
  if (Array.isArray(part)) return part.map((item) => recolor(item, colors, isColor));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]: [string, unknown]) => {
      if (contentKeys.has(key)) return [key, value];
      return [
        key,
        recolor(value, colors, colorKey.test(key) || (isColor && (key === "value" || key === "condition"))),
      ];
    }),
  );
}
