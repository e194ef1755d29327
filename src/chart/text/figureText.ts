import type { ChartFigure } from "../chartOptions.ts";
import { scaleValue } from "../panel/scaleValue.ts";
import { formatQuantity } from "./formatQuantity.ts";

/** A figure's value with its unit; a dash where there is none. */
export function figureText({ value, unit = "", decimals = 0 }: ChartFigure): string {
  const number = scaleValue(value, decimals);
  return number === null ? "–" : formatQuantity(number, unit);
}
