import { join, relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { comparisonToText } from "../chart/report/comparisonToText.ts";
import { compareRuns } from "../recording/compare/compareRuns.ts";
import { parseTolerance } from "../recording/compare/tolerance.ts";
import { deviationsIn, describeFailedNotebook } from "../recording/compare/verdictOf.ts";
import { writeComparison } from "../chart/report/writeComparison.ts";
import { buildContracts } from "./buildContracts.ts";
import { BeyondToleranceError } from "./errors.ts";
import { NotebooksFailedError } from "../runner/errors.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import { progressReporter } from "./progressReporter.ts";
import { recordBothSides } from "./recordBothSides.ts";
import { figuresOf, registeredPacks } from "./packs.ts";
import { readSides } from "./runSide.ts";
import { warnOfUnreadParameters } from "./unreadParameters.ts";

/** Arguments of `hardhat notebooks compare`. */
export interface NotebooksCompareArguments {
  readonly files: readonly string[];
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly set: string | undefined;
  readonly tolerance: string | undefined;
  readonly out: string | undefined;
  readonly timeout: number;
  readonly noCompile: boolean;
}

/** The action of `hardhat notebooks compare`: runs notebooks twice, and says and draws what differs. */
export default async function notebooksCompare(
  { files, base, head, set, tolerance, out, timeout, noCompile }: NotebooksCompareArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks" | "tasks">,
): Promise<TaskResult> {
  await buildContracts(hre, noCompile);
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const packs = await registeredPacks(hre);
    const sides = readSides(base, head, packs);
    const allowed = tolerance === undefined ? undefined : parseTolerance(tolerance);
    const named = namedNotebooks(hre.config.simulation.notebooks, files, set);
    const start = performance.now();
    const [before, after] = await recordBothSides(sides, {
      ...named,
      root,
      cellTimeout: timeout,
      reporter,
      signal,
    });
    warnOfUnreadParameters([...before.unreadParameters, ...after.unreadParameters], packs);
    const comparison = compareRuns(before, after, { tolerance: allowed, figures: figuresOf(packs) });
    const folder = out === undefined ? join(root, "charts", "compare") : resolve(out);
    const [report = ""] = await writeComparison(comparison, folder, { signal });
    const place = relative(process.cwd(), report) || report;
    console.log(comparisonToText(comparison));
    console.log(`\n${place}\nDone in ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
    if (comparison.failures.length > 0)
      throw new NotebooksFailedError(comparison.failures.map(describeFailedNotebook));
    const deviations = deviationsIn(comparison);
    if (allowed !== undefined && deviations.length > 0)
      throw new BeyondToleranceError(allowed.text, deviations, place);
  }, reporter);
}
