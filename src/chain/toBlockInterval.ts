import { toSeconds } from "../common/seconds.ts";
import type { BlockInterval } from "./blockRules.ts";

/**
 * Checks how blocks fill the time.
 *
 * @param given - whole seconds, as a number or a bigint, or `"sample"`
 * @throws InvalidTimeError
 */
export function toBlockInterval(given: BlockInterval | bigint): BlockInterval {
  return given === "sample" ? given : toSeconds(given, "blockInterval");
}
