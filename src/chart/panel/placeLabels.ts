/**
 * Moves labels apart along an axis, each as little as possible.
 *
 * @param wanted - pixels, where each label would stand if it were alone
 * @param gap - pixels between the centres of neighbours; smaller if they would not all fit
 * @param range - pixels, first and last place where a label may stand
 * @returns pixels, in the order of `wanted`
 * @source pool adjacent violators: least squares under the constraint of an order
 */
export function placeLabels(
  wanted: readonly number[],
  gap: number,
  range: readonly [number, number],
): number[] {
  const [first, last] = range;
  const step = wanted.length > 1 ? Math.min(gap, (last - first) / (wanted.length - 1)) : 0;
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));

  const blocks: { mean: number; size: number }[] = [];
  order.forEach((index, rank) => {
    let block = { mean: (wanted[index] ?? 0) - rank * step, size: 1 };
    for (let below = blocks.at(-1); below !== undefined && below.mean > block.mean; below = blocks.at(-1)) {
      const size = below.size + block.size;
      block = { mean: (below.mean * below.size + block.mean * block.size) / size, size };
      blocks.pop();
    }
    blocks.push(block);
  });

  const highest = last - (wanted.length - 1) * step;
  const means = blocks.flatMap((block) => Array.from({ length: block.size }, () => block.mean));
  const placed = new Array<number>(wanted.length).fill(0);
  order.forEach((index, rank) => {
    placed[index] = Math.min(Math.max(means[rank] ?? 0, first), highest) + rank * step;
  });
  return placed;
}
