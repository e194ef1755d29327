import { formatTime } from "../../common/formatTime.ts";
import type { ComparedScenario, Comparison } from "../../recording/compare/comparison.ts";
import { describeParting } from "../../recording/compare/deviations.ts";
import type {
  Differences,
  EventDifference,
  FigureDifference,
  TraceDifference,
} from "../../recording/compare/differences.ts";
import { withUnit } from "../../recording/compare/valueText.ts";
import { reportTexts } from "./reportTexts.ts";

/** A table for people: the first column holds names, the others hold figures. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A scenario in words, whatever the format of the report. */
export interface ScenarioDescription {
  readonly title: string;
  /** What there is to say, besides the tables. */
  readonly notes: readonly string[];
  readonly tables: readonly TextTable[];
}

/** Says in tables and sentences how the two recordings of a scenario differ. */
export function describeScenario(
  scenario: ComparedScenario,
  { base, head }: Pick<Comparison, "base" | "head">,
): ScenarioDescription {
  const title = `${scenario.notebook}, ${scenario.title}`;
  const { differences } = scenario;
  if (differences === undefined) {
    const [has, lacks] = scenario.base === undefined ? [head, base] : [base, head];
    return { title, notes: [`Only ${has} has this scenario; ${lacks} has not.`], tables: [] };
  }
  if (differences.same) {
    return { title, notes: [`Every sample and every event of ${base} and ${head} is the same.`], tables: [] };
  }
  const counts = [...differences.figures.map(figureRow), ...differences.events.map(eventRow)];
  return {
    title,
    notes: notesOf(differences, base, head),
    tables: [
      {
        head: ["trace", `${base}, at the end`, head, "difference", "largest difference", "at (UTC)"],
        rows: differences.traces.map(traceRow),
      },
      ...(counts.length === 0 ? [] : [{ head: ["over all", base, head, "difference"], rows: counts }]),
    ],
  };
}

function notesOf(differences: Differences, base: string, head: string): string[] {
  const { traces, onlyBase, onlyHead, events } = differences;
  const only = (names: readonly string[], side: string): string[] =>
    names.length === 0 ? [] : [`Only ${side} has ${names.join(", ")}.`];
  return [
    ...only(onlyBase, base),
    ...only(onlyHead, head),
    ...traces.flatMap(({ name, unmatched }) => [
      ...(unmatched.base === 0
        ? []
        : [`${unmatched.base} sample(s) of ${name} have no counterpart in ${head}.`]),
      ...(unmatched.head === 0
        ? []
        : [`${unmatched.head} sample(s) of ${name} have no counterpart in ${base}.`]),
    ]),
    // That their number differs is in the table.
    ...events
      .filter(({ parting }) => parting !== undefined && parting.by !== "number")
      .map((one) => `${describeParting(one)}.`),
  ];
}

function traceRow({ name, unit, decimals, final, largest }: TraceDifference): string[] {
  const end = reportTexts(final, decimals);
  const farthest = largest === undefined ? "0" : reportTexts(largest, decimals).difference;
  return [
    withUnit(name, unit === "" ? "" : `(${unit})`),
    end.base,
    end.head,
    end.difference,
    farthest,
    largest === undefined ? "" : formatTime(largest.time),
  ];
}

function figureRow({ name, unit, decimals, ...values }: FigureDifference): string[] {
  const texts = reportTexts(values, decimals);
  return [withUnit(name, unit === "" ? "" : `(${unit})`), texts.base, texts.head, texts.difference];
}

function eventRow({ kind, name, base, head }: EventDifference): string[] {
  const what = { log: "event", action: "action", failure: "failure", violation: "violation" }[kind];
  const difference = head - base;
  return [
    `${what} ${name}`,
    String(base),
    String(head),
    difference > 0 ? `+${difference}` : String(difference).replace("-", "−"),
  ];
}
