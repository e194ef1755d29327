/**
 * Everything that a run depends on, by name, with what tells one state of it from another: a value that can be shown,
 * or the SHA-256 of what is too long for that or secret.
 *
 * @example { "cell 3": "9f86d0…", "parameter weeks": "5", "contract MyJob": "60303a…" }
 */
export type Ingredients = Readonly<Record<string, string>>;

/** An ingredient that is not what it was. */
export interface Change {
  /** Name of the ingredient. */
  readonly what: string;
  /** What it was; absent if it is new. */
  readonly before?: string;
  /** What it is; absent if it is gone. */
  readonly now?: string;
}

/** Lists what differs between two states, in the order of the names in them. */
export function changesBetween(before: Ingredients, now: Ingredients): Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].flatMap((what) => {
    const [old, present] = [before[what], now[what]];
    if (old === present) return [];
    return [
      {
        what,
        ...(old === undefined ? {} : { before: old }),
        ...(present === undefined ? {} : { now: present }),
      },
    ];
  });
}
