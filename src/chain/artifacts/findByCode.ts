import type { CodeRange, ContractArtifact } from "./artifact.ts";

/** Creation code or code that stands, as hex digits; may hold placeholders of libraries. */
type Digits = string;

/** What stands where the address of a library, or of a contract that is one itself, is put later. */
const libraryPlaceholder = /__.{38}/g;
const libraryStart = /^73(?:0{40})30146080/;

/**
 * Finds the compiled contract whose code stands on a chain: the same but for immutable values, addresses of libraries
 * and, if nothing is the same with it, the metadata at its end.
 *
 * @param code - hex, 0x-prefixed
 * @returns `undefined` if there is none, or if several contracts of different names have the same code
 */
export function findByCode(
  code: string,
  artifacts: readonly ContractArtifact[],
): ContractArtifact | undefined {
  const digits = code.slice(2).toLowerCase();
  for (const part of [whole, withoutMetadata]) {
    const found = artifacts.filter((artifact) => isCodeOf(artifact, digits, part));
    const [first] = found;
    if (first === undefined) continue;
    return found.every(({ contractName }) => contractName === first.contractName) ? first : undefined;
  }
  return undefined;
}

function isCodeOf(artifact: ContractArtifact, digits: Digits, part: (digits: Digits) => Digits): boolean {
  const compiled = (artifact.deployedBytecode ?? "0x").slice(2).toLowerCase();
  const [expected, actual] = [part(compiled), part(digits)];
  if (expected === "" || expected.length !== actual.length) return false;
  const open = placesLeftOpen(artifact, compiled);
  return blank(expected, open) === blank(actual, open);
}

const whole = (digits: Digits): Digits => digits;

/** Compilers end code with CBOR, a map of up to four entries, and its length in two bytes. */
function withoutMetadata(digits: Digits): Digits {
  const length = 2 * (Number.parseInt(digits.slice(-4), 16) + 2);
  const start = digits.length - length;
  return /^a[1-4]6[0-9a-f]/.test(digits.slice(start, start + 4)) ? digits.slice(0, start) : digits;
}

function placesLeftOpen({ immutableReferences = {} }: ContractArtifact, compiled: Digits): CodeRange[] {
  const libraries = [...compiled.matchAll(libraryPlaceholder)].map(({ index }) => ({
    start: index / 2,
    length: 20,
  }));
  const itself = libraryStart.test(compiled) ? [{ start: 1, length: 20 }] : [];
  return [...Object.values(immutableReferences).flat(), ...libraries, ...itself];
}

function blank(digits: Digits, places: readonly CodeRange[]): Digits {
  return places.reduce(
    (text, { start, length }) =>
      text.slice(0, 2 * start) + "0".repeat(2 * length) + text.slice(2 * (start + length)),
    digits,
  );
}
