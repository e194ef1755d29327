/** Recordings as plain data: JSON, CSV, comparison. */
export { type CompareOptions, compareRecordings } from "./compare/compareRecordings.ts";
export { deviationsOf } from "./compare/deviations.ts";
export type {
  ComparedSample,
  ComparedValues,
  Differences,
  EventDifference,
  FigureDifference,
  TraceDifference,
} from "./compare/differences.ts";
export { parseTolerance, type Tolerance } from "./compare/tolerance.ts";
export {
  type Derivation,
  type DerivedSample,
  type DerivedTotalOptions,
  type DeriveOptions,
  deriveSeries,
} from "./deriveSeries.ts";
export * from "./errors.ts";
export { eventsFromCsv } from "./eventsFromCsv.ts";
export { eventsToCsv } from "./eventsToCsv.ts";
export { type EventTotal, eventTotals, type EventTotalsOptions } from "./eventTotals.ts";
export type { Figure } from "./figure.ts";
export type {
  EventKind,
  EventValue,
  Period,
  RecordedEvent,
  Recording,
  RecordingSource,
  Row,
  SampleValue,
  Series,
  SourceContract,
  SourceSubstitute,
} from "./recording.ts";
export { recordingFromCsv } from "./recordingFromCsv.ts";
export { recordingFromJson } from "./recordingFromJson.ts";
export { recordingToCsv } from "./recordingToCsv.ts";
export { recordingToJson } from "./recordingToJson.ts";
export { regularSamples } from "./regularSamples.ts";
