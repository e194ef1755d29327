import type { ComparedScenario, Comparison } from "../../recording/compare/comparison.ts";
import type { Differences, FigureDifference, TraceDifference } from "../../recording/compare/differences.ts";
import { withUnit } from "../../recording/compare/valueText.ts";
import type { TextTable } from "./describeScenario.ts";
import { reportTexts } from "./reportTexts.ts";

/**
 * All scenarios of a comparison in one table, a row each: its figures on both sides, such as what was paid, how many
 * calls were refused, and where its traces lie farthest apart.
 */
export function overviewTable({ base, head, scenarios }: Comparison): TextTable {
  const names = [
    ...new Set(scenarios.flatMap(({ differences }) => (differences?.figures ?? []).map(titleOf))),
  ];
  return {
    head: ["scenario", ...names, "refused", "largest difference", "verdict"],
    rows: scenarios.map((scenario) => {
      const { notebook, title, differences } = scenario;
      const figures = names.map((name) => {
        const figure = differences?.figures.find((one) => titleOf(one) === name);
        return figure === undefined ? "" : sides(reportTexts(figure, figure.decimals));
      });
      return [
        `${notebook}, ${title}`,
        ...figures,
        refusedIn(differences),
        largestIn(differences),
        verdictOn(scenario, base, head),
      ];
    }),
  };
}

function titleOf({ name, unit }: FigureDifference): string {
  return withUnit(name, unit === "" ? "" : `(${unit})`);
}

/** What both sides have, or one and the other. */
function sides({ base, head }: { readonly base: string; readonly head: string }): string {
  return base === head ? base : `${base} → ${head}`;
}

function refusedIn(differences: Differences | undefined): string {
  if (differences === undefined) return "";
  const failures = differences.events.filter(({ kind }) => kind === "failure");
  const count = (side: "base" | "head"): string => String(failures.reduce((sum, one) => sum + one[side], 0));
  return sides({ base: count("base"), head: count("head") });
}

/** The trace that moved farthest, as a part of its largest value. */
function largestIn(differences: Differences | undefined): string {
  const moved = differences?.traces.filter(({ largest }) => largest !== undefined) ?? [];
  const [farthest] = moved.toSorted((a, b) => shareOf(b) - shareOf(a));
  if (farthest?.largest === undefined) return "";
  const { difference } = reportTexts(farthest.largest, farthest.decimals);
  return `${farthest.name}: ${withUnit(difference, farthest.unit)}`;
}

function shareOf({ largest, magnitude }: TraceDifference): number {
  const share = Math.abs(Number(largest?.difference ?? 0)) / Number(magnitude);
  return Number.isNaN(share) ? Number.POSITIVE_INFINITY : share;
}

function verdictOn(
  { differences, deviations, base: before }: ComparedScenario,
  base: string,
  head: string,
): string {
  if (differences === undefined) return `only on ${before === undefined ? head : base}`;
  if (differences.same) return "the same";
  return deviations.length > 0 ? "beyond the tolerance" : "differs";
}
