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

/** The colours of series by name: each is that of its place in the palette, in either theme. */
const colorNames = ["blue", "orange", "green", "mauve", "sky", "olive", "violet", "gray"] as const;

type PaletteName = (typeof colorNames)[number];

/** A colour that a series can be given; the pale ones are for what comes second, such as the upper part of a stack. */
export type ColorName = PaletteName | `pale ${PaletteName}`;

/** All of them. */
export const allColorNames: readonly ColorName[] = [
  ...colorNames,
  ...colorNames.map((name) => `pale ${name}` as const),
];

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
  /** Ends of a scale of colours, from little to much. */
  readonly ramp: readonly [little: string, much: string];
  /** A scale of colours from good to bad. */
  readonly risk: readonly [good: string, warning: string, worse: string, bad: string];
  /** One colour per series; the first six differ for every kind of colour vision, the first four in lightness. */
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
    ramp: ["#dfe9f8", "#0a5fd0"],
    risk: ["#dfe8f5", "#f3d5bd", "#dc8260", "#c5162f"],
    palette: ["#0a5fd0", "#e8750c", "#0f4034", "#ad6a98", "#1d9bea", "#665c00", "#8250df", "#6e7781"],
  },
  dark: {
    background: "#0d1117",
    ink: "#e6edf3",
    muted: "#9aa4af",
    axis: "#6e7681",
    grid: "#21262d",
    period: "#6e7681",
    failure: "#ff7b72",
    ramp: ["#14253d", "#2a84f2"],
    risk: ["#15263e", "#57402f", "#a65a40", "#ff7b73"],
    palette: ["#2a84f2", "#f0c419", "#9df7ea", "#ee7bb0", "#a3b8fb", "#a8752b", "#bc9cff", "#b1bac4"],
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

/** The same where a reference is drawn: dashes are its mark, so that lines which coincide differ in breadth alone. */
const solidStrokes: typeof strokes = [3.5, 2.25, 1.25, 1.25].map((width) => ({ width, dash: [] }));

/** A line with nothing to coincide with. */
const single = { width: 2.25, dash: [] };

/** The stroke of a reference: paler and greyer than its line, dashed, and broad enough to show on both sides of it. */
export function referenceStyle(theme: ChartTheme, line: LineStyle): LineStyle {
  return { color: paleColor(theme, line.color), width: line.width + 3, dash: [9, 6] };
}

/** A colour of a theme by its name. */
export function namedColor(theme: ChartTheme, name: ColorName): string {
  const pale = name.startsWith("pale ");
  const index = colorNames.findIndex((one) => one === (pale ? name.slice("pale ".length) : name));
  const color = theme.palette[index] ?? theme.ink;
  return pale ? paleColor(theme, color) : color;
}

/** A colour on its way to the background. */
function paleColor(theme: ChartTheme, color: string): string {
  return mix(color, theme.background, 0.45);
}

/** Colours between two: `share` of the second. Both as `#rrggbb`. */
function mix(first: string, second: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [first, second].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * (1 - share) + (b ?? 0) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** The colours of a theme. */
export function chartTheme(name: ChartThemeName): ChartTheme {
  return themes[name];
}

/**
 * The stroke of a series. It follows from the recording, not from what else is drawn, so that a series
 * looks the same in every chart of the recording.
 *
 * @param index - place of its colour in the palette, see `colorPlaces`
 * @param rank - place among the series of its unit
 * @param count - how many series have its unit
 * @param dashes - whether lines may be dashed, or leave that to a reference
 */
export function lineStyle(
  theme: ChartTheme,
  index: number,
  rank: number,
  count: number,
  dashes: "own" | "reference",
): LineStyle {
  const color = theme.palette[index % theme.palette.length] ?? theme.ink;
  const family = dashes === "own" ? strokes : solidStrokes;
  const stroke = count === 1 ? single : (family[rank % family.length] ?? single);
  return { color, ...stroke };
}
