import { UnknownTraceError } from "../errors/unknownTraceError.ts";
import type { Recording, Series } from "../recording/recording.ts";

/**
 * Picks the series that a chart draws.
 *
 * @param names - which, in which order; all if absent
 * @throws UnknownTraceError if the recording has no series of a name
 */
export function chooseSeries(recording: Recording, names: readonly string[] | undefined): readonly Series[] {
  if (names === undefined) {
    return recording.series;
  }
  const available = recording.series.map((series) => series.name);
  return names.map((name) => {
    const series = recording.series.find((one) => one.name === name);
    if (series === undefined) {
      throw new UnknownTraceError(name, available);
    }
    return series;
  });
}
