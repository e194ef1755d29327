import { InvalidReferenceError } from "../errors.ts";
import type { Series } from "../../recording/recording.ts";
import type { Reference, ReferenceEvents } from "./reference.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a reference from the text of a JSON file.
 *
 * Numbers stand there as they were printed: `0.53` becomes 53 with two decimals, exactly.
 *
 * @param text - JSON with `title`, `source`, `series` (`name`, `t` in unix seconds, `value` in units) and `events`
 * @param file - its path, for the error
 * @param unit - unit of the values
 * @throws InvalidReferenceError naming the first part that is missing or of another form
 */
export function parseReference(text: string, file: string, unit = "KP3R"): Reference {
  const refuse = (reason: string): never => {
    throw new InvalidReferenceError(file, reason);
  };
  const top = asFields(parseJson(text, refuse)) ?? refuse("it is not a JSON object");
  const string = (fields: Fields, key: string, where: string): string => {
    const value = fields[key];
    return typeof value === "string" ? value : refuse(`${where}${key} is not a text`);
  };
  const list = (fields: Fields, key: string, where: string): readonly unknown[] => {
    const value = fields[key];
    return Array.isArray(value) ? (value as unknown[]) : refuse(`${where}${key} is not a list`);
  };
  const numbers = (fields: Fields, key: string, where: string): number[] => {
    const values = list(fields, key, where);
    const isNumber = (value: unknown): value is number => typeof value === "number";
    return values.every(isNumber) ? [...values] : refuse(`${where}${key} holds something that is no number`);
  };
  const times = (fields: Fields, where: string): number[] => {
    const values = numbers(fields, "t", where);
    const rising = values.every(
      (time, index) => Number.isSafeInteger(time) && time >= (values[index - 1] ?? 0),
    );
    return rising ? values : refuse(`${where}t does not hold unix seconds in rising order`);
  };
  const entries = (key: string): [fields: Fields, where: string][] =>
    list(top, key, "").map((entry, index) => {
      const where = `${key}[${index}]`;
      return [asFields(entry) ?? refuse(`${where} is not an object`), `${where}.`];
    });

  const series = entries("series").map(([fields, where]): Series => {
    const values = numbers(fields, "value", where);
    const own = times(fields, where);
    if (own.length !== values.length) {
      refuse(`${where}t has ${own.length} times for ${values.length} values`);
    }
    const decimals = Math.max(0, ...values.map(digitsAfterPoint));
    const exact = values.map((value) => toInteger(value, decimals));
    return { name: string(fields, "name", where), kind: "view", unit, decimals, times: own, values: exact };
  });
  const events = entries("events").map(([fields, where]): ReferenceEvents => {
    return { name: string(fields, "name", where), times: times(fields, where) };
  });
  return { title: string(top, "title", ""), source: string(top, "source", ""), series, events };
}

function parseJson(text: string, refuse: (reason: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function asFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Longest fraction that a printed value is taken to have: JSON's numbers hold no more exactly. */
const mostDigits = 15;

function digitsAfterPoint(value: number): number {
  for (let digits = 0; digits < mostDigits; digits += 1) {
    if (Number(value.toFixed(digits)) === value) return digits;
  }
  return mostDigits;
}

function toInteger(value: number, decimals: number): bigint {
  return BigInt(value.toFixed(decimals).replace(".", ""));
}
