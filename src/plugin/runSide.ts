import { InvalidArgumentsError } from "../common/errors.ts";
import type { PackRegistration } from "./packs.ts";
import { parseParameters } from "./parseParameters.ts";

/** One of the two runs of a comparison. */
export interface RunSide {
  /** What it is called, in charts and tables. */
  readonly name: string;
  /** What it sets, besides what both set. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads what stands behind `--base` and `--head`: parameters as `--set` takes them, or the name of a contract that
 * stands in place of a pack's.
 *
 * @param base - absent, it is a run as it is: with the pack's own contract, without the parameters of `head`
 * @throws InvalidParameterError if it is neither
 * @throws InvalidArgumentsError if `head` is missing, or both are the same
 * @example readSides("seed=a", "seed=b", []);
 */
export function readSides(
  base: string | undefined,
  head: string | undefined,
  packs: readonly PackRegistration[],
): readonly [RunSide, RunSide] {
  const substitute = packs.find((pack) => pack.substitute !== undefined)?.substitute;
  if (head === undefined || head.trim() === "") {
    throw new InvalidArgumentsError({
      message: "There is nothing to compare with: --head is missing.",
      hint: `Give parameters as --set takes them, such as --head seed=other${substitute === undefined ? "" : `, or a contract in place of ${substitute.original}`}.`,
    });
  }
  const readSide = (text: string): RunSide => {
    const name = text.trim();
    if (name.includes("=")) return { name, parameters: parseParameters(name) };
    if (substitute !== undefined) return { name, parameters: { [substitute.parameter]: name } };
    throw new InvalidArgumentsError({
      message: `${JSON.stringify(name)} is not of the form name=value.`,
      hint: "No pack of this project takes a contract by name: give parameters as --set takes them, such as --head seed=other.",
    });
  };
  const second = readSide(head);
  const asItIs: RunSide = { name: "as it is", parameters: {} };
  const original = substitute === undefined ? asItIs : readSide(substitute.original);
  const first = base !== undefined ? readSide(base) : head.includes("=") ? asItIs : original;
  if (first.name !== second.name) return [first, second];
  throw new InvalidArgumentsError({
    message: `Both sides are ${JSON.stringify(first.name)}.`,
    hint: "Give --base and --head two different names or parameters.",
  });
}
