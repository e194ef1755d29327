import { inset, type Json } from "../layout/chartLayout.ts";
import type { PanelGroup } from "./groupPanels.ts";

/** One plot: the series that share a value axis, and where they stand. */
export interface LinePanel extends PanelGroup {
  readonly name: string;
  /** Pixels. */
  readonly height: number;
  /** The time axis if this is the lowest part of the chart. */
  readonly timeAxis: Json | null;
  /** Names of the events by their instant, unix seconds: those at a sample are read off with it. */
  readonly events?: ReadonlyMap<number, string>;
  /** Layers that lie below the lines. */
  readonly behind: readonly Json[];
}

/** An amount of money in G reads like a weight. */
const billions = "replace(datum.label, 'G', 'B')";

/** The value channel of a panel's layer; all of its layers share one scale and axis. */
export function valueChannel(panel: LinePanel, field: string): Json {
  const [lowest, highest] = panel.domain;
  const magnitude = Math.max(Math.abs(lowest), Math.abs(highest));
  const isLog = panel.scale === "log";
  const range = [panel.height - inset, 0];
  return {
    field,
    type: "quantitative",
    scale: isLog
      ? { type: "log", domain: panel.domain, range, nice: false }
      : { domain: panel.domain, range, nice: false, zero: false },
    axis: {
      title: panel.title,
      ...(isLog
        ? { values: logTicks(panel), format: magnitude >= 1e6 || lowest < 1e-4 ? "~e" : ",~r" }
        : {
            tickCount: Math.max(2, Math.floor(panel.height / 50)),
            ...(magnitude >= 1e6 && magnitude < 1e15 && { format: "~s", labelExpr: billions }),
            ...(magnitude >= 1e15 && { format: "~e" }),
            ...(magnitude < 1e-4 && { format: "~e" }),
          }),
    },
  };
}

/** The pixel of a value; that of the nearest end for one outside of the axis. */
export function heightOf(value: number, { domain: [lowest, highest], scale, height }: LinePanel): number {
  const share =
    scale === "log"
      ? (Math.log(value) - Math.log(lowest)) / (Math.log(highest) - Math.log(lowest))
      : (value - lowest) / (highest - lowest);
  return (height - inset) * (1 - Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share)));
}

/** Powers of ten that fit, with 2 and 5 times them where they are few. */
function logTicks({ domain: [lowest, highest], height }: LinePanel): number[] {
  const most = Math.max(2, height / 26);
  const [first, last] = [Math.floor(Math.log10(lowest)), Math.ceil(Math.log10(highest))];
  const powers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const between = (steps: readonly number[]): number[] =>
    powers
      .flatMap((power) => steps.map((step) => Number(`${String(step)}e${String(power)}`)))
      .filter((tick) => tick >= lowest && tick <= highest);
  const [fine, coarse] = [between([1, 2, 5]), between([1])];
  if (fine.length <= most || coarse.length < 2) return fine;
  const every = Math.ceil(coarse.length / most);
  return coarse.filter((_, at) => at % every === 0);
}
