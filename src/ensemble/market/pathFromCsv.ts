import { closest } from "../../common/closest.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { type CsvCell, describeCell, parseCsv } from "../../recording/csvText.ts";
import { assertPath, type Path } from "../../recorder/path.ts";

/** Which columns of a CSV a path is read from. */
export interface PathCsvOptions {
  /** Name of the column of times. Default: the first. */
  readonly time?: string;
  /** Name of the column of values. Default: the second. */
  readonly value?: string;
  /** What values are multiplied by, such as 1e-9 for gwei of a column in wei. Default: 1. */
  readonly scale?: number;
}

/** Seconds beyond the year 5000: so large a number counts milliseconds. */
const latestSeconds = 1e11;

/**
 * Reads a path from a CSV of one's own, such as an explorer's export of daily base fees.
 *
 * @param text - with a header line; times are unix seconds, unix milliseconds, or dates (UTC where they name no zone);
 *   lines may be in any order of time
 * @returns a path that starts at its earliest line
 * @throws InvalidArgumentsError naming the line and column that cannot be read
 * @throws RecordingFormatError if the text is no CSV
 * @example pathFromCsv(text, { time: "UnixTimeStamp", value: "Value (Wei)", scale: 1e-9 });
 */
export function pathFromCsv(text: string, { time, value, scale = 1 }: PathCsvOptions = {}): Path {
  const [header = [], ...lines] = parseCsv(text.replace(/^\uFEFF/, ""));
  const timeColumn = columnOf(header, time, 0);
  const valueColumn = columnOf(header, value, 1);
  const rows = lines
    .filter((line) => line.some((cell) => cell.text.trim() !== ""))
    .map((line) => {
      const last = line.at(-1) ?? { text: "", line: 0, column: 0 };
      const at = secondsOf(line[timeColumn] ?? { ...last, text: "" });
      return { at, value: numberOf(line[valueColumn] ?? { ...last, text: "" }, "a number") * scale };
    })
    .sort((a, b) => a.at - b.at);
  const start = rows[0]?.at ?? 0;
  const path = { times: rows.map(({ at }) => at - start), values: rows.map((row) => row.value) };
  assertPath(path);
  return path;
}

function columnOf(header: readonly CsvCell[], name: string | undefined, place: number): number {
  const names = header.map(({ text }) => text.trim());
  const found = name === undefined ? place : names.indexOf(name);
  if (found >= 0 && found < names.length) return found;
  const likely = name === undefined ? undefined : closest(name, names)[0];
  throw new InvalidArgumentsError({
    message: `The CSV has no column ${name === undefined ? String(place + 1) : JSON.stringify(name)}.`,
    hint: `${likely === undefined ? "" : `Did you mean ${JSON.stringify(likely)}? `}Its columns are ${names.join(", ")}.`,
  });
}

function secondsOf(cell: CsvCell): number {
  const text = cell.text.trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return number > latestSeconds ? number / 1000 : number;
  }
  // Without a zone JavaScript reads a time of day as the machine's own.
  const zoned = /(Z|[+-]\d{2}:?\d{2}|UTC|GMT)$/.test(text)
    ? text
    : `${text}${/T\d/.test(text) ? "Z" : " UTC"}`;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Date.parse(zoned);
  return Number.isNaN(time) ? unreadable(cell, "unix seconds or a date") : time / 1000;
}

function numberOf(cell: CsvCell, wanted: string): number {
  const text = cell.text.trim();
  const number = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : unreadable(cell, wanted);
}

function unreadable(cell: CsvCell, wanted: string): never {
  throw new InvalidArgumentsError({
    message: `The CSV has ${JSON.stringify(cell.text)} in ${describeCell(cell)}, where ${wanted} belongs.`,
    hint: "Correct the line or leave it out; decimals follow a point, and thousands are not set apart.",
  });
}
