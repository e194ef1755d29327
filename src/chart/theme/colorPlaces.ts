/** Colours that differ for every kind of colour vision, and all that there are. */
const [wellApart, all] = [6, 8] as const;

/** With this start the names that are met most often have colours of their own, without moving aside. */
const start = 1_695_855;

/**
 * Binds names to colours: a name has the same one in every chart of every recording, unless a recording has two names
 * of one colour. Then the first of them in alphabetical order keeps it, and the other takes the next that is free.
 *
 * @param names - of the series of a recording
 * @returns places in the palette, by name; all different for up to eight names
 */
export function colorPlaces(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const sorted = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
  // Whoever has its own colour to itself keeps it: only those that collide move.
  const [settled, moving] = [new Set<number>(), [] as string[]];
  for (const name of sorted) {
    const place = hash(name) % wellApart;
    if (settled.has(place)) moving.push(name);
    else {
      settled.add(place);
      places.set(name, place);
    }
  }
  for (const name of moving) {
    const place = freePlace(hash(name), settled) ?? hash(name) % all;
    settled.add(place);
    places.set(name, place);
  }
  return places;
}

function freePlace(number: number, taken: ReadonlySet<number>): number | undefined {
  const near = Array.from({ length: wellApart }, (_, step) => (number + step) % wellApart);
  const last = Array.from({ length: all - wellApart }, (_, step) => wellApart + step);
  return [...near, ...last].find((place) => !taken.has(place));
}

/** FNV-1a over the letters, its bits mixed once more. */
function hash(name: string): number {
  let number = start;
  for (const byte of new TextEncoder().encode(name)) number = Math.imul(number ^ byte, 16_777_619) >>> 0;
  number = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 0;
  return (number ^ (number >>> 13)) >>> 0;
}
