import type { Comparison, FailedNotebook } from "./comparison.ts";

/** Sums a comparison up in sentences: what failed, how much is the same, what exceeds the tolerance. */
export function verdictOf(comparison: Comparison): string[] {
  const { base, head, tolerance, scenarios, failures } = comparison;
  const compared = scenarios.filter(({ differences }) => differences !== undefined);
  const same = compared.filter(({ differences }) => differences?.same === true);
  const deviations = deviationsIn(comparison);
  const counted =
    compared.length === 0
      ? "No scenario could be compared."
      : `${count(compared.length, "scenario")} compared, ${same.length === 0 ? "none" : same.length} of them the same to the last digit.`;
  return [
    ...failures.map(describeFailedNotebook),
    ...[base, head].flatMap((side) => {
      const alone = scenarios.filter((one) => (side === base ? one.head : one.base) === undefined);
      return alone.length === 0 ? [] : [`Only on ${side}: ${alone.map(({ name }) => name).join(", ")}.`];
    }),
    counted,
    ...(tolerance === undefined
      ? []
      : deviations.length === 0
        ? [`Everything that was compared lies within the tolerance of ${tolerance}.`]
        : [
            `${count(deviations.length, "difference")} in ${count(scenarios.filter((one) => one.deviations.length > 0).length, "scenario")} exceed the tolerance of ${tolerance}.`,
          ]),
  ];
}

/** Which notebook failed on which side, and why. */
export function describeFailedNotebook({ notebook, side, reason }: FailedNotebook): string {
  return `${notebook} failed on ${side}: ${reason}`;
}

/** What exceeds the tolerance, with the scenario that it is in. */
export function deviationsIn({ scenarios }: Pick<Comparison, "scenarios">): string[] {
  return scenarios.flatMap(({ notebook, name, deviations }) =>
    deviations.map((text) => `${notebook}/${name}: ${text}`),
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
