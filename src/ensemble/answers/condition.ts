import { closest } from "../../common/closest.ts";
import { InvalidSweepError } from "../errors.ts";
import type { Figures, FigureValue } from "../scenario.ts";

/** A condition on the figures of a run. */
export interface Condition {
  /** As it was written. */
  readonly text: string;
  /**
   * Whether it holds. A figure that is `null` fulfils none.
   *
   * @throws InvalidSweepError if the run has no such figure
   */
  holds(figures: Figures): boolean;
}

const form = /^\s*([A-Za-z_$][\w$]*)\s*(?:(==|!=|<=|>=|<|>|=)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?))?\s*$/i;

const comparisons: Readonly<Record<string, (a: number | bigint, b: number | bigint) => boolean>> = {
  // The loose comparisons of JavaScript compare bigints with numbers exactly.
  "==": (a, b) => a <= b && a >= b,
  "!=": (a, b) => a < b || a > b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * Reads a condition: a figure alone, which holds where it is not 0, or a comparison with a number: `refused`,
 * `refused == 0`, `credits >= 2.5e18`.
 *
 * @throws InvalidSweepError if it is of another form
 */
export function parseCondition(text: string): Condition {
  const [, figure, operator = "!=", number = "0"] = form.exec(text) ?? [];
  const compare = comparisons[operator === "=" ? "==" : operator];
  if (figure === undefined || compare === undefined) {
    throw new InvalidSweepError({
      message: `${JSON.stringify(text)} is no condition on a figure.`,
      hint: 'Write a figure alone, or compare it with a number: "refused == 0".',
    });
  }
  const limit = /^-?\d+$/.test(number) ? BigInt(number) : Number(number);
  return {
    text: text.trim(),
    holds: (figures) => {
      const value = figureOf(figures, figure);
      return value !== null && compare(value, limit);
    },
  };
}

/**
 * A figure of a run.
 *
 * @throws InvalidSweepError if there is none of that name
 */
export function figureOf(figures: Figures, name: string): FigureValue {
  const value = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (value !== undefined) return value;
  throw new InvalidSweepError({
    message: `The runs have no figure ${JSON.stringify(name)}.`,
    hint: `They have ${closest(name, Object.keys(figures), 20).join(", ")}.`,
  });
}
