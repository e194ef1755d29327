import { type ChartLayout, gutterColumns, type Json } from "./chartLayout.ts";

/** First line of a label: the day at midnight, the time of day otherwise. */
const firstLine = "utcFormat(datum.value, %midnight% ? '%-d %b' : '%H:%M')".replace("%midnight%", midnight());

/** Second line: what the first leaves open, where the axis starts and where the year changes. */
const secondLine =
  `datum.index == 0 ? utcFormat(datum.value, ${midnight()} ? '%Y' : '%-d %b %Y') : ` +
  `${midnight()} && utcdayofyear(datum.value) == 1 ? utcFormat(datum.value, '%Y') : ''`;

/** The time axis: calendar days, or hours where a reader zooms in, in UTC. */
export function timeAxis(layout: ChartLayout): Json {
  const days = (layout.times[1] - layout.times[0]) / 86_400_000;
  return {
    orient: "bottom",
    title: "UTC",
    titleAnchor: "start",
    titleAngle: 0,
    titleAlign: "left",
    titleBaseline: "top",
    titleX: layout.plot + gutterColumns.name,
    titleY: 8,
    // Labels of hours need more room: the first carries the whole date.
    tickCount: Math.max(2, Math.floor(layout.plot / (days < 5 ? 90 : 60))),
    labelExpr: `[${firstLine}, ${secondLine}]`,
    labelOverlap: "greedy",
    labelSeparation: 8,
    grid: false,
    ticks: true,
    domain: true,
  };
}

function midnight(): string {
  return "utchours(datum.value) + utcminutes(datum.value) + utcseconds(datum.value) == 0";
}
