import { assertRecording } from "../recording/assertRecording.ts";
import { formatSpan } from "../common/formatTime.ts";
import { differenceSeries } from "../recording/differenceSeries.ts";
import type { Recording } from "../recording/recording.ts";
import { regularSamples } from "../recording/regularSamples.ts";
import type { ChartOptions } from "./chartOptions.ts";
import type { ChartSpec } from "./chartSpec.ts";
import { chartTheme } from "./theme/chartTheme.ts";
import { chartOptionNames, checkChartOptions } from "./checkChartOptions.ts";
import { composeChart } from "./layout/composeChart.ts";
import { describeChart, sourceLine } from "./describeChart.ts";
import { InvalidChartOptionError } from "./errors.ts";
import { comparedRows, type NamedRecording } from "./events/comparedRows.ts";
import { chooseSeries } from "./panel/chooseSeries.ts";
import { drawnReferences } from "./panel/drawnReferences.ts";
import { spaceBetween } from "./panel/spaceBetween.ts";
import { type DrawnSeries, drawnSeries } from "./panel/drawnSeries.ts";
import { groupPanels, type PanelGroup } from "./panel/groupPanels.ts";
import { scaledSamples } from "./panel/scaledSamples.ts";
import { valueDomain } from "./panel/valueDomain.ts";
import { timeRange } from "./layout/timeRange.ts";

export type { NamedRecording } from "./events/comparedRows.ts";

/** How two recordings are drawn over each other; everything has a default. */
export interface ComparisonOptions extends Omit<ChartOptions, "reference" | "figures"> {
  /**
   * How the difference is shown: in a panel of its own below each (`true`, the default), as a tint between the solid
   * and the dashed line (`"fill"`), or not at all.
   */
  readonly difference?: boolean | "fill";
}

const comparisonOptionNames = [
  ...chartOptionNames.filter((name) => !["reference", "figures"].includes(name)),
  "difference",
];

/**
 * Draws two recordings over each other: the first solid, the second dashed, and below each panel what the second
 * has more than the first, subtracted as exact integers. Events that differ get a row for each, the second's hollow.
 *
 * Series belong together by name and unit, samples by their step since the start. A second recording of another time
 * is moved to the start of the first; the subtitle says by how much.
 *
 * Pure: the same recordings and options give the same spec, and nothing is changed.
 *
 * @param first - the one that the other is held against, such as a run before a change
 * @param second - such as the run after it
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws EmptyRecordingError, UnknownTraceError, UnknownMarkerError, InvalidChartOptionError as `buildChart` does
 * @throws InvalidChartOptionError if no series is in both
 * @example
 * const spec = buildComparison({ name: "before", recording }, { name: "after", recording: $.recording });
 */
export function buildComparison(
  first: NamedRecording,
  second: NamedRecording,
  options: ComparisonOptions = {},
): ChartSpec {
  checkChartOptions(options, comparisonOptionNames);
  const given: readonly (NamedRecording | undefined)[] = [first, second];
  given.forEach((one, index) => {
    assertRecording(one?.recording, `The ${index === 0 ? "first" : "second"} recording`);
  });
  checkNames(first.name, second.name);
  const theme = chartTheme(options.theme ?? "light");
  const { recording } = first;
  const offset = isApart(recording, second.recording) ? startOf(recording) - startOf(second.recording) : 0;
  const other = shiftRecording(second.recording, offset);
  const reference = { name: second.name, recording: other };
  checkDifference(options.difference);
  const chosen = chooseSeries(recording, options);
  const series = chosen.map((one) => drawnSeries(one, recording, theme, { ...options, reference }));
  const references = drawnReferences(series, reference, theme);
  const rows = comparedRows({ ...first, recording }, { ...second, recording: other }, options.events);
  const range = timeRange(
    recording,
    [...series, ...references, { times: other.rows.map((row) => row.time) }],
    rows,
  );
  const panels = groupPanels(series, references, options);
  const words = describeChart({ recording, series, references, rows, range }, options);
  const moved = offset === 0 ? "" : `, moved by ${offset < 0 ? "−" : "+"}${formatSpan(Math.abs(offset))}`;
  const subtitle = `${words.subtitle.split(" · dashed:")[0] ?? ""} · solid: ${first.name} · dashed: ${second.name}${moved}`;
  const withDifference = (panel: PanelGroup): PanelGroup[] =>
    options.difference === false || options.difference === "fill"
      ? [options.difference === "fill" ? withFills(panel) : panel]
      : [
          { ...panel, share: comparedShare },
          ...differencePanel(
            panel,
            regularSamples(recording),
            regularSamples(other),
            first.name,
            second.name,
          ),
        ];
  return composeChart(
    {
      recording,
      panels: panels.flatMap(withDifference),
      rows,
      range,
      words: { ...words, subtitle, source: sourcesOf(first, second) },
      theme,
    },
    options,
  );
}

