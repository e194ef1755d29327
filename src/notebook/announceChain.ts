import type { Chain } from "../chain/chain.ts";
import { writeNotice } from "./kernel/notice.ts";
import { formatDuration } from "../common/formatDuration.ts";

const day = 86_400;
const year = 365.25 * day;

/**
 * Tells whoever runs the notebook which chain it runs on, what a pack found there, its block, and how old that block
 * is.
 */
export async function announceChain(chain: Chain): Promise<void> {
  const what = [chain.provenance, ...chain.findings].join(", ");
  writeNotice(describeChain(what, await chain.block(), Date.now() / 1_000));
}

/**
 * Says which chain this is, in one line.
 *
 * @param now - unix seconds
 * @example describeChain("embedded, preset documentation", block, now)
 * // "chain: embedded, preset documentation; block 23 of 2021-09-16 12:00 UTC, 5.2 years old"
 */
export function describeChain(
  provenance: string,
  { number, timestamp }: { readonly number: number; readonly timestamp: number },
  now: number,
): string {
  const time = new Date(timestamp * 1_000).toISOString().slice(0, 16).replace("T", " ");
  return `chain: ${provenance}; block ${number} of ${time} UTC, ${describeAge(now - timestamp)}`;
}

function describeAge(seconds: number): string {
  if (seconds < 0) return "in the future";
  if (seconds < day) return "less than a day old";
  if (seconds < year) return `${formatDuration(Math.floor(seconds / day) * day)} old`;
  return `${(seconds / year).toFixed(1)} years old`;
}
