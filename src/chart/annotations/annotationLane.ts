import { InvalidChartOptionError } from "../errors.ts";
import type { ChartAnnotation, InstantAnnotation, SpanAnnotation } from "./chartAnnotation.ts";
import {
  axisTime,
  type ChartLayout,
  constantMark,
  isInView,
  type Json,
  pixelOf,
  timeChannel,
  timesInView,
  typeSize,
} from "../layout/chartLayout.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import { formatTime } from "../../common/formatTime.ts";
import { placeInRows } from "../events/placeInRows.ts";

/** Pixels from row to row of the texts. */
const rowHeight = 18;

/** Pixels between the lowest row and the end of the lane. */
const stemLength = 8;

/** Pixels between two texts of a row. */
const gap = 10;

type TimedAnnotation = InstantAnnotation | SpanAnnotation;

/**
 * The texts of instants and spans without a value, in a lane above the plots where they cannot cover a line or each other.
 *
 * @returns no view if there is nothing to write
 * @throws InvalidChartOptionError if an annotation lies outside of the time axis, where nobody would see it
 */
export function annotationLane(annotations: readonly ChartAnnotation[], layout: ChartLayout): Json[] {
  annotations.forEach((annotation) => {
    if ("at" in annotation || "from" in annotation) checkInView(annotation, layout);
  });
  const timed = timedAnnotations(annotations);
  if (timed.length === 0) return [];
  const labels = timed.map((annotation) => ({
    middle: middleOf(annotation, layout),
    width: estimateTextWidth(annotation.text, typeSize.label),
  }));
  const places = placeInRows(labels, layout.plot, gap);
  const rows = 1 + Math.max(...places.map((place) => place.row));
  const height = rows * rowHeight + stemLength;
  const marks = timed.map((annotation, index) => {
    const { middle, row } = places[index] ?? { middle: 0, row: 0 };
    // The first row stands lowest, next to what it names.
    const y = (rows - row - 0.5) * rowHeight;
    return { stem: stem(annotation, y, height, layout), label: label(annotation, { middle, y }, layout) };
  });
  return [
    {
      name: "annotations",
      width: layout.plot,
      height,
      layer: [...marks.map((one) => one.stem), ...marks.flatMap((one) => one.label)],
    },
  ];
}

/** What runs through every plot: a rule at an instant, a tint behind a span. */
export function annotationRules(
  annotations: readonly ChartAnnotation[],
  layout: ChartLayout,
  axis: Json | null,
): Json[] {
  const timed = timedAnnotations(annotations);
  const spans = timed.flatMap((one) =>
    "from" in one ? [visibleEnds(one, layout).map((time) => ({ t: axisTime(time, layout) }))] : [],
  );
  const instants = timed.flatMap((one) => ("at" in one ? [{ t: axisTime(one.at, layout) }] : []));
  const x = timeChannel(layout, axis);
  const stroke = layout.theme.ink;
  const full = { y: { value: 0 }, y2: { value: "height" } };
  return [
    // An area, as a second channel of time would give the shared scale a second domain.
    ...spans.map((values) => ({
      data: { values },
      mark: { type: "area", fill: stroke, fillOpacity: 0.07, opacity: 1, clip: true },
      encoding: { x, ...full },
    })),
    ...(instants.length === 0
      ? []
      : [
          {
            data: { values: instants },
            mark: { type: "rule", stroke, strokeWidth: 1, strokeOpacity: 0.7, clip: true },
            encoding: { x },
          },
        ]),
  ];
}

function timedAnnotations(annotations: readonly ChartAnnotation[]): TimedAnnotation[] {
  return annotations.filter(
    (one): one is TimedAnnotation => ("at" in one && one.value === undefined) || "from" in one,
  );
}

/** What leads from a text down to the plots: a rule at an instant, a bar along a span. */
function stem(annotation: TimedAnnotation, y: number, height: number, layout: ChartLayout): Json {
  const mark = { type: "rule", stroke: layout.theme.ink, strokeOpacity: 0.7, clip: true };
  const values = visibleEnds(annotation, layout).map((time) => ({ t: axisTime(time, layout) }));
  const x = timeChannel(layout, null);
  return "at" in annotation
    ? {
        data: { values: values.slice(1) },
        mark: { ...mark, strokeWidth: 1 },
        encoding: { x, y: { value: y }, y2: { value: height } },
      }
    : { data: { values }, mark: { ...mark, type: "line", strokeWidth: 1.5, y: height - 1 }, encoding: { x } };
}

/** Text on a piece of background, which interrupts the rules that pass behind it. */
function label(
  annotation: TimedAnnotation,
  { middle, y }: { readonly middle: number; readonly y: number },
  layout: ChartLayout,
): Json[] {
  const { theme, plot } = layout;
  const [left, right] = visibleEnds(annotation, layout);
  const half = Math.min(plot, estimateTextWidth(annotation.text, typeSize.label)) / 2;
  const data = { values: [{ t: (axisTime(left, layout) + axisTime(right, layout)) / 2 }] };
  const text = { type: "text", y, align: "center", baseline: "middle", fontSize: typeSize.label };
  const dx = Math.round(middle - middleOf(annotation, layout));
  return [
    constantMark({
      type: "rect",
      fill: theme.background,
      x: middle - half - 3,
      x2: middle + half + 3,
      y: y - rowHeight / 2,
      y2: y + rowHeight / 2,
    }),
    {
      data,
      mark: { ...text, dx, text: annotation.text, fill: theme.ink, limit: plot, clip: true },
      encoding: { x: timeChannel(layout, null) },
    },
  ];
}

/** The part of a span that the time axis shows; an instant is both of its ends. Unix seconds. */
function visibleEnds(annotation: TimedAnnotation, layout: ChartLayout): [number, number] {
  if ("at" in annotation) return [annotation.at, annotation.at];
  const [start, end] = timesInView(layout);
  return [Math.max(annotation.from, start), Math.min(annotation.to, end)];
}

function middleOf(annotation: TimedAnnotation, layout: ChartLayout): number {
  const [left, right] = visibleEnds(annotation, layout);
  return (pixelOf(left, layout) + pixelOf(right, layout)) / 2;
}

function checkInView(annotation: TimedAnnotation, layout: ChartLayout): void {
  const [left, right] = visibleEnds(annotation, layout);
  if (left <= right && isInView(left, layout) && isInView(right, layout)) return;
  const place = "at" in annotation ? annotation.at : annotation.from;
  throw new InvalidChartOptionError({
    message: `The annotation ${JSON.stringify(annotation.text)} at ${String(place)} (${formatTime(place)}) lies outside of the chart.`,
    hint: "Give unix seconds within the recording, as $.recording.rows[0].time and (await $.block()).timestamp are.",
  });
}
