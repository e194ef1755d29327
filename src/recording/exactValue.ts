import type { DocumentPart } from "./document.ts";
import type { EventValue, SampleValue } from "./recording.ts";

/** Nesting of event arguments beyond which a document is taken for damaged. */
const deepest = 200;

const integer = /^(?:0|-?[1-9]\d*)$/;
const specialNumbers = ["-0", "NaN", "Infinity", "-Infinity"] as const;

/** What JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/** A sample as JSON: a `bigint` as its digits, a `number` as a number, or by name where JSON has none. */
export function sampleToJson(value: SampleValue): JsonValue {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "number") return value;
  const special = specialNumbers.find((text) => Object.is(Number(text), value));
  return special === undefined ? value : { number: special };
}

/** @throws RecordingFormatError */
export function sampleFromJson(part: DocumentPart): SampleValue {
  const { value } = part;
  if (typeof value === "string" && integer.test(value)) return BigInt(value);
  if (typeof value === "number" || value === null) return value;
  if (typeof value === "object") return Number(part.fields(["number"]).number.oneOf(specialNumbers));
  return part.fail("an integer as a text, a number or null");
}

/**
 * An integer of any size, which is a text.
 *
 * @throws RecordingFormatError
 */
export function bigintFromJson(part: DocumentPart): bigint {
  const value = sampleFromJson(part);
  return typeof value === "bigint" ? value : part.fail("an integer as a text");
}

/**
 * A list of two texts.
 *
 * @throws RecordingFormatError
 */
export function pairFromJson(part: DocumentPart): [string, string] {
  const [first, second, ...more] = part.items().map((item) => item.text());
  if (first === undefined || second === undefined || more.length > 0) return part.fail("two texts");
  return [first, second];
}

/** An event argument as JSON: `{ integer: "1" }` and `{ struct: { … } }`; texts, booleans and lists as they are. */
export function eventValueToJson(value: EventValue): JsonValue {
  if (typeof value === "bigint") return { integer: value.toString() };
  if (typeof value !== "object") return value;
  if (isList(value)) return value.map(eventValueToJson);
  return { struct: eventArgsToJson(value) };
}

/** @throws RecordingFormatError */
export function eventValueFromJson(part: DocumentPart, depth = 0): EventValue {
  const { value } = part;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (depth > deepest) return part.fail(`at most ${deepest} levels`);
  if (Array.isArray(value)) return part.items().map((item) => eventValueFromJson(item, depth + 1));
  const fields = part.fields([], ["integer", "struct"]);
  if (fields.struct !== undefined && fields.integer === undefined) {
    return eventArgsFromJson(fields.struct, depth + 1);
  }
  const digits = fields.struct === undefined ? fields.integer?.value : undefined;
  if (typeof digits === "string" && integer.test(digits)) return BigInt(digits);
  return part.fail('{ "integer": "digits" } or { "struct": { … } }');
}

/** Arguments by name, in the order in which they are. */
export function eventArgsToJson(args: Readonly<Record<string, EventValue>>): JsonValue {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, eventValueToJson(value)]));
}

/** @throws RecordingFormatError */
export function eventArgsFromJson(part: DocumentPart, depth = 0): Readonly<Record<string, EventValue>> {
  // `fromEntries` takes `__proto__` for a name like any other.
  return Object.fromEntries(
    part.entries().map(([name, value]) => [name, eventValueFromJson(value, depth)] as const),
  );
}

function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value);
}
