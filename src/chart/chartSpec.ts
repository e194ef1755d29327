import type { RecordingSource } from "../recording/recording.ts";

/** Where a chart comes from; Vega-Lite carries it along and draws nothing of it. */
interface ChartMeta {
  /** Version of the kit that built the chart. */
  readonly kit: string;
  /** How it was asked for, as JSON, so that a page can draw it for another width; absent for the default, or what is no JSON. */
  readonly options?: string;
  /** What was recorded; absent for a chart that was made of something else. */
  readonly source?: RecordingSource;
}

/**
 * A Vega-Lite v5 specification as plain JSON: it can be displayed, stored, sent, and edited by hand.
 *
 * @source https://vega.github.io/vega-lite-v5/docs/spec.html
 */
export interface ChartSpec {
  readonly $schema: string;
  /** The chart in a sentence, for readers who cannot see it. */
  readonly description: string;
  readonly usermeta: ChartMeta;
  readonly [property: string]: unknown;
}
