import { inspect } from "node:util";
import { closest } from "../common/closest.ts";
import { describeCause } from "../common/describeCause.ts";
import { InvalidArgumentsError, SimulationError } from "../common/errors.ts";
import { isoTime } from "../common/formatTime.ts";
import { DerivedSeriesError } from "./errors.ts";
import { eventTotals } from "./eventTotals.ts";
import type { RecordedEvent, Recording, Row, SampleValue, Series } from "./recording.ts";

/** What a derived series is calculated from: a row of the recording, and the way that led to it. */
export interface DerivedSample extends Row {
  /** The sample before, with the derived series' own value there; `undefined` at the first. */
  readonly previous: Row | undefined;
  /** What was recorded since the sample before; nothing at the first. */
  readonly events: readonly RecordedEvent[];
  /** Which period the sample lies in; 1 is that of the first sample. 1 throughout where no period is set. */
  readonly period: number;
  /**
   * The exact value of a series here, in its smallest unit. Where it has none, the derived series has none either.
   *
   * @throws InvalidArgumentsError if there is no such series, or its value is no integer
   */
  readonly amount: (series: string) => bigint;
  /** The value of a series here in units, as a floating-point number, such as 1.39. */
  readonly number: (series: string) => number;
  /**
   * One series divided by another, with the decimals of the derived series, cut off; no value where the second is 0.
   *
   * @example $.derive("share paid", (sample) => sample.ratio("paid", "minted"), { decimals: 6 });
   */
  readonly ratio: (series: string, by: string) => bigint;
  /**
   * How many events of a name there were so far, or the sum of one of their arguments, exact; with `per: "period"`
   * since the sample's period began.
   */
  readonly total: (event: string, options?: DerivedTotalOptions) => bigint;
}

/** What of the events is added up, and since when. */
export interface DerivedTotalOptions {
  /** An integer argument; the events are counted if absent. */
  readonly sum?: string;
  /** Since when: the start of the recording, or of the sample's period. */
  readonly per?: "recording" | "period";
}

/** Calculates a value from a sample. `null`, `NaN` and infinity stand for no value. */
export type Derivation = (sample: DerivedSample) => bigint | number | boolean | null;

/** How a derived series is shown. */
export interface DeriveOptions {
  /** A `bigint` value v stands for v / 10^decimals units, 0 to 77. Default: 18 if there is a unit, or 0. */
  readonly decimals?: number;
  readonly unit?: string;
}

/** A series that is yet to be calculated. */
export interface Derived extends Required<DeriveOptions> {
  readonly name: string;
  readonly calculate: Derivation;
}

/**
 * Describes a derived series.
 *
 * @throws InvalidArgumentsError if the name is empty or the decimals are none
 */
export function describeDerived(name: string, calculate: Derivation, options: DeriveOptions = {}): Derived {
  const { unit = "" } = options;
  const { decimals = unit === "" ? 0 : 18 } = options;
  if (name === "" || !Number.isInteger(decimals) || decimals < 0 || decimals > 77) {
    throw new InvalidArgumentsError({
      message: `Cannot derive ${JSON.stringify(name)} with ${String(decimals)} decimals.`,
      hint: "Give a name, and decimals from 0 to 77.",
    });
  }
  return { name, calculate, unit, decimals };
}

/**
 * Adds a series that is calculated from the others of a recording, sample by sample, on exact integers.
 *
 * @param name - of the new series
 * @param calculate - gets each sample in turn; must not be `async`
 * @param options - `unit` and `decimals`, as of a trace
 * @returns another recording; the one given stays as it is
 * @throws DerivedSeriesError if the function throws, or returns something that is no value
 * @throws InvalidArgumentsError if the function names a series or an event that is not there
 * @example deriveSeries(recording, "accrued", (s) => s.amount("total") - s.amount("ready"), { unit: "DAI" });
 */
export function deriveSeries(
  recording: Recording,
  name: string,
  calculate: Derivation,
  options: DeriveOptions = {},
): Recording {
  return withDerived(recording, describeDerived(name, calculate, options));
}

