import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidReferenceError } from "../errors.ts";
import { parsePrinted, parseReference, type Reference } from "./parseReference.ts";
import { findStretch, type StretchName, stretchNames } from "./stretches.ts";

/** The file with what was printed, as text that must come out the same. */
const printedFile = "printed.json";

/** What a folder of references holds. */
export interface References {
  /** By the stretch that each was recorded in. */
  readonly recordings: ReadonlyMap<StretchName, Reference>;
  /** What was printed, by name; empty if the folder has no `printed.json`. */
  readonly printed: Readonly<Record<string, string>>;
}

/** The references that come with the kit. */
export const referencesFolder: string = fileURLToPath(new URL("references", import.meta.url));

/**
 * Reads the references of a folder: `<stretch>.json` for each recording, `printed.json` for printed figures. The
 * stretch is named by the file, or else by the title in it.
 *
 * @param folder - path. Default: the references that come with the kit
 * @throws InvalidReferenceError if the folder has none, a file is of another form or of no stretch, or two are of one
 */
export async function readReferences(folder: string = referencesFolder): Promise<References> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith(".json")).sort();
  if (names.length === 0) {
    throw new InvalidReferenceError(
      folder,
      "it holds no .json file",
      `Name a folder with recordings, called after their stretches: ${stretchNames.join(", ")}.`,
    );
  }
  const recordings = new Map<StretchName, Reference>();
  let printed: Readonly<Record<string, string>> = {};
  for (const name of names) {
    const file = join(folder, name);
    const text = await readFile(file, "utf8");
    if (name === printedFile) {
      printed = parsePrinted(text, file);
      continue;
    }
    const reference = parseReference(text, file);
    const stretch = findStretch(basename(name, ".json")) ?? findStretch(reference.title);
    if (stretch === undefined || recordings.has(stretch)) {
      throw new InvalidReferenceError(
        file,
        stretch === undefined
          ? `neither its name nor its title ${JSON.stringify(reference.title)} is that of a stretch that is recorded`
          : `another file of the folder is of ${stretch} too`,
        `Call each file after one of these: ${stretchNames.join(", ")}.`,
      );
    }
    recordings.set(stretch, reference);
  }
  return { recordings, printed };
}
