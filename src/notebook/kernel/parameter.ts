import { InvalidParameterError } from "../errors.ts";

/** Name of the environment variable that carries the parameters of a run: a JSON object of strings. */
export const parametersVariable = "SIMULATION_PARAMETERS";

/** Parameters that no cell has to read: this kit does. Packs read others. */
export const libraryParameters: readonly string[] = ["seed"];

/**
 * Reads a parameter of the run: what `--set name=value` gave, or else the default.
 *
 * The default's type decides how the value is read: a number may have a fraction or an exponent, a
 * bigint is a whole number in decimal or hex, a boolean is `true` or `false`, a string is taken as it is.
 *
 * @param name - the name used with `--set`
 * @param defaultValue - the value without `--set`
 * @returns the value, of the default's type
 * @throws InvalidParameterError if the given value cannot be read as that type
 * @example const weeks = parameter("weeks", 3); // npx hardhat notebooks run --set weeks=5
 */
export function parameter(name: string, defaultValue: string): string;
export function parameter(name: string, defaultValue: number): number;
export function parameter(name: string, defaultValue: bigint): bigint;
export function parameter(name: string, defaultValue: boolean): boolean;
export function parameter(
  name: string,
  defaultValue: string | number | bigint | boolean,
): string | number | bigint | boolean {
  const given = readParameters().get(name);
  if (given === undefined) return defaultValue;
  const value = readers[typeof defaultValue as keyof typeof readers](given.trim(), given);
  if (value === undefined) {
    throw new InvalidParameterError({
      message: `Parameter ${name} is ${JSON.stringify(given)}, which is not a ${typeof defaultValue}.`,
      hint: `Give it as --set ${name}=${String(defaultValue)} for example.`,
    });
  }
  return value;
}

const readers = {
  string: (_trimmed: string, given: string) => given,
  number: (trimmed: string) => {
    const value = Number(trimmed);
    return trimmed === "" || !Number.isFinite(value) ? undefined : value;
  },
  bigint: (trimmed: string) => (/^(-?\d+|0x[\da-f]+)$/i.test(trimmed) ? BigInt(trimmed) : undefined),
  boolean: (trimmed: string) => (trimmed === "true" ? true : trimmed === "false" ? false : undefined),
};

function readParameters(): Map<string, string> {
  const json = process.env[parametersVariable];
  if (json === undefined || json === "") return new Map();
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
      return new Map(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
    }
  } catch {
    // Reported below, together with JSON of the wrong shape.
  }
  throw new InvalidParameterError({
    message: `The environment variable ${parametersVariable} is ${JSON.stringify(json)}, which is not a JSON object.`,
    hint: `Set it to something like {"weeks":"3"}, or unset it.`,
  });
}
