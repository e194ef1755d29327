import {
  linearRegression,
  mean,
  median,
  medianAbsoluteDeviation,
  sampleStandardDeviation,
  sum,
} from "simple-statistics";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { textTable } from "../../common/textTable.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import { assertPath, type Path, valueAt } from "../../recorder/path.ts";
import { type BrownianProcess, day, type Jumps, type Process, type RevertingProcess } from "./process.ts";

/** What is fitted to a path. */
export interface FitOptions {
  readonly kind: Process["kind"];
  /** Of a reverting process, see {@link RevertingProcess}. Default: `"log"`. */
  readonly scale?: "linear" | "log";
  /** Whether steps far beyond the others are taken for jumps. Default: false. */
  readonly jumps?: boolean;
}

/** A parameter that was fitted. */
export interface FittedParameter {
  /** As the process has it: `volatility`, `jumps.rate`. */
  readonly parameter: string;
  readonly value: number;
  /** Standard error, by the usual formula for large counts; `null` where there is none. */
  readonly error: number | null;
  /** What it counts in. */
  readonly unit: string;
  readonly [column: string]: string | number | null;
}

/** A process that was fitted to a path, and how. */
export interface PathFit<Fitted extends Process = Process> {
  /** What `drawPath` takes. It starts where the path ends, so that what is drawn continues it. */
  readonly process: Fitted;
  /** One for each parameter: tidy rows, to print or plot. */
  readonly parameters: readonly FittedParameter[];
  /** Steps that it was fitted to, and those of them that were taken for jumps. */
  readonly count: number;
  readonly jumpCount: number;
  /** Seconds from the path's first value to its last. */
  readonly span: number;
  /** The same as lines of text. */
  readonly text: string;
}

/** A change over so many days, without what is expected of it. */
interface Step {
  readonly days: number;
  readonly change: number;
}

/** A step so many robust standard deviations away is a jump: a normal one is as far once in 16,000. */
const jumpAt = 4;

/** From the median of absolute deviations to a standard deviation, for normal numbers. */
const robust = 1.4826;

/** Fewer steps say nothing about a spread. */
const fewest = 10;

/**
 * Fits a process to a path: what moved, how much, and how surely that is known.
 *
 * Brownian motion by its log returns, over steps of any length; mean reversion by regression of each value on the one
 * before, over steps of the path's median length.
 *
 * @param path - of one's own, such as from `pathFromCsv`
 * @param options - see {@link FitOptions}
 * @returns the process, its parameters with standard errors, and the count of steps behind them
 * @throws InvalidArgumentsError if the path is too short, has values that a logarithm cannot take, or does not revert
 * @example const { process, text } = fitPath(pathFromCsv(csv), { kind: "reverting" });
 */
export function fitPath(
  path: Path,
  options: FitOptions & { readonly kind: "brownian" },
): PathFit<BrownianProcess>;
export function fitPath(
  path: Path,
  options: FitOptions & { readonly kind: "reverting" },
): PathFit<RevertingProcess>;
export function fitPath(path: Path, options: FitOptions): PathFit;
export function fitPath(path: Path, options: FitOptions): PathFit {
  assertPath(path);
  const isLog = options.kind === "brownian" || options.scale !== "linear";
  const low = path.values.find((value) => value <= 0);
  if (isLog && low !== undefined) {
    throw new InvalidArgumentsError({
      message: `The path has the value ${low}, which has no logarithm.`,
      hint: 'Leave out values of 0 and less, or fit { kind: "reverting", scale: "linear" }.',
    });
  }
  if (path.times.length <= fewest) {
    throw new InvalidArgumentsError({
      message: `The path has ${path.times.length} values: too few to fit a process to.`,
      hint: `Give more than ${fewest}; the spread of few steps could be anything.`,
    });
  }
  return options.kind === "brownian" ? fitBrownian(path, options) : fitReverting(path, options, isLog);
}

function fitBrownian(path: Path, options: FitOptions): PathFit<BrownianProcess> {
  const logs = path.values.map(Math.log);
  const steps = logs.slice(1).map((log, at) => ({
    days: ((path.times[at + 1] ?? 0) - (path.times[at] ?? 0)) / day,
    change: log - (logs[at] ?? 0),
  }));
  const rates = steps.map(({ change, days }) => change / Math.sqrt(days));
  const { calm, jumps } = split(steps, rates, options);
  const days = sum(calm.map((step) => step.days));
  const logDrift = sum(calm.map((step) => step.change)) / days;
  const volatility = Math.sqrt(
    sum(calm.map((step) => (step.change - logDrift * step.days) ** 2 / step.days)) / (calm.length - 1),
  );
  const found = describeJumps(jumps, sum(steps.map((step) => step.days)), "log");
  const process: BrownianProcess = {
    kind: "brownian",
    start: path.values.at(-1) ?? 0,
    drift: logDrift + volatility ** 2 / 2,
    volatility,
    ...(found.jumps && { jumps: found.jumps }),
  };
  const error = volatility / Math.sqrt(2 * calm.length);
  return finished(path, process, steps.length, jumps.length, [
    { parameter: "start", value: process.start, error: null, unit: "the path's last value" },
    {
      parameter: "drift",
      value: process.drift ?? 0,
      error: Math.hypot(volatility / Math.sqrt(days), volatility * error),
      unit: "a day",
    },
    { parameter: "volatility", value: volatility, error, unit: "of the logarithm, √day" },
    ...found.rows,
  ]);
}

