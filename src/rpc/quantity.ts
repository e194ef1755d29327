import { isRawNumber } from "./exactJson.ts";

const hex = /^0x[0-9a-f]+$/i;
const decimal = /^\d{1,78}$/;

/**
 * Reads a number as nodes write it: hex text in either case, with or without leading zeros; decimal text; or a JSON
 * number. Hardhat takes all of them.
 *
 * @param value - of an answer; a JSON number of many digits as `parseExactly` keeps it
 * @returns the number, ≥ 0; `undefined` if it is none, or one of more than 256 bits
 */
export function quantityOf(value: unknown): bigint | undefined {
  const text = typeof value === "number" ? String(value) : isRawNumber(value) ? value.rawJSON : value;
  if (typeof text !== "string" || text.length > 80 || !(hex.test(text) || decimal.test(text)))
    return undefined;
  const number = BigInt(text);
  return number < 2n ** 256n ? number : undefined;
}
