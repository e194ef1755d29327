import type { OptionDefinition } from "hardhat/types/arguments";

/** Hardhat's table of a task's options. */
interface OptionTable {
  readonly options: Map<string, OptionDefinition>;
}

/** How often an option can be given. */
const mostTimes = 9;

/** Name of the n-th option of several that stand for one: `grid`, `grid2`, and so on. */
function nthName(name: string, n: number): string {
  return n === 1 ? name : `${name}${n}`;
}

/** The names under which Hardhat keeps what is given for an option that can be given several times. */
export function repeatedNames(name: string): string[] {
  return Array.from({ length: mostTimes }, (_, index) => nthName(name, index + 1));
}

/**
 * Lets an option be given several times on the command line, `--grid a=1 --grid b=2`, which Hardhat refuses: each time
 * that its parser looks the option up, it finds the next of those that stand for it. Where Hardhat looks them up in
 * another way, an option is given once, as before.
 *
 * @param task - as Hardhat has registered it, with an option for each of {@link repeatedNames}
 */
export function makeRepeatable({ options }: OptionTable, name: string): void {
  const find = options.get.bind(options);
  let times = 0;
  options.get = (wanted) => {
    if (wanted !== name) return find(wanted);
    times += 1;
    const definition = find(nthName(name, Math.min(times, mostTimes)));
    return definition === undefined ? undefined : { ...definition, hidden: false };
  };
}

/** What was given for an option, each time. */
export function repeatedValues(args: Readonly<Record<string, unknown>>, name: string): string[] {
  return repeatedNames(name).flatMap((each) => {
    const value = args[each];
    return typeof value === "string" ? [value] : [];
  });
}
