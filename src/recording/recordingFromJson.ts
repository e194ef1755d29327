import type { DocumentPart } from "./document.ts";
import { eventArgsFromJson, sampleFromJson } from "./exactValue.ts";
import { parseJson } from "./jsonText.ts";
import { periodFromJson, seriesHeadFields, seriesHeadFromJson, sourceFromJson } from "./metadata.ts";
import type { RecordedEvent, Recording, Row, Series } from "./recording.ts";
import { jsonFormat, jsonVersion, samplesOfRows } from "./recordingToJson.ts";

/**
 * Reads a recording that {@link recordingToJson} wrote.
 *
 * @param text - JSON
 * @throws RecordingFormatError if it is damaged, of another version, or something else; it names line, column and
 *   what was expected there
 * @example const recording = recordingFromJson(await readFile("balanced-work.json", "utf8"));
 */
export function recordingFromJson(text: string): Recording {
  const document = parseJson(text);
  const { format, version } = Object.fromEntries(document.entries());
  if (format?.value !== jsonFormat) {
    (format ?? document).fail(`a recording, with the format ${JSON.stringify(jsonFormat)}`);
  }
  if (version?.value !== jsonVersion) (version ?? document).fail(`version ${jsonVersion}`);
  const required = ["format", "version", "source", "periods", "series", "rows", "events"] as const;
  // The rows say which blocks these are.
  const parts = document.fields(required, ["blocks", "eventTraces"]);

  const allFields = [...seriesHeadFields.optional, "times", "values"] as const;
  const heads = parts.series.items().map((part) => {
    const fields = part.fields(seriesHeadFields.required, allFields);
    return { part, head: seriesHeadFromJson(fields), times: fields.times, values: fields.values };
  });
  const names = [...new Set(heads.map(({ head }) => head.name))];
  const rows = parts.rows.items().map((row) => readRow(row, names));
  return {
    source: sourceFromJson(parts.source),
    series: heads.map(({ part, head, times, values }): Series => {
      if (times === undefined && values === undefined) return { ...head, ...samplesOfRows(rows, head.name) };
      if (times === undefined || values === undefined) return part.fail("times and values, or neither");
      const own = { times: times.items().map(readTime), values: values.items().map(sampleFromJson) };
      return { ...head, ...own };
    }),
    rows,
    events: parts.events.items().map(eventFromJson),
    ...(parts.eventTraces === undefined
      ? {}
      : { eventTraces: parts.eventTraces.items().map((name) => name.text()) }),
    periods: parts.periods.items().map(periodFromJson),
  };
}

function readRow(row: DocumentPart, names: readonly string[]): Row {
  if (!Array.isArray(row.value)) {
    const { time, block, values, boundary } = row.fields(["time", "block", "values"], ["boundary"]);
    const entries = values.entries().map(([name, value]) => [name, sampleFromJson(value)] as const);
    const read = { time: readTime(time), block: readBlock(block), values: Object.fromEntries(entries) };
    return boundary === undefined ? read : { ...read, boundary: boundary.isTrue() };
  }
  const [time, block, ...values] = row.items();
  if (time === undefined || block === undefined || values.length !== names.length) {
    return row.fail(`time, block and ${names.length} value(s)`);
  }
  const entries = values.map((value, index) => [names[index] ?? "", sampleFromJson(value)] as const);
  return { time: readTime(time), block: readBlock(block), values: Object.fromEntries(entries) };
}

/** @throws RecordingFormatError */
export function eventFromJson(event: DocumentPart): RecordedEvent {
  const required = ["kind", "name", "time", "block", "logIndex", "transaction", "contract", "args"] as const;
  const fields = event.fields(required, ["group", "undecoded"]);
  const { kind, name, time, block, logIndex, transaction, contract, args, group, undecoded } = fields;
  return {
    kind: kind.oneOf(["log", "action", "failure", "violation"]),
    name: name.text(),
    time: readTime(time),
    block: readBlock(block),
    logIndex: logIndex.integer("a position in the block"),
    transaction: transaction.text(),
    contract: contract.text(),
    args: eventArgsFromJson(args),
    ...(group === undefined ? {} : { group: group.text() }),
    ...(undecoded === undefined ? {} : { undecoded: undecoded.isTrue() }),
  };
}

function readTime(part: DocumentPart): number {
  return part.integer("unix seconds");
}

function readBlock(part: DocumentPart): number {
  return part.integer("a block number");
}
