import type { RecordedEvent, Recording, SampleValue } from "../../src/recording/recording.ts";
import { smallRecording } from "./smallRecording.ts";

/** 15 September 2021, midnight. */
export const start = 1_631_664_000;

/** What a recording of a test holds. */
export interface RecordingParts {
  /** Values by trace, sampled every hour. */
  readonly traces: Readonly<Record<string, readonly SampleValue[]>>;
  readonly decimals?: number;
  readonly unit?: string;
  /** Unix seconds. */
  readonly from?: number;
  readonly events?: readonly Partial<RecordedEvent>[];
}

/** A recording of these values, an hour apart. */
export function recordingOf({
  traces,
  decimals = 18,
  unit = "KP3R",
  from = start,
  events = [],
}: RecordingParts): Recording {
  const small = smallRecording();
  const [event] = small.events as [RecordedEvent];
  const length = Math.max(...Object.values(traces).map((values) => values.length));
  const times = Array.from({ length }, (_, index) => from + index * 3_600);
  return {
    ...small,
    series: Object.entries(traces).map(([name, values]) => ({
      name,
      kind: "script",
      unit,
      decimals,
      times: times.slice(0, values.length),
      values,
    })),
    rows: times.map((time, index) => ({
      time,
      block: 100 + index,
      values: Object.fromEntries(
        Object.entries(traces).map(([name, values]) => [name, values[index] ?? null]),
      ),
    })),
    events: events.map((one) => ({ ...event, name: "Work", time: from, block: 101, ...one })),
  };
}
