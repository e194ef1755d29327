import { formatLine } from "./csvPreface.ts";
import { sourceLines } from "./csvSource.ts";
import { quote, textCell } from "./csvText.ts";
import { eventArgsToJson } from "./exactValue.ts";
import { blockRange } from "./metadata.ts";
import type { RecordedEvent, Recording } from "./recording.ts";
import { isoTime } from "./sampleCell.ts";

/** The columns of a CSV of events. */
export const eventColumns = [
  "time",
  "unix",
  "block",
  "logIndex",
  "kind",
  "name",
  "transaction",
  "contract",
  "args",
] as const;

/**
 * Writes the events of a recording as CSV, a row each: time (ISO 8601, UTC), the same in unix seconds, where it
 * happened, what, and its arguments as JSON, in which `{ "integer": "5" }` is an integer and `{ "struct": … }` a
 * struct. {@link eventsFromCsv} gives the same events back. A spreadsheet calculates nothing in the file: a text that
 * looks like a formula has an apostrophe in front.
 *
 * @param recording - what `$.recording` holds
 * @returns lines that end with a line feed
 * @example await writeFile("balanced-work-events.csv", eventsToCsv($.recording));
 */
export function eventsToCsv({
  source,
  events,
  rows,
}: Pick<Recording, "source" | "events"> & Partial<Pick<Recording, "rows">>): string {
  const lines = [
    formatLine("events"),
    ...sourceLines(source, rows === undefined ? undefined : blockRange({ rows })),
    eventColumns.join(","),
    ...events.map(({ time, block, logIndex, kind, name, transaction, contract, args }) =>
      [
        isoTime(time),
        time,
        block,
        logIndex,
        kind,
        ...[name, transaction, contract].map(textCell),
        argsCell(args),
      ].join(","),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** JSON in which no semicolon is left: where it parts cells, a formula could follow it. */
function argsCell(args: RecordedEvent["args"]): string {
  return quote(JSON.stringify(eventArgsToJson(args)).replaceAll(";", "\\u003b"));
}
