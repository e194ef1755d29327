import type { PackRegistration } from "./packs.ts";

/**
 * Warns of parameters that neither a cell nor a pack reads: most likely they are misspelt.
 *
 * @param unread - names of `--set` that no cell mentions
 */
export function warnOfUnreadParameters(unread: readonly string[], packs: readonly PackRegistration[]): void {
  const known = new Set(packs.flatMap(({ parameters }) => parameters));
  for (const name of new Set(unread))
    if (!known.has(name)) console.error(`Warning: no cell reads the parameter "${name}".`);
}
