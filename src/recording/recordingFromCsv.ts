import { readCsvDocument } from "./csvPreface.ts";
import { readInteger, readSource } from "./csvSource.ts";
import { type CsvCell, describeCell, readTextCell } from "./csvText.ts";
import { describe, type DocumentPart, unexpected } from "./document.ts";
import { seriesHeadFields, type SeriesHead } from "./metadata.ts";
import { type Recording, type Row, seriesKinds } from "./recording.ts";
import { boundaryColumn, columnName, sampleColumns } from "./recordingToCsv.ts";
import { samplesOfRows } from "./recordingToJson.ts";
import { integerFromCell, isoTime, sampleFromCell } from "./sampleCell.ts";

/**
 * Reads samples that {@link recordingToCsv} wrote: source, periods, series and rows come back as they were, except
 * that a value which a row did not have is `null` in it, as it is in the series. There are no events in it:
 * {@link eventsFromCsv} reads these.
 *
 * @param csv - its text; line ends and empty cells that a spreadsheet added do not matter
 * @throws RecordingFormatError if it is damaged, of another version, or something else; it names line, column and
 *   what was expected there
 * @example const recording = recordingFromCsv(await readFile("balanced-work.csv", "utf8"));
 */
export function recordingFromCsv(csv: string): Recording {
  const { preface, header, records } = readCsvDocument(csv, "samples");
  const about = (topic: string): DocumentPart[] =>
    preface.flatMap((line) => (line.topic === topic ? [line.part] : []));
  const heads = about("series").map(readHead);
  // The comment lines say how many series there are; whatever they are called, one column more is ours.
  const first: readonly string[] =
    header.length === sampleColumns.length + heads.length + 1
      ? [...sampleColumns, boundaryColumn]
      : sampleColumns;
  checkHeader(header, [...first, ...heads.map(columnName)]);
  const rows = records.map((record) => readRow(record, heads, first.length));
  return {
    source: readSource(preface),
    series: heads.map((head) => ({ ...head, ...samplesOfRows(rows, head.name) })),
    rows,
    events: [],
    periods: about("period").map((part) => {
      const { name, seconds } = part.fields(["name", "seconds"]);
      return { name: name.text(), seconds: readInteger(seconds, "whole seconds") };
    }),
  };
}

function readHead(part: DocumentPart): SeriesHead {
  const fields = part.fields(seriesHeadFields.required, seriesHeadFields.optional);
  const { name, kind, unit, contract, signature } = fields;
  const decimals = readInteger(fields.decimals, "decimals, 0 to 77");
  if (decimals < 0 || decimals > 77) fields.decimals.fail("decimals, 0 to 77");
  return {
    name: name.text(),
    kind: kind.oneOf(seriesKinds),
    unit: unit.text(),
    decimals,
    ...(contract === undefined ? {} : { contract: contract.text() }),
    ...(signature === undefined ? {} : { signature: signature.text() }),
  };
}

function checkHeader(header: readonly CsvCell[], expected: readonly string[]): void {
  checkLength(header, expected.length);
  header.forEach((cell, index) => {
    const name = expected[index] ?? "";
    if (readTextCell(cell) === name) return;
    throw unexpected(describeCell(cell), `the column ${describe(name)}`, describe(cell.text));
  });
}

/** @param first - how many columns come before those of the series */
function readRow(record: readonly CsvCell[], heads: readonly SeriesHead[], first: number): Row {
  checkLength(record, first + heads.length);
  const [iso, unix, blockNumber, mark] = record;
  const time = integerFromCell(unix, "unix seconds");
  if (iso?.text !== isoTime(time)) {
    const where = describeCell(iso ?? { line: 0, column: 0 });
    throw unexpected(where, `${JSON.stringify(isoTime(time))}, as column 2 says`, describe(iso?.text));
  }
  const entries = heads.map(({ name, decimals }, index) => {
    const cell = record[first + index];
    return [name, cell === undefined ? null : sampleFromCell(cell, decimals)] as const;
  });
  const block = integerFromCell(blockNumber, "a block number");
  const row = { time, block, values: Object.fromEntries(entries) };
  if (first === sampleColumns.length || mark === undefined || mark.text === "") return row;
  if (mark.text !== "true") throw unexpected(describeCell(mark), '"true" or nothing', describe(mark.text));
  return { ...row, boundary: true };
}

/** Checks how many cells a line has. */
function checkLength(record: readonly CsvCell[], length: number): void {
  if (record.length === length) return;
  throw unexpected(`line ${record[0]?.line ?? 0}`, `${length} cells`, String(record.length));
}
