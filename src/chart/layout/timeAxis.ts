import { type ChartLayout, gutterColumns, type Json, timesInView } from "./chartLayout.ts";

/** First line of a label: the day at midnight, the time of day otherwise. */
const firstLine =
  `utcFormat(datum.value, ${midnight()} ? '%-d %b' : ` +
  `utcseconds(datum.value) == 0 ? '%H:%M' : '%H:%M:%S')`;

/** Second line: what the first leaves open, where the axis starts and where the year changes. */
const secondLine =
  `datum.index == 0 ? utcFormat(datum.value, ${midnight()} ? '%Y' : '%-d %b %Y') : ` +
  `${midnight()} && utcdayofyear(datum.value) == 1 ? utcFormat(datum.value, '%Y') : ''`;

/** How an axis of dates is labelled, in UTC. */
export const calendarLabels: Json = {
  labelExpr: `[${firstLine}, ${secondLine}]`,
  labelOverlap: "parity",
  labelSeparation: 8,
};

/**
 * The time axis: calendar days, or hours where a reader zooms in, in UTC; or days since the start.
 */
export function timeAxis(layout: ChartLayout): Json {
  const calendar = layout.since === undefined;
  // Where there is no gutter, the second line of the labels leaves room for it at the end.
  const title =
    layout.names === "beside"
      ? { titleAlign: "left", titleX: layout.plot + gutterColumns.name, titleY: 8 }
      : { titleAlign: "right", titleX: layout.plot, titleY: 24 };
  return {
    orient: "bottom",
    title: calendar ? "UTC" : "since the start",
    titleAnchor: "start",
    titleAngle: 0,
    titleBaseline: "top",
    ...title,
    tickCount: tickCount(layout),
    ...calendarLabels,
    ...(!calendar && { labelExpr: "datum.label + ' d'" }),
    grid: false,
    ticks: true,
    domain: true,
  };
}

/** About how many labels fit. Labels of hours need more room: the first of them carries the whole date. */
function tickCount(layout: ChartLayout): number {
  const [start, end] = timesInView(layout);
  const days = (end - start) / 86_400;
  const fitting = days < 5 ? layout.plot / 90 : Math.min(layout.plot / 60, days);
  return Math.max(2, Math.floor(fitting));
}

function midnight(): string {
  return "utchours(datum.value) + utcminutes(datum.value) + utcseconds(datum.value) == 0";
}
