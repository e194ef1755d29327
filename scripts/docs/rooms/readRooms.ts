import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

/** A folder of `src`. */
export interface Room {
  readonly name: string;
  /** How many files it has, without generated ones. */
  readonly files: number;
  /** How often its files import from other rooms, of types too, by name. */
  readonly imports: ReadonlyMap<string, number>;
}

/** Made by the build, not written. */
const generated = /^keep3r[\\/]contracts[\\/]/;

/**
 * Counts what the rooms of `src` import from each other.
 *
 * @param root - the project's folder
 * @returns the rooms in the order of the lint rules, highest first: each imports only from those that follow
 */
export async function readRooms(root: string): Promise<Room[]> {
  const source = join(root, "src");
  const names = (await readdir(source, { recursive: true }))
    .filter((file) => file.endsWith(".ts") && !generated.test(file))
    .sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(source, name), "utf8");
      const imported = ts
        .preProcessFile(text)
        .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
        .map(({ fileName }) => relative(source, resolve(source, dirname(name), fileName)));
      return { room: roomOf(name), imported: imported.map(roomOf) };
    }),
  );
  return orderOfRooms(root).map((name) => {
    const own = files.filter(({ room }) => room === name);
    const imports = new Map<string, number>();
    for (const room of own.flatMap(({ imported }) => imported).filter((other) => other !== name)) {
      imports.set(room, (imports.get(room) ?? 0) + 1);
    }
    return { name, files: own.length, imports };
  });
}

function roomOf(file: string): string {
  return file.split(sep)[0] ?? "";
}

/** The lint rules have one for each room, lowest first. */
function orderOfRooms(root: string): string[] {
  const { forbidden } = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")) as {
    readonly forbidden: readonly { readonly name: string }[];
  };
  return forbidden.flatMap(({ name }) => /^room-(\w+)$/.exec(name)?.[1] ?? []).reverse();
}
