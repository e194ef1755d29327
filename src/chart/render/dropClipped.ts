/** What is needed of Vega's tree of drawn things: marks hold items, and group items hold marks. */
export interface SceneMark {
  readonly clip?: unknown;
  readonly bounds: SceneBounds;
  readonly marktype: string;
  items: SceneItem[];
}

interface SceneItem {
  readonly bounds: SceneBounds;
  readonly width?: number;
  readonly height?: number;
  readonly items?: readonly SceneMark[];
}

/** A box in pixels of the group that holds it. */
export interface SceneBounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Marks that draw all of their items as one shape. */
const joined = ["line", "area", "trail"];

/**
 * Removes from a scene what its plot clips away entirely. Nobody would see it, and the rasteriser aborts
 * the whole process when all that it clips lies far outside of the picture.
 */
export function dropClipped(mark: SceneMark, parent?: SceneItem): void {
  if (parent !== undefined && mark.clip === true) {
    const { width = 0, height = 0 } = parent;
    const isSeen = ({ x1, y1, x2, y2 }: SceneBounds): boolean =>
      x2 >= 0 && y2 >= 0 && x1 <= width && y1 <= height;
    mark.items = joined.includes(mark.marktype)
      ? mark.items.filter(() => isSeen(mark.bounds))
      : mark.items.filter((item) => isSeen(item.bounds));
  }
  for (const item of mark.items) {
    item.items?.forEach((inner) => {
      dropClipped(inner, item);
    });
  }
}
