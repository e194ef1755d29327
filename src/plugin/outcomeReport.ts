import { basename, relative } from "node:path";
import type { Outcome } from "../runner/notebookPipeline.ts";
import type { KnownRun, Verdict } from "../runner/cache/decide.ts";
import type { Change } from "../runner/cache/ingredients.ts";

/** How many ingredients a reason names before it counts the rest. */
const named = 3;

/**
 * Says of a notebook what was done, and why.
 *
 * @param explain - whether to list every ingredient that has changed
 */
export function outcomeReport({ file, verdict, restored }: Outcome, explain: boolean): string {
  const name = basename(file);
  if (verdict.kind === "reuse") {
    const files = restored.map((path) => relative(process.cwd(), path));
    const also = files.length === 0 ? "" : `; restored ${listed(files)}`;
    return `${name}: reused, nothing that it depends on has changed${also}`;
  }
  return [`${name}: ran, ${reason(verdict)}`, ...(explain ? explanation(verdict) : [])].join("\n");
}

/** Why a notebook has to run, in a few words: `"since contract MyJob has changed"`. */
export function reason(verdict: Extract<Verdict<KnownRun>, { kind: "run" }>): string {
  if (verdict.why === "new") return "for the first time";
  if (verdict.why === "lost") return "since its results are not in the cache any more";
  const { changes } = verdict;
  return `since ${listed(changes.map(({ what }) => what))} ${changes.length === 1 ? "has" : "have"} changed`;
}

/** Every ingredient that has changed, a line each, with what it was and what it is. */
export function explanation(verdict: Verdict<KnownRun>): string[] {
  if (verdict.kind === "reuse" || verdict.why !== "changed") return [];
  return verdict.changes.map(
    ({ what, before, now }: Change) => `  ${what}: ${shown(before, "absent")} → ${shown(now, "gone")}`,
  );
}

function shown(value: string | undefined, absent: string): string {
  if (value === undefined) return absent;
  return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 10) : value;
}

function listed(names: readonly string[]): string {
  if (names.length === 1) return names[0] ?? "";
  const more = names.length - named;
  if (more > 1) return `${names.slice(0, named).join(", ")} and ${more} more`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