/** The same, of a description. */
export function withDerived(recording: Recording, derived: Derived): Recording {
  const { name, unit, decimals } = derived;
  if (recording.series.some((one) => one.name === name)) {
    throw new InvalidArgumentsError({
      message: `The recording has another series ${JSON.stringify(name)}.`,
      hint: "Give the derived one a name of its own.",
    });
  }
  const rows: Row[] = [];
  const values: SampleValue[] = [];
  for (const row of recording.rows) {
    const value = calculateAt(row, rows.at(-1), recording, derived);
    values.push(value);
    rows.push({ ...row, values: { ...row.values, [name]: value } });
  }
  const times = rows.map((row) => row.time);
  const series: Series = { name, kind: "derived", unit, decimals, times, values };
  return { ...recording, rows, series: [...recording.series, series] };
}

/** Thrown where a series has no value, so that what is calculated from it has none. */
class NoValue extends Error {}

function calculateAt(
  row: Row,
  previous: Row | undefined,
  recording: Recording,
  derived: Derived,
): SampleValue {
  const where = `The derived series ${JSON.stringify(derived.name)} at ${isoTime(row.time)}, block ${String(row.block)}`;
  let value: unknown;
  try {
    value = derived.calculate(derivedSample(row, previous, recording, derived));
  } catch (cause) {
    if (cause instanceof NoValue) return null;
    if (cause instanceof SimulationError) throw cause;
    throw new DerivedSeriesError({
      message: `${where} failed: ${describeCause(cause)}`,
      hint: "Read values with sample.amount(name) or sample.number(name): where a series has no value, the derived one has none either.",
      cause,
    });
  }
  if (typeof value === "bigint" || value === null) return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  throw new DerivedSeriesError({
    message: `${where} is ${value instanceof Promise ? "a promise" : inspect(value, { depth: 0, breakLength: Infinity })}.`,
    hint: "Return a bigint, a number, a boolean or null, from a function that is not async.",
  });
}

function derivedSample(
  row: Row,
  previous: Row | undefined,
  recording: Recording,
  { decimals }: Derived,
): DerivedSample {
  const { events, periods } = recording;
  const seconds = periods[0]?.seconds ?? Infinity;
  const numberOf = (time: number): number => Math.floor(time / seconds);
  const here = numberOf(row.time);
  const find = (name: string): Series => {
    const series = recording.series.find((one) => one.name === name);
    if (series !== undefined) return series;
    const names = recording.series.map((one) => one.name);
    throw new InvalidArgumentsError({
      message: `The recording has no series ${JSON.stringify(name)}.`,
      hint: names.length === 0 ? "Trace one first." : `Did you mean ${closest(name, names).join(", ")}?`,
    });
  };
  const valueOf = (name: string): bigint | number => {
    find(name);
    const value = row.values[name] ?? null;
    if (value === null) throw new NoValue();
    return value;
  };
  const amount = (name: string): bigint => {
    const value = valueOf(name);
    if (typeof value === "bigint") return value;
    throw new InvalidArgumentsError({
      message: `${JSON.stringify(name)} is ${String(value)} at ${isoTime(row.time)}, not an exact integer.`,
      hint: `Read it as a number: sample.number(${JSON.stringify(name)}).`,
    });
  };
  return {
    ...row,
    previous,
    period: seconds === Infinity ? 1 : here - numberOf(recording.rows[0]?.time ?? row.time) + 1,
    events:
      previous === undefined
        ? []
        : events.filter(({ block }) => block > previous.block && block <= row.block),
    amount,
    number: (name) => {
      const value = valueOf(name);
      return typeof value === "number" ? value : unitsOf(value, find(name).decimals);
    },
    ratio: (name, by) => {
      const [above, below] = [amount(name), amount(by)];
      if (below === 0n) throw new NoValue();
      const shift = decimals + find(by).decimals - find(name).decimals;
      return shift >= 0 ? (above * 10n ** BigInt(shift)) / below : above / (below * 10n ** BigInt(-shift));
    },
    total: (event, { sum, per = "recording" } = {}) => {
      const counted = events.filter(
        ({ block, time }) => block <= row.block && (per === "recording" || numberOf(time) === here),
      );
      const eventTraces = [...(recording.eventTraces ?? []), ...events.map(({ name }) => name)];
      const totals = eventTotals({ events: counted, eventTraces }, event, sum === undefined ? {} : { sum });
      return totals.reduce((all, one) => all + (sum === undefined ? BigInt(one.count) : one.sum), 0n);
    },
  };
}

/** Through text, which rounds once, where a division of two floating-point numbers rounds twice. */
function unitsOf(value: bigint, decimals: number): number {
  return Number(`${String(value)}e-${String(decimals)}`);
}
