import type { Figure } from "../recording/figure.ts";
import type { Recording } from "../recording/recording.ts";
import type { ChartAnnotation } from "./annotations/chartAnnotation.ts";
import type { ChartThemeName, ColorName } from "./theme/chartTheme.ts";

/** How a recording is drawn; everything has a default. */
export interface ChartOptions {
  /** What the files of the chart are called, where it is written; nothing of it is drawn. */
  readonly name?: string;
  /** Heading; the names of the series if absent. */
  readonly title?: string;
  /** Line below the heading; what is measured, and when, if absent. */
  readonly subtitle?: string;
  /**
   * The series to draw, in this order; all if absent. Names alone, or names with how each is drawn:
   * `{ ready: { as: "stack", label: "ready to pay" }, accrued: { as: "stack", color: "pale blue" } }`.
   */
  readonly traces?: TraceChoice;
  /** The finding in a sentence, for readers who cannot see the chart; one from the figures or the lines if absent. */
  readonly description?: string;
  /** Quantities of the whole run, as a small table under the chart: what was paid, what expired, what is left. */
  readonly figures?: readonly ChartFigure[];
  /** Whether names stand with the last value of their lines, for all or by name; they do if absent. */
  readonly endValues?: boolean | readonly string[];
  /** Names of the events to mark, a row each in this order; all of them, or none, by `true` or `false`. */
  readonly events?: boolean | readonly string[];
  /** Size of the whole picture: a name, or pixels; the height follows from the content if absent. */
  readonly size?: ChartSizeName | ChartPixels;
  readonly theme?: ChartThemeName;
  /** Another recording, drawn dashed behind the lines of the same name and unit. */
  readonly reference?: ChartReference;
  /** Title of the value axis; the unit if absent. Applies to the first panel. */
  readonly yTitle?: string;
  /** Lowest and highest value of the value axis, in units. Applies to the first panel. */
  readonly yDomain?: readonly [number, number];
  /** How the value axis runs; values of 0 and less are gaps on a `"log"` one. Applies to the first panel. */
  readonly yScale?: ValueScale;
  /**
   * How the cycles of the protocol are shown: rules at their boundaries (the default), an alternate tint with the
   * number of each period of the first cycle, or not at all.
   */
  readonly periods?: PeriodLook;
  /** Which lines share a panel: those of a unit (the default), none, or those that a list puts together. */
  readonly layout?: "units" | "panels" | readonly ChartPanel[];
  /** Instants, spans and values to point out. */
  readonly annotate?: readonly ChartAnnotation[];
  /**
   * How lines run between samples, for all or by name: straight, or `"step-after"` for values that stay until they
   * jump, as at the boundary of a period.
   */
  readonly interpolate?: Interpolation | Readonly<Record<string, Interpolation>>;
}

/** A quantity of a whole run; a `bigint` value v stands for v / 10^decimals units. */
export type ChartFigure = Pick<Figure, "name" | "value"> & Partial<Pick<Figure, "unit" | "decimals">>;

/** Series by name, with or without how each is drawn. */
export type TraceChoice = readonly string[] | Readonly<Record<string, TraceLook>>;

/** How a series is drawn; everything has a default. */
export interface TraceLook {
  /**
   * `"line"`, the default. `"area"`: filled down to zero. `"stack"`: an area on top of those before it, for parts of a
   * whole. `"band"`: the space between it and the series `to`. `"threshold"`: a thin dotted line that others are read
   * against.
   */
  readonly as?: TraceMark;
  /** Name of the series at the other edge of a band. */
  readonly to?: string;
  /** What readers see instead of the series' name. */
  readonly label?: string;
  /** Its colour; the one that its name has in every chart if absent. */
  readonly color?: ColorName;
  /** How it runs between samples; as `interpolate` says if absent. */
  readonly interpolate?: Interpolation;
}

export type TraceMark = "line" | "area" | "stack" | "band" | "threshold";

export type ValueScale = "linear" | "log";

export type PeriodLook = "rules" | "tint" | "none";

/** How a line runs from a sample to the next. */
export type Interpolation = "linear" | "step-after";

/**
 * `"notebook"`: 800 pixels wide, the default. `"wide"`: 1200. `"square"`: 800 by 800. `"print"` and `"column"`: for a
 * figure 170 or 85 millimetres wide, at 4 pixels a millimetre, where the smallest text is 8.5 points high.
 */
export type ChartSizeName = "notebook" | "wide" | "square" | "print" | "column";

/** Size of a picture in pixels. */
export interface ChartPixels {
  /** 320 to 8000; 800 if absent. */
  readonly width?: number;
  /** 200 to 8000; follows from the content if absent. */
  readonly height?: number;
}

/** Lines that share a panel; they must have one unit. */
export interface ChartPanel {
  /** The series, as {@link ChartOptions.traces} names them. */
  readonly traces: TraceChoice;
  /** Title of the value axis; the unit if absent. */
  readonly title?: string;
  /** Lowest and highest value of the value axis, in units. */
  readonly yDomain?: readonly [number, number];
  readonly yScale?: ValueScale;
}

/** A recording to hold another one against: the same scenario elsewhere, or before a change. */
export interface ChartReference {
  /** What the legend calls its lines, such as `"mainnet fork"`. */
  readonly name: string;
  /** Its series; those that are not drawn otherwise are left out. */
  readonly recording: Pick<Recording, "series">;
}
