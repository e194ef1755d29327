import { readCsvDocument } from "./csvPreface.ts";
import { type CsvCell, describeCell, readTextCell } from "./csvText.ts";
import { describe, DocumentPart, unexpected } from "./document.ts";
import { eventColumns } from "./eventsToCsv.ts";
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
  if (names !== eventColumns.join(",")) {
    throw unexpected(
      `line ${header[0]?.line ?? 0}`,
      `the columns ${eventColumns.join(",")}`,
      describe(names),
    );
  }
  return records.map((record) => {
    if (record.length !== eventColumns.length) {
      throw unexpected(`line ${record[0]?.line ?? 0}`, `${eventColumns.length} cells`, String(record.length));
    }
    const cell = (name: (typeof eventColumns)[number]): CsvCell =>
      record[eventColumns.indexOf(name)] ?? { text: "", line: 0, column: 0 };
    return {
      kind: textPart(cell("kind")).oneOf(["log", "failure", "violation"]),
      name: readTextCell(cell("name")),
      time: integerFromCell(cell("unix"), "unix seconds"),
      block: integerFromCell(cell("block"), "a block number"),
      logIndex: integerFromCell(cell("logIndex"), "a position in the block"),
      transaction: readTextCell(cell("transaction")),
      contract: readTextCell(cell("contract")),
      args: eventArgsFromJson(jsonPart(cell("args"))),
    };
  });
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
