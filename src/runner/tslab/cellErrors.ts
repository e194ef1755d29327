import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { CellCompiler } from "./cellCompiler.ts";

/** Names under which cells run, so that a stack shows which one. */
const cellFile = /^notebook-cell-\d+$/;

/** Where a frame of a stack is: the end of its line. */
const framePlace = /([^\s()]{1,500}):(\d+):(\d+)(?=\)?$)/;

/** Longer lines are no frames; a cell can print anything. */
const longestFrame = 2_000;

/** An error that ended a cell, as its reader sees it. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  /** The error with those frames that are the reader's business, each in terms of the source. */
  readonly printed: string;
  /** Line of the running cell, from 1, in which it happened; absent if it does not say. */
  readonly line?: number;
}

/** Describes the errors that end cells, by cell and line. */
export class CellErrors {
  readonly #compiler: CellCompiler;
  /** Folders of the kernel: frames in there are the same for every error. */
  readonly #internal: readonly string[];
  #count = 0;

  /** @param tslab - folder of its package */
  constructor(compiler: CellCompiler, tslab: string) {
    this.#compiler = compiler;
    this.#internal = [tslab, dirname(dirname(fileURLToPath(import.meta.url)))];
  }

  /** The name under which the cell that was compiled last is to run. */
  nameLatest(): string {
    const name = `notebook-cell-${++this.#count}`;
    this.#compiler.nameLatest(name);
    return name;
  }

  /** @param value - what was thrown; anything can be */
  describe(value: unknown): CellError {
    if (!(value instanceof Error)) {
      const printed = typeof value === "string" ? value : inspect(value);
      return { name: "Error", message: printed, printed };
    }
    const line = this.#lineOf(value);
    const printed = withoutExcerpt(inspect(value)).split("\n").flatMap(this.#readable);
    // An error that prints without its stack, as this kit's own do, still happened somewhere.
    if (line !== undefined && !printed.some((text) => text.includes(thisCell(line)))) {
      printed.push(`    at ${thisCell(line)}`);
    }
    const { name, message } = value;
    return { name, message, printed: printed.join("\n"), ...(line === undefined ? {} : { line }) };
  }

  #lineOf({ stack = "" }: Error): number | undefined {
    for (const frame of stack.split("\n").filter(isFrame)) {
      const [, file, line, column] = framePlace.exec(frame) ?? [];
      if (file !== `notebook-cell-${this.#count}`) continue;
      const place = this.#compiler.origin(file, Number(line), Number(column));
      if (place !== undefined && place !== "unknown") return place.line;
    }
    return undefined;
  }

  readonly #readable = (text: string): string[] => {
    if (!isFrame(text)) return [text];
    if (/\bnode:/.test(text) || this.#internal.some((folder) => text.includes(folder))) return [];
    const [all, file = "", line, column] = framePlace.exec(text) ?? [];
    if (all === undefined) return [text];
    const place = this.#compiler.origin(file, Number(line), Number(column));
    if (place === "unknown") return [text];
    // tslab's wrapper around a cell is part of the script, but not of the source.
    if (place === undefined) return [];
    if (!cellFile.test(file)) return [text.replace(all, `${file}:${place.line}:${place.column}`)];
    const isLatest = file === `notebook-cell-${this.#count}`;
    return [text.replace(all, isLatest ? thisCell(place.line) : `an earlier cell, line ${place.line}`)];
  };
}

/** Node puts the failing line of the script in front of a SyntaxError. */
function withoutExcerpt(printed: string): string {
  return /^notebook-cell-\d+:\d+\n/.test(printed) ? printed.slice(printed.indexOf("\n\n") + 2) : printed;
}

function thisCell(line: number): string {
  return `this cell, line ${line}`;
}

function isFrame(text: string): boolean {
  return text.length <= longestFrame && /^\s+at /.test(text);
}
