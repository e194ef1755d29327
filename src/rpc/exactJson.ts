/** What TypeScript's library of this year does not declare yet: the source of a value, and text to be written as is. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): boolean;
}

/** A number that {@link parseExactly} keeps as text. */
export function isRawNumber(value: unknown): value is { readonly rawJSON: string } {
  return (JSON as unknown as ExactJson).isRawJSON(value);
}

/** Numbers that JavaScript may write in another way than they were read: fractions, exponents, many digits, -0. */
const perhapsInexact = /(?:^|[:[,])\s*-?(?:0|\d+[.eE]|\d{16})/;

/**
 * Parses JSON so that `JSON.stringify` writes every number with the digits it was read with.
 *
 * @param text - JSON
 * @returns the value; a number that JavaScript would write in another way is a raw JSON object
 * @throws SyntaxError if it is not JSON
 */
export function parseExactly(text: string): unknown {
  if (!perhapsInexact.test(text)) return JSON.parse(text) as unknown;
  const exact = JSON as unknown as ExactJson;
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && JSON.stringify(value) !== source
      ? exact.rawJSON(source)
      : value,
  );
}
