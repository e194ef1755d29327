import type { CodeRange, ContractArtifact } from "./artifact.ts";

/** The start of a library's code: PUSH20 of the address at which it stands, to refuse plain calls. */
const libraryAddress: CodeRange = { start: 1, length: 20 };
const libraryStart = `0x73${"0".repeat(40)}`;

/**
 * Finds the compiled contract whose code stands on a chain.
 *
 * @param code - hex, 0x-prefixed
 * @returns `undefined` if there is none, or if several contracts of different names have the same code
 */
export function findByCode(
  code: string,
  artifacts: readonly ContractArtifact[],
): ContractArtifact | undefined {
  for (const part of [whole, withoutMetadata]) {
    const found = artifacts.filter((artifact) => isCodeOf(code, artifact, part));
    const [first] = found;
    if (first === undefined) continue;
    return found.every(({ contractName }) => contractName === first.contractName) ? first : undefined;
  }
  return undefined;
}

/**
 * Whether the code that stands at an address was made from a compiled contract, whatever its immutable values and the
 * addresses of its libraries are.
 *
 * @param code - hex, 0x-prefixed
 * @param part - of the code, to be compared; all of it unless given
 */
export function isCodeOf(
  code: string,
  { deployedBytecode, immutableReferences = {} }: ContractArtifact,
  part = whole,
): boolean {
  if (deployedBytecode === undefined || deployedBytecode.length <= 2) return false;
  const [actual, expected] = [part(code), part(deployedBytecode)];
  if (actual.length !== expected.length) return false;
  const isLibrary = deployedBytecode.startsWith(libraryStart);
  const ranges = [...Object.values(immutableReferences).flat(), ...(isLibrary ? [libraryAddress] : [])];
  return matches(actual, expected, ranges);
}

/** Whether the input of a deployment begins with the creation code of a compiled contract. */
export function isCreationOf(input: string, { bytecode }: ContractArtifact): boolean {
  return bytecode.length > 2 && input.length >= bytecode.length && matches(input, bytecode, []);
}

function whole(code: string): string {
  return code;
}

/** Compilers end code with CBOR, a map of up to four entries, and its length in two bytes. */
function withoutMetadata(code: string): string {
  const start = code.length - 2 * (Number.parseInt(code.slice(-4), 16) + 2);
  return /^a[1-4]6[0-9a-f]/i.test(code.slice(start, start + 4)) ? code.slice(0, start) : code;
}

function matches(code: string, template: string, ranges: readonly CodeRange[]): boolean {
  let place = 0;
  for (const [from, to] of gaps(template, ranges)) {
    if (from > place && !code.startsWith(template.slice(place, from), place)) return false;
    place = Math.max(place, to);
  }
  return code.startsWith(template.slice(place), place);
}

/** What a compiler leaves open, as places in the text, in rising order: the given ranges, and libraries' placeholders. */
function gaps(template: string, ranges: readonly CodeRange[]): [from: number, to: number][] {
  const open = ranges.map(({ start, length }): [number, number] => [2 + 2 * start, 2 + 2 * (start + length)]);
  const links = [...template.matchAll(/__.{38}/g)].map(({ index }): [number, number] => [index, index + 40]);
  return [...open, ...links].sort(([a], [b]) => a - b);
}
