import { basename, dirname, resolve } from "node:path";
import { codeCellsOf } from "../runNotebook.ts";
import type { KnownRun, Verdict } from "./decide.ts";
import type { Decision, DrawnScenario, ExecuteOptions, NotebookCache } from "./notebookCache.ts";
import type { WarmKernels } from "./warmKernels.ts";

/** What has become of a notebook. */
export interface Outcome {
  readonly file: string;
  /** What was done, and why. */
  readonly verdict: Verdict<KnownRun>;
  readonly scenarios: readonly DrawnScenario[];
  /** Files that were missing or different and came from the cache. */
  readonly restored: readonly string[];
  /** Seconds that were waited for a kernel. */
  readonly kernelSeconds: number;
  /** Seconds that its cells ran. */
  readonly runSeconds: number;
  /** What changed while it ran: then it has to run again. */
  readonly overtakenBy: readonly string[];
}

/**
 * Does what was decided about a notebook: puts the results of an earlier run where they belong, or runs it.
 *
 * @param read - gets what the cells read, also of a run that fails
 * @throws NotebookCellError if a cell fails
 * @throws RunInterruptedError if the signal comes
 */
export async function carryOut(
  cache: NotebookCache,
  decision: Decision,
  kernels: WarmKernels,
  read: Record<string, string>,
  options: ExecuteOptions,
): Promise<Outcome> {
  const { file } = decision;
  let { verdict } = decision;
  if (verdict.kind === "reuse") {
    const restored = await cache.restore(decision, verdict.run);
    if (restored !== undefined) {
      const { files, scenarios } = restored;
      return { file, verdict, scenarios, restored: files, kernelSeconds: 0, runSeconds: 0, overtakenBy: [] };
    }
    verdict = { kind: "run", why: "lost" };
  }
  const start = performance.now();
  const notebook = basename(file);
  const cells = codeCellsOf(decision.notebook).length;
  options.onProgress({ kind: "notebook-started", notebook, cells, ...options.place });
  const kernel = await kernels.take(dirname(resolve(file)));
  const kernelSeconds = (performance.now() - start) / 1_000;
  if (options.next !== undefined) kernels.prepare(dirname(resolve(options.next)));
  try {
    const { scenarios, seconds, overtakenBy } = await cache.execute(decision, kernel, read, options);
    options.onProgress({ kind: "notebook-finished", notebook, cells, seconds });
    return { file, verdict, scenarios, restored: [], kernelSeconds, runSeconds: seconds, overtakenBy };
  } finally {
    kernels.release();
  }
}
