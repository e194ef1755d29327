import { readCsvDocument } from "./csvPreface.ts";
import { type CsvCell, describeCell, readTextCell } from "./csvText.ts";
import { describe, DocumentPart, unexpected } from "./document.ts";
import { eventColumns, markColumns } from "./eventsToCsv.ts";
import { eventArgsFromJson } from "./exactValue.ts";
import type { RecordedEvent } from "./recording.ts";
import { integerFromCell } from "./sampleCell.ts";

/**
 * Reads events that {@link eventsToCsv} wrote.
 *
 * @param csv - its text; line ends do not matter
 * @throws RecordingFormatError if it is damaged, of another version, or something else; it names line, column and
 *   what was expected there
 * @example const recording = { ...recordingFromCsv(samples), events: eventsFromCsv(events) };
 */
export function eventsFromCsv(csv: string): RecordedEvent[] {
  const { header, records } = readCsvDocument(csv, "events");
  const names = header.map(({ text }) => text).join(",");
  const columns = header.length === eventColumns.length ? eventColumns : [...eventColumns, ...markColumns];
  if (names !== columns.join(",")) {
    throw unexpected(
      `line ${header[0]?.line ?? 0}`,
      `the columns ${eventColumns.join(",")}`,
      describe(names),
    );
  }
  return records.map((record) => {
    if (record.length !== columns.length) {
      throw unexpected(`line ${record[0]?.line ?? 0}`, `${columns.length} cells`, String(record.length));
    }
    const cell = (name: (typeof columns)[number]): CsvCell =>
      record[columns.findIndex((column) => column === name)] ?? { text: "", line: 0, column: 0 };
    const [group, undecoded] = [cell("group"), cell("undecoded")];
    return {
      kind: textPart(cell("kind")).oneOf(["log", "action", "failure", "violation"]),
      name: readTextCell(cell("name")),
      time: integerFromCell(cell("unix"), "unix seconds"),
      block: integerFromCell(cell("block"), "a block number"),
      logIndex: integerFromCell(cell("logIndex"), "a position in the block"),
      transaction: readTextCell(cell("transaction")),
      contract: readTextCell(cell("contract")),
      args: eventArgsFromJson(jsonPart(cell("args"))),
      ...(group.text === "" ? {} : { group: readTextCell(group) }),
      ...(undecoded.text === "" ? {} : { undecoded: isTrue(undecoded) }),
    };
  });
}

function isTrue(cell: CsvCell): true {
  return cell.text === "true" || textPart(cell).fail('"true" or nothing');
}

function textPart(cell: CsvCell): DocumentPart {
  return new DocumentPart(cell.text, () => describeCell(cell));
}

function jsonPart(cell: CsvCell): DocumentPart {
  const where = describeCell(cell);
  let value: unknown;
  try {
    value = JSON.parse(cell.text);
  } catch {
    throw unexpected(where, "JSON", describe(cell.text));
  }
  return new DocumentPart(value, (path) => (path.length === 0 ? where : `${where}, ${path.join(".")}`));
}
