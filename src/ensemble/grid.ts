import { closest } from "../common/closest.ts";
import { InvalidSweepError } from "./errors.ts";
import type { Parameters, ParameterValue } from "./scenario.ts";

/** Values to try of some parameters; those not in it keep their default. */
export type Grid<P extends Parameters = Parameters> = {
  readonly [Name in keyof P]?: readonly Widened<P[Name]>[];
};

/** A literal's type. */
export type Widened<Value> = Value extends number
  ? number
  : Value extends bigint
    ? bigint
    : Value extends string
      ? string
      : Value extends boolean
        ? boolean
        : never;

/** Most values that a range may have: more is a mistake. */
const mostValues = 100_000;

const range = /^(.+?)\.\.(.+?)(?:([*+])(.+))?$/;

/**
 * Reads grids as a command line has them: `size=5,10,20`; `gwei=10..320*2` from 10 to 320, each twice the one before;
 * `share=0..1+0.25` from 0 to 1 in steps of 0.25, `day=1..7` in steps of 1. The types of the defaults decide how values
 * are read.
 *
 * @param texts - each one grid, or several with semicolons between them
 * @param defaults - the scenario's parameters
 * @throws InvalidSweepError if a parameter is unknown or given twice, or a value cannot be read
 */
export function parseGrids(texts: readonly string[], defaults: Parameters): Grid {
  const grid = new Map<string, readonly ParameterValue[]>();
  for (const text of texts.flatMap((each) => each.split(";")).filter((each) => each.trim() !== "")) {
    const at = text.indexOf("=");
    const name = text.slice(0, Math.max(at, 0)).trim();
    if (at < 1) {
      throw new InvalidSweepError({
        message: `--grid ${JSON.stringify(text)} is not of the form parameter=values.`,
        hint: "Write --grid gwei=10,20,40 or --grid gwei=10..320*2.",
      });
    }
    const example = known(name, defaults);
    if (grid.has(name)) {
      throw new InvalidSweepError({
        message: `--grid gives ${name} twice.`,
        hint: "Give all values of a parameter in one --grid.",
      });
    }
    grid.set(name, parseValues(text.slice(at + 1), example, name));
  }
  return Object.fromEntries(grid);
}

/**
 * All combinations of a grid's values, the first parameter varying slowest, each with all parameters of the scenario.
 *
 * @throws InvalidSweepError if a parameter is unknown, has no value, or values of another type than its default
 */
export function gridPoints<P extends Parameters>(defaults: P, grid: Grid<P> = {}): P[] {
  let points: P[] = [defaults];
  for (const [name, values] of Object.entries<readonly ParameterValue[] | undefined>(grid)) {
    if (values === undefined) continue;
    const example = known(name, defaults);
    const stranger = values.find((value) => typeof value !== typeof example);
    if (values.length === 0 || stranger !== undefined) {
      throw new InvalidSweepError({
        message:
          stranger === undefined
            ? `The grid has no value of ${name}.`
            : `The grid's value ${String(stranger)} of ${name} is a ${typeof stranger}.`,
        hint: `Give values of the default's type, ${typeof example}, such as ${String(example)}.`,
      });
    }
    const distinct = [...new Set(values)];
    points = points.flatMap((point) => distinct.map((value) => ({ ...point, [name]: value })));
  }
  return points;
}

function known(name: string, defaults: Parameters): ParameterValue {
  const example = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
  if (example !== undefined) return example;
  const names = Object.keys(defaults);
  throw new InvalidSweepError({
    message: `The scenario has no parameter ${JSON.stringify(name)}.`,
    hint: names.length === 0 ? "It has none." : `There are ${closest(name, names, names.length).join(", ")}.`,
  });
}

function parseValues(text: string, example: ParameterValue, name: string): ParameterValue[] {
  return text.split(",").flatMap((part): ParameterValue[] => {
    const [, from, to, operator = "+", by] = range.exec(part.trim()) ?? [];
    if (
      from === undefined ||
      to === undefined ||
      typeof example === "string" ||
      typeof example === "boolean"
    ) {
      return [parseValue(part, example, name)];
    }
    const [start, end] = [parseValue(from, example, name), parseValue(to, example, name)];
    const step = by === undefined ? undefined : parseValue(by, example, name);
    if (typeof start === "bigint" && typeof end === "bigint" && typeof step !== "number") {
      const size = typeof step === "bigint" ? step : 1n;
      return collect(start, end, operator === "*" ? (v) => v * size : (v) => v + size, part, name);
    }
    const [first, last, size] = [Number(start), Number(end), step === undefined ? 1 : Number(step)];
    // Steps of 0.1 do not add up; twelve digits are what anybody means.
    const value = (index: number): number =>
      Number((operator === "*" ? first * size ** index : first + size * index).toPrecision(12));
    let index = 0;
    return collect(first, last, () => value(++index), part, name);
  });
}

function collect<Value extends number | bigint>(
  first: Value,
  last: Value,
  next: (value: Value) => Value,
  text: string,
  name: string,
): Value[] {
  const values: Value[] = [];
  for (let value = first; value <= last;) {
    values.push(value);
    const following = next(value);
    if (following <= value || values.length > mostValues) break;
    value = following;
  }
  const stuck = values.length === 1 && first < last && next(first) <= first;
  if (values.length > 0 && values.length <= mostValues && !stuck) return values;
  throw new InvalidSweepError({
    message: `The range ${text.trim()} of ${name} does not lead from its start to its end.`,
    hint: `Write it upwards, such as 10..320*2 or 0..1+0.25, with at most ${mostValues} values.`,
  });
}

function parseValue(text: string, example: ParameterValue, name: string): ParameterValue {
  const trimmed = text.trim();
  const value = readers[typeof example as keyof typeof readers](trimmed);
  if (value !== undefined) return value;
  throw new InvalidSweepError({
    message: `${JSON.stringify(trimmed)} is no value of ${name}, which is a ${typeof example}.`,
    hint: `Give it as ${name}=${String(example)} for example.`,
  });
}

const readers = {
  string: (text: string) => text,
  number: (text: string) => (text === "" || !Number.isFinite(Number(text)) ? undefined : Number(text)),
  bigint: (text: string) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined),
  boolean: (text: string) => (text === "true" ? true : text === "false" ? false : undefined),
};
