import type { parse, Spec, View } from "vega";
import { dropClipped, type SceneMark } from "./dropClipped.ts";
import type { MeasureText } from "./textFont.ts";

/** What a drawing needs of Vega; its own types leave the scenegraph out. */
export interface DrawingLibrary {
  readonly parse: typeof parse;
  readonly View: typeof View;
  readonly SVGStringRenderer: new (loader: unknown) => SvgRenderer;
  readonly resetSVGDefIds: () => void;
  readonly textMetrics: { width: (item: TextItem, text: string | number | null) => number };
}

interface SvgRenderer {
  initialize(element: null, width: number, height: number, origin: [number, number], scale: number): this;
  background(color: string): this;
  render(scene: unknown): this;
  svg(): string;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
  /** Pixels that the text may run before it is shortened; 0 for any number. */
  readonly limit?: number;
}

/** The logger that a Vega view reports to. */
export type ViewLogger = NonNullable<NonNullable<ConstructorParameters<typeof View>[1]>["logger"]>;

/**
 * Draws a compiled chart, with all text measured by `measure`.
 *
 * Vega keeps its way of measuring text in one place for the whole process. Nothing in here awaits,
 * so that nobody else who uses Vega ever meets the replacement.
 *
 * @returns an SVG document
 */
export function drawStatic(
  vega: DrawingLibrary,
  spec: Spec,
  measure: MeasureText,
  logger: ViewLogger,
): string {
  const original = vega.textMetrics.width;
  vega.textMetrics.width = (item, text) => {
    const weight = item.fontWeight === "bold" ? 700 : Number(item.fontWeight ?? 400) || 400;
    const width = measure(String(text ?? ""), item.fontSize ?? 11, weight);
    return item.limit !== undefined && item.limit > 0 ? Math.min(width, item.limit) : width;
  };
  const view = new vega.View(vega.parse(spec), { renderer: "none", logger });
  try {
    vega.resetSVGDefIds();
    view.run();
    return toSvg(vega, view);
  } finally {
    vega.textMetrics.width = original;
    view.finalize();
  }
}

function toSvg(vega: DrawingLibrary, view: View): string {
  const { root } = view.scenegraph() as unknown as { root: SceneMark };
  const { x1, y1, x2, y2 } = root.bounds;
  dropClipped(root);
  const padding = view.padding() as { left: number; right: number; top: number; bottom: number };
  const left = padding.left - Math.floor(x1);
  const top = padding.top - Math.floor(y1);
  return new vega.SVGStringRenderer(undefined)
    .initialize(
      null,
      left + Math.ceil(x2) + padding.right,
      top + Math.ceil(y2) + padding.bottom,
      [left, top],
      1,
    )
    .background(view.background())
    .render(root)
    .svg();
}
