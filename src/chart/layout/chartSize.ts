import type { Period } from "../../recording/recording.ts";
import { gutterColumns, typeSize } from "./chartLayout.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import type { EventRow } from "../events/eventRows.ts";
import { formatSpan } from "../../common/formatTime.ts";
import type { PanelGroup } from "../panel/groupPanels.ts";
import { lastValue, referenceValue } from "../panel/lineNames.ts";
import { type Domain, widestLabel } from "../panel/valueDomain.ts";

/** Pixels around the whole picture. */
export const padding = 20;

/** Pixels between panels: where there are several, each has a title above it. */
export function spacing(panels: number): number {
  return panels > 1 ? 34 : 22;
}

/** Width of the value axes in pixels: as wide as the longest label. */
export function axisWidth(domains: readonly Domain[]): number {
  return Math.max(
    32,
    ...domains.map((domain) => estimateTextWidth(widestLabel(domain), typeSize.label) + 10),
  );
}

/** Width of the column of names in pixels: as wide as the longest, while the plot keeps the larger part. */
export function gutterWidth(
  panels: readonly PanelGroup[],
  rows: readonly EventRow[],
  periods: readonly Period[],
  width: number,
): number {
  const { name, label } = typeSize;
  const series = panels.flatMap((panel) => panel.series);
  const references = panels.flatMap((panel) => panel.references);
  const levels = panels.flatMap((panel) => panel.levels.filter((level) => !("at" in level)));
  const widths = [
    ...series.map((one) => estimateTextWidth(one.label, name * 1.04)),
    ...series.map((one) => (one.endValue ? estimateTextWidth(lastValue(one), label) : 0)),
    ...references.map((one) => estimateTextWidth(referenceValue(one), label)),
    ...levels.map((one) => estimateTextWidth(one.text, name)),
    ...rows.map((row) => estimateTextWidth(`${row.name}  ${String(row.events.length)}`, label)),
    ...periods.map((period) => estimateTextWidth(`${period.name}, ${formatSpan(period.seconds)}`, label)),
  ];
  return Math.round(Math.min(gutterColumns.name + Math.max(60, ...widths), width * 0.34));
}

/** What shares the height of a picture with its panels: lines of text, and heights of other views in pixels. */
export interface HeightTakers {
  readonly titles: number;
  readonly subtitles: number;
  readonly sources: number;
  readonly views: readonly number[];
}

/**
 * Shares out the height of a picture.
 *
 * @param height - of the whole picture in pixels; absent for panels of a good height
 * @param shares - of each panel, 1 for an ordinary one
 * @returns height of an ordinary panel in pixels
 */
export function panelHeight(
  height: number | undefined,
  shares: readonly number[],
  takers: HeightTakers,
): number {
  if (height === undefined) {
    return shares.length > 1 ? 180 : 280;
  }
  const text = takers.titles * (typeSize.title + 2) + takers.subtitles * (typeSize.subtitle + 2);
  const views = takers.views.reduce((sum, view) => sum + view, 0);
  const gaps = (shares.length - 1 + takers.views.length) * spacing(shares.length);
  const source = takers.sources * (typeSize.label + 2);
  const rest = height - 2 * padding - text - source - axisAndGaps - gaps - views;
  const parts = shares.reduce((sum, share) => sum + share, 0);
  return Math.max(60, Math.round(rest / Math.max(1, parts)));
}

/** The time axis, the title of the first value axis, the source, and the gaps around them. Pixels. */
const axisAndGaps = 92;
