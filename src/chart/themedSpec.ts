import { kitVersion } from "../common/kitVersion.ts";
import type { RecordingSource } from "../recording/recording.ts";
import type { ChartSpec } from "./chartSpec.ts";
import { checkKeys, checkName } from "./checkChartOptions.ts";
import type { Json } from "./layout/chartLayout.ts";
import { padding } from "./layout/chartSize.ts";
import { checkSpec } from "./render/checkSpec.ts";
import { chartTheme, type ChartThemeName } from "./theme/chartTheme.ts";
import { plotConfig } from "./theme/plotConfig.ts";

/** What a spec of one's own is given; everything has a default. */
export interface ThemedSpecOptions {
  /** What the files of the chart are called, where it is written; nothing of it is drawn. */
  readonly name?: string;
  /** Heading; the spec's own if absent. */
  readonly title?: string;
  /** The finding in a sentence, for readers who cannot see the chart; the spec's own, or the heading, if absent. */
  readonly description?: string;
  readonly theme?: ChartThemeName;
  /** What the data was recorded from; travels with exports. */
  readonly source?: RecordingSource;
}

/**
 * Gives a Vega-Lite spec of one's own what every chart of this kit has: type and colours of a theme, a heading, a
 * description, and its origin. What the spec says itself counts.
 *
 * Pure: the spec is not changed.
 *
 * @param spec - Vega-Lite v5, as a plain object with its data in it
 * @returns a spec that can be drawn, shown, exported and put into the other theme
 * @throws ChartRenderError if it lacks a view, data, or both title and description; all that it lacks is named
 * @throws InvalidChartOptionError if an option is unknown
 * @example themedSpec({ data: { values: rows }, mark: "bar", encoding }, { title: "What was paid" });
 */
export function themedSpec(spec: object, options: ThemedSpecOptions = {}): ChartSpec {
  checkKeys("option of a chart of one's own", options, ["name", "title", "description", "theme", "source"]);
  if (options.theme !== undefined) checkName("theme", options.theme, ["light", "dark"]);
  const parts = partsOf(spec);
  const title = options.title === undefined ? parts.title : { text: options.title };
  const description = options.description ?? textOf(parts.description) ?? headingOf(title);
  checkSpec(spec, { isDescribed: description !== undefined });
  const config = plotConfig(chartTheme(options.theme ?? "light"), padding);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    ...parts,
    description: description ?? "",
    usermeta: { kit: kitVersion, ...(options.source !== undefined && { source: options.source }) },
    ...(title !== undefined && { title }),
    config: merged(config, partsOf(parts.config)),
  };
}

function partsOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The text of a Vega-Lite title, which is a text, lines, or an object that holds either. */
export function headingOf(title: unknown): string | undefined {
  const text = Array.isArray(title) || typeof title === "string" ? title : partsOf(title).text;
  return textOf(
    [text]
      .flat()
      .filter((line) => typeof line === "string")
      .join(" "),
  );
}

/** Two configurations in one; the second counts where both say something. */
function merged(first: Json, second: Json): Json {
  const both = Object.entries(second).map(([key, value]: [string, unknown]) => {
    const [ours, theirs] = [first[key], value];
    const areParts = [ours, theirs].every(
      (part) => typeof part === "object" && part !== null && !Array.isArray(part),
    );
    return [key, areParts ? merged(partsOf(ours), partsOf(theirs)) : value] as const;
  });
  return { ...first, ...Object.fromEntries(both) };
}
