import type { CodeRange, ContractArtifact } from "./artifact.ts";

/** The start of a library's code: PUSH20 of the address at which it stands, to refuse plain calls. */
const libraryAddress: CodeRange = { start: 1, length: 20 };

/**
 * Whether the code that stands at an address was made from a compiled contract, whatever its immutable values and the
 * addresses of its libraries are.
 *
 * @param code - hex, 0x-prefixed
 */
export function isCodeOf(
  code: string,
  { deployedBytecode, immutableReferences = {} }: ContractArtifact,
): boolean {
  if (deployedBytecode === undefined || deployedBytecode.length <= 2) return false;
  if (code.length !== deployedBytecode.length) return false;
  const isLibrary = deployedBytecode.startsWith(`0x73${"0".repeat(40)}`);
  const ranges = [...Object.values(immutableReferences).flat(), ...(isLibrary ? [libraryAddress] : [])];
  return matches(code, deployedBytecode, ranges);
}

/** Whether the input of a deployment begins with the creation code of a compiled contract. */
export function isCreationOf(input: string, { bytecode }: ContractArtifact): boolean {
  return bytecode.length > 2 && input.length >= bytecode.length && matches(input, bytecode, []);
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
