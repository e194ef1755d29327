/** Markers that share a place: their positions in the row, and the pixel of their middle. */
export interface MarkerCluster {
  /** Indices, in order of place. */
  readonly members: readonly number[];
  readonly middle: number;
}

/** Pixels: markers nearer than this coincide. */
const coincide = 3;

/** Pixels: a marker that stands for several needs this much room. */
const room = 17;

/** Pixels that one marker stands for at most. */
const widest = 24;

/**
 * Puts markers that coincide together, so that none hides another.
 *
 * @param places - pixels, in any order
 * @returns clusters from left to right; markers that stand apart are clusters of one
 */
export function clusterMarkers(places: readonly number[]): MarkerCluster[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const groups: number[][] = [];
  for (const index of order) {
    const group = groups.at(-1);
    const [first, last] = [places[group?.[0] ?? index] ?? 0, places[group?.at(-1) ?? index] ?? 0];
    const place = places[index] ?? 0;
    if (group !== undefined && place - last < coincide && place - first < widest) group.push(index);
    else groups.push([index]);
  }
  const clusters: MarkerCluster[] = [];
  for (const group of groups) {
    let cluster = clusterOf(group, places);
    for (
      let before = clusters.at(-1);
      before !== undefined && touches(before, cluster);
      before = clusters.at(-1)
    ) {
      clusters.pop();
      cluster = clusterOf([...before.members, ...cluster.members], places);
    }
    clusters.push(cluster);
  }
  return clusters;
}

/** Whether two clusters would overlap: single markers may come close, the number of several may not be covered. */
function touches(a: MarkerCluster, b: MarkerCluster): boolean {
  const several = Number(a.members.length > 1) + Number(b.members.length > 1);
  return several > 0 && b.middle - a.middle < (several === 2 ? room : room * 0.75);
}

function clusterOf(members: readonly number[], places: readonly number[]): MarkerCluster {
  const sum = members.reduce((total, index) => total + (places[index] ?? 0), 0);
  return { members, middle: sum / members.length };
}
