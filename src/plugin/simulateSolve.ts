import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { RunInterruptedError } from "../common/errors.ts";
import { shareText } from "../ensemble/answers/interval.ts";
import { InvalidSweepError } from "../ensemble/errors.ts";
import { parseGrids } from "../ensemble/grid.ts";
import { findScenario, loadScenario } from "../ensemble/loadScenario.ts";
import { solve } from "../ensemble/solve.ts";
import { buildContracts } from "./buildContracts.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { type PlanArguments, planArguments, wholeNumber } from "./simulateArguments.ts";
import { simulateReporter } from "./simulateReporter.ts";

/** Arguments of `hardhat simulate solve`. */
export interface SimulateSolveArguments extends PlanArguments {
  readonly for: string | undefined;
  readonly holds: string | undefined;
  readonly share: string | undefined;
  readonly runs: string | undefined;
  readonly largest: boolean;
  readonly noCompile: boolean;
}

/** The action of `hardhat simulate solve`: prints the value, the values tried, and how sure that is. */
export default async function simulateSolve(
  args: SimulateSolveArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "tasks">,
): Promise<TaskResult> {
  await buildContracts(hre, args.noCompile);
  const reporter = simulateReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const { root } = hre.config.paths;
    const { for: wanted, holds, share, largest } = args;
    if (wanted === undefined || holds === undefined) {
      throw new InvalidSweepError({
        message: "simulate solve needs a parameter with values, and a condition.",
        hint: 'Write for example: npx hardhat simulate solve sizing --for size=1..100 --holds "refused == 0".',
      });
    }
    const { scenario } = await loadScenario(findScenario(args.scenario, root));
    const [entry] = Object.entries(parseGrids([wanted], scenario.parameters));
    const [parameter, values = []] = entry ?? [""];
    const runs = wholeNumber(args.runs, "runs");
    const solution = await solve(args.scenario, {
      ...(await planArguments(args, root)),
      parameter,
      values,
      holds,
      largest,
      signal,
      onProgress: (progress) => {
        reporter.show(progress);
      },
      ...(share === undefined ? {} : { share: Number(share) }),
      ...(runs === undefined ? {} : { runs }),
    }).catch((error: unknown) => {
      throw signal.aborted
        ? new RunInterruptedError(args.scenario, "What is done is kept; the same command goes on from there.")
        : error;
    });
    reporter.clear();
    for (const { value, share: known } of solution.tried) {
      console.log(`  ${parameter}=${String(value)}: "${holds}" in ${shareText(known)}`);
    }
    const which = largest ? "largest" : "smallest";
    console.log(
      `The ${which} is ${parameter}=${String(solution.value)}: "${holds}" in ${shareText(solution.share)}.`,
    );
  }, reporter);
}
