import { InvalidArgumentsError } from "../common/errors.ts";
import { parseParameters } from "./parseParameters.ts";

/** One of the two runs of a comparison. */
export interface RunSide {
  /** What it is called, in charts and tables. */
  readonly name: string;
  /** What it sets, besides what both set. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads what stands behind `--base` and `--head`: the name of a Keep3r V2, or parameters as `--set` takes them.
 *
 * @param base - absent, it is mainnet's V2, or a run without these parameters if `head` gives some
 * @throws InvalidParameterError if it is neither
 * @throws InvalidArgumentsError if `head` is missing, or both are the same
 * @example readSides("Keep3r", "preset=mainnet-13232191");
 */
export function readSides(base: string | undefined, head: string | undefined): readonly [RunSide, RunSide] {
  if (head === undefined || head.trim() === "") {
    throw new InvalidArgumentsError({
      message: "There is nothing to compare with: --head is missing.",
      hint: "Name a Keep3r V2, --head Keep3rSlowInflation for example, or parameters, such as --head preset=mainnet-13232191.",
    });
  }
  const first =
    base !== undefined
      ? readSide(base)
      : head.includes("=")
        ? { name: "as it is", parameters: {} }
        : readSide("Keep3r");
  const second = readSide(head);
  if (first.name !== second.name) return [first, second];
  throw new InvalidArgumentsError({
    message: `Both sides are ${JSON.stringify(first.name)}.`,
    hint: "Give --base and --head two different names or parameters.",
  });
}

function readSide(text: string): RunSide {
  const name = text.trim();
  return { name, parameters: name.includes("=") ? parseParameters(name) : { keep3r: name } };
}
