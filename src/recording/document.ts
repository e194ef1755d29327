import { RecordingFormatError } from "./errors.ts";

/** Longest piece of a document that a message repeats. */
const excerpt = 60;

/** What a part of a document is found by: field names and indices, from the top. */
export type DocumentPath = readonly (string | number)[];

/** How a document says where one of its parts is, such as `line 3, column 9`. */
export type Locate = (path: DocumentPath) => string;

/**
 * A part of a parsed JSON document, which is read by saying what it has to be. Whatever is not so is reported with
 * its place in the document.
 */
export class DocumentPart {
  readonly value: unknown;
  readonly #path: DocumentPath;
  readonly #locate: Locate;

  constructor(value: unknown, locate: Locate, path: DocumentPath = []) {
    this.value = value;
    this.#locate = locate;
    this.#path = path;
  }

  /** @throws RecordingFormatError, always */
  fail(expected: string): never {
    throw unexpected(this.#locate(this.#path), expected, describe(this.value));
  }

  /** The fields of an object that has all of `required`, maybe some of `optional`, and no others. */
  fields<Required extends string, Optional extends string = never>(
    required: readonly Required[],
    optional: readonly Optional[] = [],
  ): Record<Required, DocumentPart> & Partial<Record<Optional, DocumentPart>> {
    const fields = new Map(this.entries());
    const missing = required.find((name) => !fields.has(name));
    if (missing !== undefined) this.fail(`an object with the field ${JSON.stringify(missing)}`);
    const known = new Set<string>([...required, ...optional]);
    for (const [name, part] of fields) {
      if (!known.has(name)) part.fail(`no field ${JSON.stringify(name)}, only ${[...known].join(", ")}`);
    }
    return Object.fromEntries(fields) as ReturnType<typeof this.fields<Required, Optional>>;
  }

  /** Names and values of an object, in order. */
  entries(): [string, DocumentPart][] {
    const { value } = this;
    if (!isObject(value)) return this.fail("an object");
    return Object.entries(value).map(([name, part]) => [name, this.#part(part, name)]);
  }

  items(): DocumentPart[] {
    if (!Array.isArray(this.value)) return this.fail("a list");
    return this.value.map((item: unknown, index) => this.#part(item, index));
  }

  text(): string {
    return typeof this.value === "string" ? this.value : this.fail("a text");
  }

  /** A whole number that a double holds exactly. */
  integer(what: string): number {
    const { value } = this;
    return typeof value === "number" && Number.isSafeInteger(value) ? value : this.fail(what);
  }

  /** A mark that is there only where it is true. */
  isTrue(): true {
    return this.value === true || this.fail("true");
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const choice = choices.find((candidate) => candidate === this.value);
    return choice ?? this.fail(choices.map((candidate) => JSON.stringify(candidate)).join(" or "));
  }

  #part(value: unknown, step: string | number): DocumentPart {
    return new DocumentPart(value, this.#locate, [...this.#path, step]);
  }
}

/**
 * The error for text that is not what it should be.
 *
 * @param where - such as `line 3, column 9`
 * @param expected - what should be there
 * @param found - what is there
 */
export function unexpected(where: string, expected: string, found: string): RecordingFormatError {
  return new RecordingFormatError({
    message: `${where}: expected ${expected}, found ${found}.`,
    hint: "The text is damaged, or was not written by this kit: export the recording again.",
  });
}

/** A piece of a document for a message: one line, not too long. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length <= excerpt ? text : `${text.slice(0, excerpt)}…`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
