import { type ParamType, Result } from "ethers";
import type { EventValue } from "../recording/recording.ts";

/** An ethers value -> plain data, structs by their field names. */
export function toEventValue(value: unknown, type: ParamType): EventValue {
  if (value instanceof Result) {
    const { arrayChildren, components } = type;
    if (arrayChildren !== null)
      return value.toArray().map((item: unknown) => toEventValue(item, arrayChildren));
    return Object.fromEntries(
      (components ?? []).map((part, index) => [part.name || `arg${index}`, toEventValue(value[index], part)]),
    );
  }
  if (typeof value === "bigint" || typeof value === "boolean" || typeof value === "string") return value;
  // An indexed string, array or struct is only there as its hash.
  const hash = (value as { hash?: unknown } | null)?.hash;
  return typeof hash === "string" ? hash : String(value);
}
