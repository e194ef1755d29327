import { formatAmount } from "../common/formatAmount.ts";
import { type CsvCell, describeCell } from "./csvText.ts";
import { describe, unexpected } from "./document.ts";
import type { SampleValue } from "./recording.ts";

const decimal = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;
const floating = /^(?:-?\d(?:\.\d+)?e[+-]\d+|NaN|-?Infinity)$/;

/**
 * Writes a sample as a cell. An integer comes out scaled, as plain decimal text with every digit; a floating point
 * number has an exponent, `1.5e+0`, by which it is told from an integer; `null` is an empty cell.
 *
 * @param decimals - an integer v stands for v / 10^decimals
 */
export function sampleToCell(value: SampleValue, decimals: number): string {
  if (value === null) return "";
  if (typeof value === "bigint") return formatAmount(value, { decimals, digits: decimals });
  return Object.is(value, -0) ? "-0e+0" : value.toExponential();
}

/** @throws RecordingFormatError */
export function sampleFromCell(cell: CsvCell, decimals: number): SampleValue {
  const { text } = cell;
  if (text === "") return null;
  if (floating.test(text)) return Number(text);
  const [match, sign, whole = "", fraction = ""] = decimal.exec(text) ?? [];
  if (match === undefined || fraction.length > decimals) {
    throw unexpected(
      describeCell(cell),
      `a number of at most ${decimals} decimals, or nothing`,
      describe(text),
    );
  }
  const magnitude = BigInt(whole + fraction.padEnd(decimals, "0"));
  return sign === "-" ? -magnitude : magnitude;
}

/** @throws RecordingFormatError */
export function integerFromCell(cell: CsvCell | undefined, what: string): number {
  const value = Number(cell?.text);
  if (cell !== undefined && /^-?\d+$/.test(cell.text) && Number.isSafeInteger(value)) return value;
  throw unexpected(describeCell(cell ?? { line: 0, column: 0 }), what, describe(cell?.text));
}

/**
 * Unix seconds -> ISO 8601 in UTC; empty where that cannot say it, and beyond years of four digits: others begin with a
 * sign, which a spreadsheet calculates.
 */
export function isoTime(time: number): string {
  const date = new Date(time * 1_000);
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(".000Z", "Z");
  return /^\d/.test(text) ? text : "";
}
