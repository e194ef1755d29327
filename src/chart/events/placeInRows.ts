/** A label to place: where its middle would stand if it were alone, and how long it is. Pixels. */
export interface WantedLabel {
  readonly middle: number;
  readonly width: number;
}

/** Where a label stands: its middle in pixels, and its row, 0 the first. */
export interface PlacedLabel {
  readonly middle: number;
  readonly row: number;
}

/**
 * Places labels along an axis, in as many rows as keep them apart, each as near to its place as the ends allow.
 *
 * @param length - pixels of the axis; a label longer than that is cut to it
 * @param gap - pixels between neighbours of a row
 * @returns in the order of `wanted`
 */
export function placeInRows(wanted: readonly WantedLabel[], length: number, gap: number): PlacedLabel[] {
  const placed = new Array<PlacedLabel>(wanted.length);
  const ends: number[] = [];
  const order = wanted.map((_, index) => index);
  order.sort((a, b) => (wanted[a]?.middle ?? 0) - (wanted[b]?.middle ?? 0));
  for (const index of order) {
    const { middle, width } = wanted[index] ?? { middle: 0, width: 0 };
    const half = Math.min(width, length) / 2;
    const at = Math.min(Math.max(middle, half), length - half);
    const fitting = ends.findIndex((end) => at - half >= end + gap);
    const row = fitting < 0 ? ends.length : fitting;
    ends[row] = at + half;
    placed[index] = { middle: at, row };
  }
  return placed;
}
