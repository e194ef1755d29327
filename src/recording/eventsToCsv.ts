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

/** The columns that follow where an event has a group, or could not be decoded. */
export const markColumns = ["group", "undecoded"] as const;

/** What stands for a group without a letter; an empty cell is no group. No other text is written like that. */
export const emptyGroup = "'";

/**
 * Writes the events of a recording as CSV, a row each: time (ISO 8601, UTC), the same in unix seconds, where it
 * happened, what, and its arguments as JSON, in which `{ "integer": "5" }` is an integer and `{ "struct": … }` a
 * struct. Columns for `group` and `undecoded` follow if an event has them. {@link eventsFromCsv} gives the same events back. A spreadsheet calculates nothing in the file: a text that
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
  const hasMarks = events.some(({ group, undecoded }) => group !== undefined || undecoded !== undefined);
  const lines = [
    formatLine("events"),
    ...sourceLines(source, rows === undefined ? undefined : blockRange({ rows })),
    [...eventColumns, ...(hasMarks ? markColumns : [])].join(","),
    ...events.map(({ time, block, logIndex, kind, name, transaction, contract, args, group, undecoded }) =>
      [
        isoTime(time),
        time,
        block,
        logIndex,
        kind,
        ...[name, transaction, contract].map(textCell),
        argsCell(args),
        ...(hasMarks ? [groupCell(group), String(undecoded ?? "")] : []),
      ].join(","),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function groupCell(group: string | undefined): string {
  return group === "" ? emptyGroup : textCell(group ?? "");
}

/** JSON in which no semicolon is left: where it parts cells, a formula could follow it. */
function argsCell(args: RecordedEvent["args"]): string {
  return quote(JSON.stringify(eventArgsToJson(args)).replaceAll(";", "\\u003b"));
}
