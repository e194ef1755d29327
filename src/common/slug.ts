/** Longest name that is made or accepted. */
const longest = 80;

/** Names that Windows keeps for devices, whatever ending follows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A title as the name of a file: lower-case letters, digits and hyphens, which every file system and every URL takes
 * as they are.
 */
export function slug(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  if (plain === "") return "chart";
  return reserved.test(plain) ? `chart-${plain}` : plain;
}

/** Whether a name is one that {@link slug} could have made. */
export function isSlug(name: string): boolean {
  return slug(name) === name;
}
