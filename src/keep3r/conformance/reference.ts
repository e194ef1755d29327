import type { Recording, Series } from "../../recording/recording.ts";

/** A recording that was made elsewhere, as far as it is known. */
export interface Reference {
  /** What it shows, in words. */
  readonly title: string;
  /** Where it was published. */
  readonly source: string;
  /** As many decimals as were published, exactly. */
  readonly series: readonly Series[];
  /** Every kind of event that was watched: one without times is known not to have happened. */
  readonly events: readonly ReferenceEvents[];
}

/** The events of one name. */
export interface ReferenceEvents {
  readonly name: string;
  /** Unix seconds, increasing. */
  readonly times: readonly number[];
}

/**
 * Makes a reference of a recording, to compare another one with it.
 *
 * @example compareRecording(changed, asReference($.recording), { step: $.time(4, "hours") });
 */
export function asReference(recording: Recording, title = "recording"): Reference {
  const names = [...new Set(recording.events.map((event) => event.name))];
  const { kit, chain } = recording.source;
  return {
    title,
    source: `${chain.kind} chain, ${chain.origin}, kit ${kit}`,
    series: recording.series,
    events: names.map((name) => ({ name, times: timesOf(recording, name) })),
  };
}

/** When the events of a name happened in a recording: unix seconds, increasing. */
export function timesOf(recording: Pick<Recording, "events">, name: string): number[] {
  return recording.events
    .filter((event) => event.name === name)
    .map((event) => event.time)
    .sort((a, b) => a - b);
}
