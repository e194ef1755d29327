import { RunInterruptedError } from "../../common/errors.ts";
import { carryOut, type Outcome } from "./carryOut.ts";
import type { ExecuteOptions, NotebookCache } from "./notebookCache.ts";
import { WarmKernels } from "./warmKernels.ts";

/** How notebooks are run or reused. */
export interface RunCachedOptions extends Omit<ExecuteOptions, "place"> {
  /** Called for each notebook, when it is done. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/**
 * Brings notebooks and their charts up to date: runs those of which something has changed, and takes the results of
 * the others from the cache. Each runs in a kernel of its own.
 *
 * @param files - paths of the notebooks, in the order in which they run
 * @throws InvalidNotebookError if one of the files is not a notebook; then none is run
 * @throws NotebookCellError if a cell fails
 * @throws RunInterruptedError if the signal comes
 */
export async function runCached(
  cache: NotebookCache,
  files: readonly string[],
  { onOutcome, onProgress, signal }: RunCachedOptions,
): Promise<void> {
  const given = await cache.given();
  const decisions = await Promise.all(files.map((file) => cache.decide(file, given)));
  const running = decisions.filter(({ verdict }) => verdict.kind === "run");
  const kernels = new WarmKernels(cache.kernelVariables, (text) => {
    onProgress({ kind: "notice", text });
  });
  const interrupt = (): void => {
    kernels.kill();
  };
  signal?.addEventListener("abort", interrupt);
  try {
    for (const decision of decisions) {
      signal?.throwIfAborted();
      const index = running.indexOf(decision);
      const place = { index: Math.max(index, 0), notebooks: Math.max(running.length, 1) };
      const next = running[index + 1]?.file;
      onOutcome(await carryOut(cache, decision, kernels, {}, { place, next, onProgress, signal }));
    }
  } catch (error) {
    if (signal?.aborted !== true || error instanceof RunInterruptedError) throw error;
    throw new RunInterruptedError("the notebooks");
  } finally {
    signal?.removeEventListener("abort", interrupt);
    await kernels.close();
  }
}
