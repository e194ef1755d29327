import { assertRecording } from "./assertRecording.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import { formatLine, prefaceLine } from "./csvPreface.ts";
import { sourceLines } from "./csvSource.ts";
import { textCell } from "./csvText.ts";
import { blockRange, seriesHeadToJson, type SeriesHead } from "./metadata.ts";
import type { Recording } from "./recording.ts";
import { isSame, samplesOfRows } from "./recordingToJson.ts";
import { isoTime, sampleToCell } from "./sampleCell.ts";

/** The columns before those of the series. */
export const sampleColumns = ["time", "unix", "block"] as const;

/** The column that follows the block where a sample lies off the grid. */
export const boundaryColumn = "boundary";

/**
 * Writes the samples of a recording as CSV, a row each: time (ISO 8601, UTC), the same in unix seconds, block, then a
 * column per series in its unit, as exact decimal text. Where samples lie off the grid, the column `boundary` before
 * those says which. {@link recordingFromCsv} gives the same series back.
 *
 * Comment lines come first: `# source …`, and per series one `# series name=…;kind=…;unit=…;decimals=…`, in which
 * `%` and four hex digits stand for a special character. A spreadsheet calculates nothing in the file, whatever
 * the names are.
 *
 * Events are not in it: {@link eventsToCsv}.
 *
 * @param recording - what `$.recording` holds
 * @returns lines that end with a line feed
 * @throws InvalidArgumentsError if a series has other samples than the rows, which none has that was recorded
 * @example await writeFile("balanced-work.csv", recordingToCsv($.recording));
 */
export function recordingToCsv(recording: Recording): string {
  assertRecording(recording, "What is to be written");
  const { source, periods, series, rows } = recording;
  for (const { name, times, values } of series) {
    const inRows = samplesOfRows(rows, name);
    if (isSame(times, inRows.times) && isSame(values, inRows.values)) continue;
    throw new InvalidArgumentsError({
      message: `The series ${JSON.stringify(name)} has other samples than the rows of its recording.`,
      hint: "A table has one time per row: give a recording as it was made, or store it with recordingToJson.",
    });
  }
  const hasBoundaries = rows.some(({ boundary }) => boundary === true);
  const lines = [
    formatLine("samples"),
    ...sourceLines(source, blockRange(recording)),
    ...periods.map(({ name, seconds }) => prefaceLine("period", { name, seconds })),
    ...series.map((one) => prefaceLine("series", seriesHeadToJson(one))),
    [
      ...sampleColumns,
      ...(hasBoundaries ? [boundaryColumn] : []),
      ...series.map((one) => textCell(columnName(one))),
    ].join(","),
    ...rows.map(({ time, block, boundary }, row) =>
      [
        isoTime(time),
        time,
        block,
        ...(hasBoundaries ? [String(boundary ?? "")] : []),
        ...series.map(({ values, decimals }) => sampleToCell(values[row] ?? null, decimals)),
      ].join(","),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** What a column is called: name, and unit if there is one. */
export function columnName({ name, unit }: Pick<SeriesHead, "name" | "unit">): string {
  return unit === "" ? name : `${name} [${unit}]`;
}