/** Tints the space between each line and its reference, in the colour of the line. */
function withFills(panel: PanelGroup): PanelGroup {
  const fills = panel.references.flatMap((reference): DrawnSeries[] => {
    const line = panel.series.find((one) => one.key === reference.of);
    if (line === undefined) return [];
    const { times, tops, bases } = spaceBetween(line, reference);
    return [
      {
        ...line,
        key: `f${line.key}`,
        as: "band",
        times,
        values: tops,
        samples: tops,
        edges: { tops, bases },
      },
    ];
  });
  return { ...panel, fills };
}

/** Where both come from, once if that is the same. */
function sourcesOf(first: NamedRecording, second: NamedRecording): string {
  const [one, other] = [sourceLine(first.recording), sourceLine(second.recording)];
  return one === other ? one : `${first.name}: ${one} · ${second.name}: ${other}`;
}

/** Heights as shares of an ordinary panel's: room for the values of both recordings, and of the difference. */
const [comparedShare, differenceShare] = [1.4, 0.75];

/** The panel below another one: the lines' differences, in their colours. */
function differencePanel(
  panel: PanelGroup,
  recording: Recording,
  other: Recording,
  first: string,
  second: string,
): PanelGroup[] {
  const series = panel.references.flatMap((reference): DrawnSeries[] => {
    const line = panel.series.find((one) => one.key === reference.of);
    const before = recording.series.find((one) => one.name === line?.name && one.unit === line.unit);
    const after = other.series.find((one) => one.name === before?.name && one.unit === before.unit);
    if (line === undefined || before === undefined || after === undefined) return [];
    return [
      {
        ...line,
        key: `d${line.key}`,
        style: { ...line.style, width: 1.75 },
        ...scaledSamples(differenceSeries(before, after)),
      },
    ];
  });
  if (series.length === 0) return [];
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  return [
    {
      series,
      references: [],
      levels: [],
      title: `${second} − ${first}${panel.title === "value" ? "" : `, ${panel.title}`}`,
      // Zero is in the picture: a difference is read from there.
      domain: values.every((value) => value === 0) ? [-1, 1] : valueDomain([0, ...values]),
      scale: "linear",
      share: differenceShare,
    },
  ];
}

/** Whether two recordings share no instant. */
function isApart(a: Recording, b: Recording): boolean {
  const [startA, startB] = [startOf(a), startOf(b)];
  return endOf(a) < startB || endOf(b) < startA;
}

function endOf(recording: Recording): number {
  return recording.rows.at(-1)?.time ?? startOf(recording);
}

function checkDifference(difference: unknown): void {
  if (difference === undefined || typeof difference === "boolean" || difference === "fill") return;
  throw new InvalidChartOptionError({
    message: `Unknown difference ${JSON.stringify(difference)}.`,
    hint: 'Use true for a panel below, "fill" for a tint between the lines, or false.',
  });
}

function checkNames(first: string, second: string): void {
  if (first !== second) return;
  throw new InvalidChartOptionError({
    message: `Both recordings are called ${JSON.stringify(first)}.`,
    hint: 'Give them two names, such as "before" and "after": the chart says by them which is which.',
  });
}

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
