import { InvalidChartOptionError } from "../errors/invalidChartOptionError.ts";
import type { ChartOptions } from "./chartOptions.ts";

/** Pixels: smaller, and names no longer fit beside the plot. */
const smallest = { width: 400, height: 200 } as const;
const largest = 8_000;

/**
 * Checks what the types cannot.
 *
 * @throws InvalidChartOptionError if a size is out of range, a domain is empty or a theme unknown
 */
export function checkChartOptions(options: ChartOptions): void {
  for (const side of ["width", "height"] as const) {
    const pixels = options.size?.[side];
    if (pixels !== undefined && !(pixels >= smallest[side] && pixels <= largest)) {
      throw new InvalidChartOptionError({
        message: `A chart cannot have size.${side} ${String(pixels)}.`,
        hint: `Give the size of the whole picture in pixels, ${String(smallest[side])} to ${String(largest)}.`,
      });
    }
  }
  if (options.yDomain !== undefined) {
    const [lowest, highest] = options.yDomain;
    if (!(Number.isFinite(lowest) && Number.isFinite(highest) && lowest < highest)) {
      throw new InvalidChartOptionError({
        message: `yDomain [${String(lowest)}, ${String(highest)}] is not a range of values.`,
        hint: "Give the lowest and the highest value of the axis, in display units, lowest first.",
      });
    }
  }
  if (options.theme !== undefined && !["light", "dark"].includes(options.theme)) {
    throw new InvalidChartOptionError({
      message: `Unknown theme ${JSON.stringify(options.theme)}.`,
      hint: 'Use "light" or "dark".',
    });
  }
}