function fitReverting(path: Path, options: FitOptions, isLog: boolean): PathFit<RevertingProcess> {
  const { values, days } = regular(path);
  const states = isLog ? values.map(Math.log) : values;
  const pairs = states.slice(1).map((state, at): [number, number] => [states[at] ?? 0, state]);
  let chosen = pairs;
  let jumps: Step[] = [];
  let line = linearRegression(pairs);
  // Jumps pull the line towards them: it is drawn anew without those found, until no other is.
  for (let round = 0; round < 10; round += 1) {
    const { m, b } = line;
    const steps = pairs.map(([from, to]) => ({ days, change: to - b - m * from }));
    const parted = split(
      steps,
      steps.map(({ change }) => change),
      options,
    );
    jumps = parted.jumps;
    const next = pairs.filter((_, at) => parted.isCalm[at]);
    if (next.length === chosen.length && round > 0) break;
    chosen = next;
    line = linearRegression(chosen);
  }
  const { m: kept, b } = line;
  if (!(kept > 0 && kept < 1)) {
    throw new InvalidArgumentsError({
      message: `The path does not revert: each value keeps ${formatNumber(kept)} of the one before.`,
      hint: 'Fit { kind: "brownian" }, or give a longer path; one that reverts keeps between 0 and 1.',
    });
  }
  const rate = -Math.log(kept) / days;
  const center = b / (1 - kept);
  const residuals = chosen.map(([from, to]) => to - b - kept * from);
  const spread = Math.sqrt(sum(residuals.map((one) => one ** 2)) / Math.max(1, residuals.length - 2));
  const volatility = spread * Math.sqrt((2 * rate) / (1 - kept ** 2));
  const found = describeJumps(jumps, pairs.length * days, isLog ? "log" : "linear");
  const level = isLog ? Math.exp(center) : center;
  const process: RevertingProcess = {
    kind: "reverting",
    start: path.values.at(-1) ?? 0,
    level,
    rate,
    volatility,
    scale: isLog ? "log" : "linear",
    ...(found.jumps && { jumps: found.jumps }),
  };
  const count = chosen.length;
  const centerError = volatility / (rate * Math.sqrt(count * days));
  return finished(path, process, pairs.length, jumps.length, [
    { parameter: "start", value: process.start, error: null, unit: "the path's last value" },
    {
      parameter: "level",
      value: level,
      error: isLog ? level * centerError : centerError,
      unit: "as the path",
    },
    {
      parameter: "rate",
      value: rate,
      error: Math.sqrt((1 - kept ** 2) / count) / (kept * days),
      unit: "a day",
    },
    {
      parameter: "volatility",
      value: volatility,
      error: volatility / Math.sqrt(2 * count),
      unit: isLog ? "of the logarithm, √day" : "as the path, √day",
    },
    ...found.rows,
  ]);
}

/** The path at steps of its median length. */
function regular(path: Path): { values: number[]; days: number } {
  const { times } = path;
  const every = median(times.slice(1).map((time, at) => time - (times[at] ?? 0)));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const count = Math.floor((last - first) / every + 1e-9);
  // Half a step late, so that a value that comes a little late is not missed.
  const late = times.every((time, at) => Math.abs(time - first - at * every) < every / 2) ? every / 2 : 0;
  const values = Array.from({ length: count + 1 }, (_, at) => valueAt(path, first + at * every + late));
  return { values, days: every / day };
}

function split(
  steps: readonly Step[],
  sizes: readonly number[],
  { jumps = false }: FitOptions,
): { calm: Step[]; jumps: Step[]; isCalm: boolean[] } {
  const center = median([...sizes]);
  const limit = jumps ? jumpAt * robust * medianAbsoluteDeviation([...sizes]) : Infinity;
  const isCalm = sizes.map((size) => Math.abs(size - center) <= limit);
  return {
    calm: steps.filter((_, at) => isCalm[at]),
    jumps: steps.filter((_, at) => !isCalm[at]),
    isCalm,
  };
}

function describeJumps(
  steps: readonly Step[],
  days: number,
  scale: "linear" | "log",
): { jumps?: Jumps; rows: FittedParameter[] } {
  if (steps.length === 0) return { rows: [] };
  const heights = steps.map(({ change }) => change);
  const sd = heights.length > 1 ? sampleStandardDeviation(heights) : 0;
  const jumps = { rate: heights.length / days, mean: mean(heights), sd };
  const unit = scale === "log" ? "of the logarithm" : "as the path";
  const root = Math.sqrt(heights.length);
  return {
    jumps,
    rows: [
      { parameter: "jumps.rate", value: jumps.rate, error: root / days, unit: "a day" },
      { parameter: "jumps.mean", value: jumps.mean, error: heights.length > 1 ? sd / root : null, unit },
      { parameter: "jumps.sd", value: sd, error: heights.length > 1 ? sd / (root * Math.SQRT2) : null, unit },
    ],
  };
}

function finished<Fitted extends Process>(
  path: Path,
  process: Fitted,
  count: number,
  jumpCount: number,
  parameters: FittedParameter[],
): PathFit<Fitted> {
  const span = (path.times.at(-1) ?? 0) - (path.times[0] ?? 0);
  const cells = parameters.map(({ parameter, value, error, unit }) => [
    parameter,
    formatNumber(value),
    error === null ? "" : `± ${formatNumber(error)}`,
    unit,
  ]);
  const kind = process.kind === "brownian" ? "Geometric Brownian motion" : "Mean reversion";
  const jumped = jumpCount === 0 ? "" : `, ${jumpCount} of them jumps`;
  const heading = `${kind}, fitted to ${count} steps over ${formatNumber(span / day)} days${jumped}`;
  const table = textTable([["parameter", "value", "", "unit"], ...cells], { right: [1], rule: false });
  return { process, parameters, count, jumpCount, span, text: `${heading}\n${table}` };
}
