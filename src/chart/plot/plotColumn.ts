import { closest } from "../../common/closest.ts";
import { isoTime } from "../../common/formatTime.ts";
import { InvalidChartOptionError } from "../errors.ts";
import { formatNumber } from "../text/formatQuantity.ts";
import type { PlotRow, PlotValue } from "./plotOptions.ts";

/** A column of rows, as numbers, instants or names. */
export interface PlotColumn {
  readonly name: string;
  /** `"number"`, `"time"` in unix milliseconds, or `"name"`. */
  readonly kind: "number" | "time" | "name";
  /** One for each row; `null` where it has no value that could be drawn. */
  readonly values: readonly (number | string | null)[];
}

/**
 * Reads a column. Its values are numbers if all are; instants if all are dates, or ISO times in UTC; names otherwise.
 *
 * @throws InvalidChartOptionError if no row has it
 */
export function plotColumn(rows: readonly PlotRow[], name: string, option: string): PlotColumn {
  const known = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (!known.includes(name)) {
    throw new InvalidChartOptionError({
      message: `No row has the column ${JSON.stringify(name)}, which ${option} names.`,
      hint: `Did you mean ${closest(name, known)[0] ?? "another"}? The rows have ${known.join(", ") || "no column"}.`,
    });
  }
  const given = rows.map((row) => (Object.hasOwn(row, name) ? row[name] : null) ?? null);
  const present = given.filter((value) => value !== null);
  if (
    present.length > 0 &&
    present.every((value) => typeof value === "number" || typeof value === "bigint")
  ) {
    return { name, kind: "number", values: given.map(asNumber) };
  }
  if (present.length > 0 && present.every(isInstant)) {
    return {
      name,
      kind: "time",
      values: given.map((value) => (isInstant(value) ? millisecondsOf(value) : null)),
    };
  }
  return { name, kind: "name", values: given.map((value) => (value === null ? null : asText(value))) };
}

/** The different values of a column: numbers in order, names as they come. */
export function categoriesOf({ kind, values }: PlotColumn): (number | string)[] {
  const all = [...new Set(values.filter((value) => value !== null))];
  return kind === "name" ? all : all.sort((a, b) => Number(a) - Number(b));
}

/** The names of a column: those that are given colours first, in that order. */
export function orderedNames(column: PlotColumn, colors: object = {}): (number | string)[] {
  const all = categoriesOf(column);
  if (column.kind !== "name") return all;
  const first = Object.keys(colors).filter((name) => all.includes(name));
  return [...first, ...all.filter((name) => !first.includes(String(name)))];
}

/** A column in a few words: its range, or how many names it has. */
export function describeColumn(column: PlotColumn): string {
  const all = categoriesOf(column);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return `${column.name} without values`;
  if (column.kind === "name") {
    return all.length <= 4 ? `${column.name} ${all.join(", ")}` : `${String(all.length)} of ${column.name}`;
  }
  const text = (value: number | string): string =>
    column.kind === "time" ? isoTime(Number(value) / 1000) : formatNumber(Number(value));
  return first === last
    ? `${column.name} ${text(first)}`
    : `${column.name} from ${text(first)} to ${text(last)}`;
}

function asNumber(value: PlotValue): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

const isoInstant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)?$/;

function isInstant(value: PlotValue): value is Date | string {
  return (
    value instanceof Date ||
    (typeof value === "string" && isoInstant.test(value) && !Number.isNaN(Date.parse(value)))
  );
}

function millisecondsOf(value: Date | string): number | null {
  const time = value instanceof Date ? value.getTime() : Date.parse(value);
  return Number.isFinite(time) ? time : null;
}

function asText(value: NonNullable<PlotValue>): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
