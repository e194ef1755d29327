import { SourceMap, type SourceMapPayload } from "node:module";

/** A line and a column, counted from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** The source map of a script that has nothing from any source. */
export const emptyMap = JSON.stringify({ version: 3, sources: [], names: [], mappings: "" });

/** Finds places of a script in the source from which it was compiled. */
export class ScriptMap {
  readonly #texts: readonly string[];
  readonly #added: number;
  #maps: readonly SourceMap[] | undefined;

  /**
   * @param maps - source maps as JSON, that of the last step of the compiler first
   * @param added - lines that the compiler was given in front of the source
   */
  constructor(maps: readonly string[], added = 0) {
    this.#texts = maps;
    this.#added = added;
  }

  /** The place in the source; `undefined` if it is not from there. */
  origin(place: Place): Place | undefined {
    this.#maps ??= this.#texts.map((text) => new SourceMap(JSON.parse(text) as SourceMapPayload));
    const found = this.#maps.reduce<Place | undefined>((from, map) => from && originIn(map, from), place);
    return found && { ...found, line: found.line - this.#added };
  }
}

function originIn(map: SourceMap, { line, column }: Place): Place | undefined {
  const entry = map.findEntry(line, column);
  // A line that a compiler has added has no entry of its own.
  if (!("originalLine" in entry) || entry.generatedLine !== line) return undefined;
  return { line: entry.originalLine, column: entry.originalColumn };
}

/** Takes out where a compiler says that the source map lies: it is nowhere but in memory. */
export function withoutMapAddress(code: string): string {
  return code.replace(/\/\/# sourceMappingURL=\S*\s*$/, "");
}
