import { FunctionsMissingError } from "../errors/functionsMissingError.ts";
import type { RecorderState } from "./recorder.ts";

/**
 * Checks that everything that a recording was made with is there. A state file holds no functions; to go on without
 * them would leave gaps in what was recorded, and checks undone that somebody relies on.
 *
 * @throws FunctionsMissingError naming the scripts and invariants that have not been added again
 */
export function assertNothingMissing({ traces, invariants }: Readonly<RecorderState>): void {
  const scripts = traces.filter((trace) => trace.kind === "script" && trace.isMissing === true);
  const checks = invariants.filter(({ isMissing }) => isMissing === true);
  const parts = [
    ...scripts.map(({ name }) => `the script trace ${JSON.stringify(name)}`),
    ...checks.map(({ invariant }) => `the invariant ${JSON.stringify(invariant.name)}`),
  ];
  if (parts.length === 0) return;
  throw new FunctionsMissingError({
    message: `The recording comes from a state file, which cannot hold functions: ${parts.join(", ")} must be added again.`,
    hint: "Add them under the same names, with $.addScriptTrace and $.addInvariant, and they go on where they were; or start anew with $.resetTraces().",
  });
}
