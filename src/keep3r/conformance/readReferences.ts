import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidReferenceError } from "../errors.ts";
import { parseReference } from "./parseReference.ts";
import type { Reference } from "./reference.ts";

/** The file with what was printed, as text that must come out the same. */
const printedFile = "printed.json";

/** What a folder of references holds. */
export interface References {
  /** By the name of the scenario that each file is called after. */
  readonly recordings: ReadonlyMap<string, Reference>;
  /** What was printed, by name; empty if the folder has no `printed.json`. */
  readonly printed: Readonly<Record<string, string>>;
}

/** The references that come with the kit. */
export const referencesFolder: string = fileURLToPath(new URL("references", import.meta.url));

/**
 * Reads the references of a folder: `<scenario>.json` for each recording, `printed.json` for printed figures.
 *
 * @param folder - path. Default: the references that come with the kit
 * @throws InvalidReferenceError if the folder has none, or a file is of another form
 */
export async function readReferences(folder: string = referencesFolder): Promise<References> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith(".json")).sort();
  if (names.length === 0) {
    throw new InvalidReferenceError(
      folder,
      "it holds no .json file",
      "Name a folder with <scenario>.json files.",
    );
  }
  const recordings = new Map<string, Reference>();
  let printed: Readonly<Record<string, string>> = {};
  for (const name of names) {
    const file = join(folder, name);
    const text = await readFile(file, "utf8");
    if (name === printedFile) printed = parsePrinted(text, file);
    else recordings.set(basename(name, ".json"), parseReference(text, file));
  }
  return { recordings, printed };
}

function parsePrinted(text: string, file: string): Readonly<Record<string, string>> {
  const { figures } = JSON.parse(text) as { figures?: unknown };
  const entries = Object.entries(typeof figures === "object" && figures !== null ? figures : {});
  const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === "string";
  if (entries.length > 0 && entries.every(isText)) return Object.fromEntries(entries);
  throw new InvalidReferenceError(
    file,
    "figures does not hold a text for each name",
    'Give JSON: { "figures": { "KP3R spent": "9.99" } }.',
  );
}
