/** A title as part of a file name: lower case, digits and hyphens. */
export function slug(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  return plain === "" ? "chart" : plain;
}
