import {
  type RecordedNotebooks,
  recordNotebooks,
  type RecordNotebooksOptions,
} from "../runner/recordNotebooks.ts";
import type { ProgressReporter } from "./progressReporter.ts";
import type { RunSide } from "./runSide.ts";

/** What both sides have in common. */
export interface BothSidesOptions extends Omit<RecordNotebooksOptions, "name" | "onProgress"> {
  readonly reporter: ProgressReporter;
  readonly signal: AbortSignal;
}

/** Runs the notebooks twice, side by side, each in processes of its own. What stops one side stops the other. */
export async function recordBothSides(
  [base, head]: readonly [RunSide, RunSide],
  { reporter, signal, parameters, ...options }: BothSidesOptions,
): Promise<readonly [RecordedNotebooks, RecordedNotebooks]> {
  const stop = new AbortController();
  const record = async (side: RunSide): Promise<RecordedNotebooks> => {
    try {
      return await recordNotebooks({
        ...options,
        name: side.name,
        parameters: { ...parameters, ...side.parameters },
        signal: AbortSignal.any([signal, stop.signal]),
        onProgress: (progress) => {
          // One line cannot show two runs: it follows the base, and both say when a notebook is done.
          if (side !== base && progress.kind !== "notebook-finished") return;
          const named = progress.kind === "notice" ? {} : { notebook: `${progress.notebook} (${side.name})` };
          reporter.show({ ...progress, ...named });
        },
      });
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  };
  const [first, second] = await Promise.allSettled([record(base), record(head)]);
  if (first.status === "fulfilled" && second.status === "fulfilled") return [first.value, second.value];
  throw stop.signal.reason;
}
