import type { RecordedEvent } from "../../recording/recording.ts";
import {
  axisTime,
  type ChartLayout,
  isInView,
  type Json,
  pixelOf,
  timeChannel,
} from "../layout/chartLayout.ts";
import { clusterMarkers } from "./clusterMarkers.ts";
import { type EventRow, formatArgument } from "./eventRows.ts";
import { isoTime } from "../../common/formatTime.ts";
import { tooltipFields, tooltipText } from "../panel/tooltipFields.ts";

/** Arguments that a tooltip lists, and events that the tooltip of several lists: the rest stays in the recording. */
const [argumentLimit, listLimit] = [12, 12];

/** Markers closer than this would touch: they are drawn small and translucent. Pixels. */
const crowded = 7;

/** How the markers of a row look. */
export interface MarkerLook {
  /** A Vega symbol, or an SVG path. */
  readonly shape: string;
}

/** Mark properties of a row's markers, in the band and in its legend. */
export function markerMark(row: EventRow, { shape }: MarkerLook, { theme }: ChartLayout): Json {
  if (row.failure) {
    const strokeWidth = row.hollow === true ? 1.5 : 2.5;
    return { shape, size: 70, stroke: theme.failure, strokeWidth, filled: false, opacity: 1 };
  }
  const size = shape === "circle" ? 50 : 64;
  return row.hollow === true
    ? { shape, size, fill: theme.background, stroke: theme.ink, strokeWidth: 1.5, opacity: 1 }
    : { shape, size, fill: theme.ink, strokeWidth: 0, opacity: 1 };
}

/** Draws the events of a row: a marker each, and for those that coincide one with their number. */
export function eventMarkers(
  row: EventRow,
  middle: number,
  look: MarkerLook,
  layout: ChartLayout,
  axis: Json,
): Json[] {
  const events = row.events.filter((event) => isInView(event.time, layout));
  const clusters = clusterMarkers(events.map((event) => pixelOf(event.time, layout))).map(({ members }) =>
    members.flatMap((index) => events[index] ?? []),
  );
  const singles = clusters.flatMap((members) => (members.length === 1 ? members : []));
  const several = clusters.filter((members) => members.length > 1);
  const mark = {
    type: "point",
    clip: true,
    y: middle,
    ...markerMark(row, look, layout),
    ...(clusters.length * crowded > layout.plot && { size: 24, fillOpacity: 0.6 }),
  };
  return [
    singleMarkers(row, singles, mark, layout, axis),
    ...(several.length === 0 ? [] : severalMarkers(row, several, middle, layout, axis)),
  ];
}

function singleMarkers(
  row: EventRow,
  events: readonly RecordedEvent[],
  mark: Json,
  layout: ChartLayout,
  axis: Json,
): Json {
  const names = [...new Set(events.flatMap((event) => Object.keys(event.args)))].slice(0, argumentLimit);
  const values = events.map((event) => ({
    t: axisTime(event.time, layout),
    name: tooltipText(event.name),
    when: isoTime(event.time),
    block: event.block,
    tx: event.transaction,
    ...Object.fromEntries(
      names.map((name, at) => {
        const value = Object.hasOwn(event.args, name) ? event.args[name] : undefined;
        return [`a${String(at)}`, value === undefined ? "" : tooltipText(formatArgument(value))];
      }),
    ),
  }));
  return {
    data: { values },
    mark,
    encoding: {
      x: timeChannel(layout, axis),
      // What an event says of itself comes last, so that it cannot take the name of a line of ours.
      tooltip: tooltipFields([
        { field: "name", title: kindOf(row) },
        { field: "when", title: "time (UTC)" },
        { field: "block", title: "block" },
        { field: "tx", title: "transaction" },
        ...names.map((title, at) => ({ field: `a${String(at)}`, title })),
      ]),
    },
  };
}

/** A disc with the number of events that coincide; its tooltip lists them. */
function severalMarkers(
  row: EventRow,
  clusters: readonly (readonly RecordedEvent[])[],
  middle: number,
  layout: ChartLayout,
  axis: Json,
): Json[] {
  const { theme } = layout;
  const listed = Math.min(listLimit, Math.max(...clusters.map((members) => members.length)));
  const values = clusters.map((members) => {
    const times = members.map((event) => axisTime(event.time, layout));
    const more = members.length - listed;
    return {
      t: times.reduce((sum, time) => sum + time, 0) / times.length,
      n: members.length > 99 ? "99+" : String(members.length),
      name: `${tooltipText(row.name)} ×${String(members.length)}`,
      ...Object.fromEntries(
        Array.from({ length: listed }, (_, at) => [
          `e${String(at)}`,
          members[at] === undefined ? "" : summary(members[at]),
        ]),
      ),
      ...(more > 0 && { more: `${String(more)} more in the recording` }),
    };
  });
  const color = row.failure ? theme.failure : theme.ink;
  const disc =
    row.hollow === true
      ? { fill: theme.background, stroke: color, strokeWidth: 1.5 }
      : { fill: color, strokeWidth: 0 };
  const number = {
    type: "text",
    clip: true,
    y: middle,
    baseline: "middle",
    align: "center",
    fontWeight: 600,
  };
  const x = timeChannel(layout, axis);
  return [
    {
      data: { values },
      mark: { type: "point", shape: "circle", clip: true, y: middle, size: 200, opacity: 1, ...disc },
      encoding: {
        x,
        tooltip: tooltipFields([
          { field: "name", title: `${kindOf(row)}s` },
          ...Array.from({ length: listed }, (_, at) => ({ field: `e${String(at)}`, title: String(at + 1) })),
          ...(values.some((value) => "more" in value) ? [{ field: "more", title: "and" }] : []),
        ]),
      },
    },
    {
      data: { values },
      mark: { ...number, fontSize: 10, fill: row.hollow === true ? color : theme.background, tooltip: null },
      encoding: { x, text: { field: "n", type: "nominal" } },
    },
  ];
}

/** An event in a line: when, its arguments, its transaction. */
function summary(event: RecordedEvent): string {
  const args = Object.entries(event.args).map(([name, value]) => `${name} ${formatArgument(value)}`);
  const words = [isoTime(event.time), ...args, event.transaction].filter((word) => word !== "");
  return tooltipText(words.join(" · "));
}

function kindOf(row: EventRow): string {
  if (!row.failure) return "event";
  return row.events.every((event) => event.kind === "violation") ? "violation" : "failure";
}
