import type { DocumentPath } from "./document.ts";

const space = /[ \t\n\r]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Finds a value in JSON. It walks through the text without recursion, so that no nesting is too deep for it.
 *
 * @param path - what to look for; absent for what is wrong with the text
 * @returns offset of the value at `path`, or of the first character that cannot be there
 */
export function findInJson(text: string, path?: DocumentPath): number {
  const walk = new Walk(text);
  do {
    walk.skip(space);
    if (path !== undefined && walk.isAt(path)) break;
  } while (walk.enterOrPass() && walk.goOn());
  return walk.at;
}

interface Container {
  readonly close: "]" | "}";
  /** Index or name of the element that the walk is at. */
  step: string | number;
}

/** Goes through JSON value by value, in the order of the text. */
class Walk {
  at = 0;
  readonly #text: string;
  readonly #open: Container[] = [];
  /** Whether the walk stands before the first element of a list or an object. */
  #isEntering = false;

  constructor(text: string) {
    this.#text = text;
  }

  isAt(path: DocumentPath): boolean {
    return path.length === this.#open.length && this.#open.every(({ step }, depth) => step === path[depth]);
  }

  skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    this.at += match?.[0].length ?? 0;
    return match !== null;
  }

  /** Goes into a list or an object, or behind any other value; `false` if there is no value. */
  enterOrPass(): boolean {
    const first = this.#text[this.at];
    this.#isEntering = false;
    if (first === '"') return this.#passString();
    if (first !== "[" && first !== "{") return this.skip(scalar);
    this.at += 1;
    this.skip(space);
    const close = first === "[" ? "]" : "}";
    if (this.#text[this.at] === close) {
      this.at += 1;
      return true;
    }
    const container: Container = { close, step: 0 };
    this.#open.push(container);
    this.#isEntering = true;
    return close === "]" || this.#passName(container);
  }

  /** Goes to the next value, out of what ends before it; `false` at the end, and where something is wrong. */
  goOn(): boolean {
    if (this.#isEntering) return true;
    for (;;) {
      this.skip(space);
      const container = this.#open.at(-1);
      if (container === undefined) return false;
      if (this.#text[this.at] === ",") return this.#passComma(container);
      if (this.#text[this.at] !== container.close) return false;
      this.at += 1;
      this.#open.pop();
    }
  }

  #passComma(container: Container): boolean {
    this.at += 1;
    if (typeof container.step === "string") return this.#passName(container);
    container.step += 1;
    return true;
  }

  #passName(container: Container): boolean {
    this.skip(space);
    const start = this.at;
    if (this.#text[start] !== '"' || !this.#passString()) return false;
    container.step = JSON.parse(this.#text.slice(start, this.at)) as string;
    this.skip(space);
    if (this.#text[this.at] !== ":") return false;
    this.at += 1;
    return true;
  }

  #passString(): boolean {
    this.at += 1;
    for (;;) {
      const code = this.#text.charCodeAt(this.at);
      if (Number.isNaN(code) || code < 0x20) return false;
      if (code !== 0x5c) this.at += 1;
      else if (!this.skip(escape)) return false;
      if (code === 0x22) return true;
    }
  }
}
