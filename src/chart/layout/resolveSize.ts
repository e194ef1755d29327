import { InvalidChartOptionError } from "../errors.ts";
import type { ChartOptions, ChartPixels, ChartSizeName } from "../chartOptions.ts";

const named: Readonly<Record<ChartSizeName, ChartPixels>> = {
  notebook: { width: 800 },
  wide: { width: 1_200 },
  square: { width: 800, height: 800 },
  print: { width: 680 },
  column: { width: 340 },
};

/** Pixels: smaller, and the lines are no longer to be read. */
const smallest = { width: 320, height: 200 } as const;
const largest = 8_000;

/** Pixels: where a picture is narrower, names stand above what they name. */
const narrowest = 520;

/** Size of the whole picture in pixels, and where it leaves room for names. */
export interface PictureSize {
  readonly width: number;
  /** Absent if it follows from the content. */
  readonly height: number | undefined;
  readonly names: "beside" | "above";
}

/**
 * Turns the size asked for into pixels.
 *
 * @throws InvalidChartOptionError if there is no size of that name, or a side is out of range
 */
export function resolveSize(size: ChartOptions["size"] = "notebook"): PictureSize {
  if (typeof size === "string" && !Object.hasOwn(named, size)) {
    throw new InvalidChartOptionError({
      message: `Unknown size ${JSON.stringify(size)}.`,
      hint: `Use ${Object.keys(named)
        .map((name) => JSON.stringify(name))
        .join(", ")}, or { width, height } in pixels.`,
    });
  }
  const pixels = typeof size === "string" ? named[size] : size;
  for (const side of ["width", "height"] as const) {
    const length = pixels[side];
    if (length !== undefined && !(length >= smallest[side] && length <= largest)) {
      throw new InvalidChartOptionError({
        message: `A chart cannot have size.${side} ${String(length)}.`,
        hint: `Give the size of the whole picture in pixels, ${String(smallest[side])} to ${String(largest)}.`,
      });
    }
  }
  const { width = 800, height } = pixels;
  return { width, height, names: width < narrowest ? "above" : "beside" };
}
