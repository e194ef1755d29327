import type { Recording } from "../recording/recording.ts";

/** When a recording starts, unix seconds; 0 for one without samples and events. */
export function startOf(recording: Recording): number {
  return recording.rows[0]?.time ?? recording.series[0]?.times[0] ?? recording.events[0]?.time ?? 0;
}

/** A recording with all of its times later by `seconds`; itself if these are 0. */
export function shiftRecording(recording: Recording, seconds: number): Recording {
  if (seconds === 0) return recording;
  return {
    ...recording,
    series: recording.series.map((one) => ({ ...one, times: one.times.map((time) => time + seconds) })),
    rows: recording.rows.map((row) => ({ ...row, time: row.time + seconds })),
    events: recording.events.map((event) => ({ ...event, time: event.time + seconds })),
  };
}
