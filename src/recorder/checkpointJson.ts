import type { DocumentPart } from "../recording/document.ts";
import {
  bigintFromJson,
  type JsonValue,
  pairFromJson,
  sampleFromJson,
  sampleToJson,
} from "../recording/exactValue.ts";
import { periodFromJson, periodToJson } from "../recording/metadata.ts";
import { eventFromJson } from "../recording/recordingFromJson.ts";
import { eventToJson } from "../recording/recordingToJson.ts";
import {
  eventTraceFromJson,
  eventTraceToJson,
  sampledTraceFromJson,
  sampledTraceToJson,
} from "./traces/traceJson.ts";
import type { WatchedInvariant } from "./invariantWatch.ts";
import type { RecorderCheckpoint, Sample } from "./recorderState.ts";

/**
 * What a recorder knows as JSON: traces, samples, events and cycles in full; of scripts and invariants everything but
 * their functions.
 */
export function checkpointToJson({ state }: RecorderCheckpoint): JsonValue {
  const { traces, eventTraces, invariants, periods, samples, events, logsReadTo, codeHashes, warned } = state;
  // Most samples have values under the same names: these are written once.
  const names = new Map<string, number>();
  const rows = samples.map(({ number, timestamp, baseFee, values }): JsonValue => {
    const key = JSON.stringify([...values.keys()]);
    const index = names.get(key) ?? names.size;
    names.set(key, index);
    return [index, number, timestamp, baseFee.toString(), ...[...values.values()].map(sampleToJson)];
  });
  const boundaries = samples.flatMap(({ boundary }, index) => (boundary === true ? [index] : []));
  return {
    traces: traces.map(sampledTraceToJson),
    eventTraces: eventTraces.map(eventTraceToJson),
    invariants: invariants.map(({ invariant, checked, violation }) => ({
      name: invariant.name,
      checked,
      violation: violation === undefined ? null : eventToJson(violation.event),
    })),
    periods: periods.map(periodToJson),
    names: [...names.keys()].map((key) => JSON.parse(key) as string[]),
    samples: rows,
    ...(boundaries.length === 0 ? {} : { boundaries }),
    events: events.map(eventToJson),
    logsReadTo: logsReadTo ?? null,
    codeHashes: [...codeHashes].map(([address, hash]) => [address, hash]),
    ...(warned.size === 0 ? {} : { warned: [...warned] }),
  };
}

/**
 * What a recorder knew, for `Recorder#restore`. Scripts and invariants wait for their functions.
 *
 * @throws RecordingFormatError
 */
export function checkpointFromJson(part: DocumentPart): RecorderCheckpoint {
  const required = [
    "traces",
    "eventTraces",
    "invariants",
    "periods",
    "names",
    "samples",
    "events",
    "logsReadTo",
    "codeHashes",
  ] as const;
  const fields = part.fields(required, ["boundaries", "warned"]);
  const names = fields.names.items().map((list) => list.items().map((name) => name.text()));
  const boundaries = new Set(
    fields.boundaries?.items().map((index) => index.integer("an index of a sample")),
  );
  const { logsReadTo } = fields;
  return {
    state: {
      traces: fields.traces.items().map(sampledTraceFromJson),
      eventTraces: fields.eventTraces.items().map(eventTraceFromJson),
      derived: [],
      invariants: fields.invariants.items().map(invariantFromJson),
      periods: fields.periods.items().map(periodFromJson),
      samples: fields.samples.items().map((part, index): Sample => {
        const sample = sampleRowFromJson(part, names);
        return boundaries.has(index) ? { ...sample, boundary: true } : sample;
      }),
      events: fields.events.items().map(eventFromJson),
      logsReadTo: logsReadTo.value === null ? undefined : logsReadTo.integer("a block number or null"),
      codeHashes: new Map(fields.codeHashes.items().map(pairFromJson)),
      warned: new Set(fields.warned?.items().map((key) => key.text())),
    },
  };
}

function sampleRowFromJson(sample: DocumentPart, shapes: readonly (readonly string[])[]): Sample {
  const [shape, number, timestamp, baseFee, ...values] = sample.items();
  const names = shapes[shape?.integer("an index of names") ?? -1];
  const isComplete = number !== undefined && timestamp !== undefined && baseFee !== undefined;
  if (!isComplete || names?.length !== values.length) {
    return sample.fail("names, block, time, base fee and values");
  }
  return {
    number: number.integer("a block number"),
    timestamp: timestamp.integer("unix seconds"),
    baseFee: bigintFromJson(baseFee),
    values: new Map(values.map((value, index) => [names[index] ?? "", sampleFromJson(value)] as const)),
  };
}

function invariantFromJson(part: DocumentPart): WatchedInvariant {
  const { name, checked, violation } = part.fields(["name", "checked", "violation"]);
  return {
    invariant: { name: name.text(), check: () => "its check has not been added again" },
    checked: checked.integer("a number of samples"),
    violation: violation.value === null ? undefined : { event: eventFromJson(violation), cause: undefined },
    isMissing: true,
  };
}
