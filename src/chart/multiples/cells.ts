import type { Recording } from "../../recording/recording.ts";
import type { ChartOptions } from "../chartOptions.ts";
import { type EventRow, eventRows } from "../events/eventRows.ts";
import { timeRange } from "../layout/timeRange.ts";
import { chooseSeries } from "../panel/chooseSeries.ts";
import { type DrawnSeries, drawnSeries, shownValues } from "../panel/drawnSeries.ts";
import { groupPanels, type PanelGroup } from "../panel/groupPanels.ts";
import { valueDomain } from "../panel/valueDomain.ts";
import type { ChartTheme } from "../theme/chartTheme.ts";

/** A recording, and what stands above its plot. */
export interface TitledRecording {
  readonly title: string;
  readonly recording: Recording;
}

/** A recording with what is drawn of it. */
export interface Cell extends TitledRecording {
  readonly panels: readonly PanelGroup[];
  readonly rows: readonly EventRow[];
  readonly range: readonly [number, number];
}

/** Lines have the look of their name's first recording, so that one legend tells all. */
export function drawCells(
  items: readonly TitledRecording[],
  theme: ChartTheme,
  options: Pick<ChartOptions, "traces" | "interpolate">,
): Cell[] {
  const looks = new Map<string, DrawnSeries>();
  return items.map((item, place) => {
    const { recording } = item;
    const chosen = chooseSeries(recording, options);
    const series = chosen.map((one) => {
      const drawn = drawnSeries(one, recording, theme, options);
      const id = JSON.stringify([one.series.name, one.series.unit]);
      const key = `c${String(place)}${drawn.key}`;
      const look = looks.get(id) ?? { ...drawn, toggle: key };
      looks.set(id, look);
      return { ...drawn, key, toggle: look.toggle, style: look.style };
    });
    const rows = eventRows(recording).filter((row) => row.failure);
    return { ...item, rows, panels: groupPanels(series, [], {}), range: timeRange(recording, series, []) };
  });
}

/** Whether all recordings begin and end at about the same instants, so that one calendar serves them. */
export function isOneTime(cells: readonly Cell[]): boolean {
  const [first] = cells;
  const near = first === undefined ? 0 : (first.range[1] - first.range[0]) * 0.02;
  return cells.every((cell) =>
    cell.range.every((end, at) => Math.abs(end - (first?.range[at] ?? 0)) <= near),
  );
}

export function isEmpty(panel: PanelGroup): boolean {
  return panel.series.every((one) => one.times.length === 0);
}

/** Ends of the value axis of each unit, over all recordings; those given for the first. */
export function sharedDomains(
  cells: readonly Cell[],
  yDomain: ChartOptions["yDomain"],
): Map<string, readonly [number, number]> {
  const values = new Map<string, number[]>();
  for (const one of cells.flatMap((cell) => cell.panels.flatMap((panel) => panel.series))) {
    const all = values.get(one.unit) ?? [];
    for (const value of shownValues(one)) all.push(value);
    values.set(one.unit, all);
  }
  return new Map(
    [...values].map(([unit, all], index) => [unit, (index === 0 ? yDomain : undefined) ?? valueDomain(all)]),
  );
}

/** Each line once, as the legend names it. */
export function uniqueLines(cells: readonly Cell[]): DrawnSeries[] {
  const all = cells.flatMap((cell) => cell.panels.flatMap((panel) => panel.series));
  return all.filter((one) => one.key === one.toggle);
}
