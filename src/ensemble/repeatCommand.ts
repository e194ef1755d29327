import type { PlannedRun } from "./plan.ts";

/** The one line that repeats a run alone. */
export function repeatCommand(
  scenario: string,
  { parameters, seed, index }: Omit<PlannedRun, "hash">,
): string {
  const grids = Object.entries(parameters).map(
    ([name, value]) => `--grid ${shellWord(`${name}=${String(value)}`)}`,
  );
  const base = shellWord(seed.slice(0, -`-${index}`.length));
  return [
    "npx hardhat simulate",
    shellWord(scenario),
    ...grids,
    `--seed ${base} --first ${index} --again`,
  ].join(" ");
}

function shellWord(text: string): string {
  return /^[\w./=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
