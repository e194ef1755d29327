import type { ChartOptions } from "./chartOptions.ts";
import { scaleValue } from "./panel/scaleValue.ts";

/**
 * The options of a chart as JSON text, for its spec to carry: with them and the recording it can be drawn again for
 * another width. Theme and name are left out: they say nothing of how it is laid out.
 *
 * @returns `undefined` for the default look, and where another recording is among the options
 */
export function notedOptions(options: ChartOptions): string | undefined {
  if (options.reference !== undefined) return undefined;
  const noted = {
    ...options,
    theme: undefined,
    name: undefined,
    // What is the default anyway.
    events: options.events === true ? undefined : options.events,
    // Figures are shown with few digits: a number is enough.
    figures: options.figures?.map(({ value, decimals = 0, ...figure }) => ({
      ...figure,
      value: scaleValue(value, decimals),
    })),
  };
  const text = JSON.stringify(noted);
  return text === "{}" ? undefined : text;
}
