/** `"light"` for paper and most documentation, `"dark"` for dark pages. */
export type ChartThemeName = "light" | "dark";

/** How one series is stroked. */
export interface LineStyle {
  readonly color: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels on, pixels off; empty for a solid line. */
  readonly dash: readonly number[];
}

/** The colours of a chart. */
export interface ChartTheme {
  readonly background: string;
  /** Names and headings. */
  readonly ink: string;
  /** Axis labels, counts and other text that comes second. */
  readonly muted: string;
  /** Axis line and zero line. */
  readonly axis: string;
  readonly grid: string;
  readonly period: string;
  readonly failure: string;
  /** One colour per series, after Okabe and Ito; neighbours differ in lightness too. */
  readonly palette: readonly string[];
}

const themes: Readonly<Record<ChartThemeName, ChartTheme>> = {
  light: {
    background: "#ffffff",
    ink: "#1f2328",
    muted: "#59636e",
    axis: "#8c959f",
    grid: "#e6e9ed",
    period: "#8c959f",
    failure: "#c5162e",
    palette: ["#0072b2", "#db8f00", "#00533c", "#cc79a7", "#56b4e9", "#7a4b00", "#8250df", "#6e7781"],
  },
  dark: {
    background: "#0d1117",
    ink: "#e6edf3",
    muted: "#9aa4af",
    axis: "#6e7681",
    grid: "#21262d",
    period: "#6e7681",
    failure: "#ff7b72",
    palette: ["#3d9bdc", "#f0b429", "#a8f0d2", "#e08fc0", "#8fd3ff", "#c98a3c", "#bc9cff", "#b1bac4"],
  },
};

/**
 * Lines that coincide stay visible: the first is broad, the next lies on it as a narrower one, and
 * those above are dashed so that what is below shows through.
 */
const strokes: readonly Omit<LineStyle, "color">[] = [
  { width: 3.5, dash: [] },
  { width: 1.75, dash: [] },
  { width: 1.75, dash: [6, 4] },
  { width: 1.75, dash: [2, 3] },
];

/** A line with nothing to coincide with. */
const single = { width: 2.25, dash: [] };

/** The colours of a theme. */
export function chartTheme(name: ChartThemeName): ChartTheme {
  return themes[name];
}

/**
 * The stroke of a series. It follows from the recording, not from what else is drawn, so that a series
 * looks the same in every chart of the recording.
 *
 * @param index - place of the series in its recording
 * @param rank - place among the series of its unit
 * @param count - how many series have its unit
 */
export function lineStyle(theme: ChartTheme, index: number, rank: number, count: number): LineStyle {
  const color = theme.palette[index % theme.palette.length] ?? theme.ink;
  const stroke = count === 1 ? single : (strokes[rank % strokes.length] ?? single);
  return { color, ...stroke };
}
