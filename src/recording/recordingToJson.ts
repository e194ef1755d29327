import { assertRecording } from "./assertRecording.ts";
import { eventArgsToJson, type JsonValue, sampleToJson } from "./exactValue.ts";
import { blockRange, periodToJson, seriesHeadToJson, sourceToJson } from "./metadata.ts";
import type { RecordedEvent, Recording, Row, Series } from "./recording.ts";

/** What the `format` field of a recording says. */
export const jsonFormat = "simulation recording";

/** Version of the layout; another one is refused. */
export const jsonVersion = 1;

/**
 * Writes a recording as JSON, exactly: {@link recordingFromJson} gives the same back. The same recording always gives
 * the same bytes. A row is one line: time (unix seconds), block, and a value per series, integers as texts; `blocks`
 * repeats the first and the last row's.
 *
 * @param recording - what `$.recording` holds
 * @returns JSON in lines, ending with a line break
 * @example await writeFile("balanced-work.json", recordingToJson($.recording));
 */
export function recordingToJson(recording: Recording): string {
  assertRecording(recording, "What is to be written");
  const { source, periods, series, rows, events, eventTraces } = recording;
  const blocks = blockRange(recording);
  const names = [...new Set(series.map(({ name }) => name))];
  const parts = [
    `"format": ${JSON.stringify(jsonFormat)}`,
    `"version": ${jsonVersion}`,
    `"source": ${JSON.stringify(sourceToJson(source))}`,
    ...(blocks === undefined ? [] : [`"blocks": ${JSON.stringify(blocks)}`]),
    `"periods": ${lines(periods.map(periodToJson))}`,
    `"series": ${lines(series.map((one) => seriesToJson(one, rows)))}`,
    `"rows": ${lines(rows.map((row) => rowToJson(row, names)))}`,
    `"events": ${lines(events.map(eventToJson))}`,
    ...(eventTraces === undefined ? [] : [`"eventTraces": ${JSON.stringify(eventTraces)}`]),
  ];
  return `{\n  ${parts.join(",\n  ")}\n}\n`;
}

/**
 * The samples of a series as the rows have them.
 *
 * @param name - of the series; a row without it counts as `null`
 */
export function samplesOfRows(rows: readonly Row[], name: string): Pick<Series, "times" | "values"> {
  return {
    times: rows.map(({ time }) => time),
    values: rows.map(({ values }) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null)),
  };
}

function lines(values: readonly JsonValue[]): string {
  return values.length === 0
    ? "[]"
    : `[\n    ${values.map((value) => JSON.stringify(value)).join(",\n    ")}\n  ]`;
}

/** Samples are written with the rows, and here only where they differ from them. */
function seriesToJson(series: Series, rows: readonly Row[]): JsonValue {
  const { times, values } = samplesOfRows(rows, series.name);
  const isInRows = isSame(series.times, times) && isSame(series.values, values);
  return {
    ...seriesHeadToJson(series),
    ...(isInRows ? {} : { times: [...series.times], values: series.values.map(sampleToJson) }),
  };
}

/** A list, unless the row has other values than the series' names, or lies off the grid. */
function rowToJson({ time, block, values, boundary }: Row, names: readonly string[]): JsonValue {
  const own = Object.keys(values);
  const isComplete = own.length === names.length && names.every((name) => Object.hasOwn(values, name));
  if (isComplete && boundary === undefined)
    return [time, block, ...names.map((name) => sampleToJson(values[name] ?? null))];
  const entries = own.toSorted().map((name) => [name, sampleToJson(values[name] ?? null)] as const);
  return {
    time,
    block,
    values: Object.fromEntries(entries),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

/** An event as JSON, with its fields in a fixed order. */
export function eventToJson(event: RecordedEvent): JsonValue {
  const { kind, name, time, block, logIndex, transaction, contract, args, group, undecoded } = event;
  return {
    ...{ kind, name, time, block, logIndex, transaction, contract, args: eventArgsToJson(args) },
    ...(group === undefined ? {} : { group }),
    ...(undecoded === undefined ? {} : { undecoded }),
  };
}

/** Whether two lists hold the same values; -0 is not 0. */
export function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
