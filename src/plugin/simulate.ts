import { relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { RunInterruptedError } from "../common/errors.ts";
import { QueueEngine } from "../ensemble/engines/queueEngine.ts";
import { defaultRedis } from "../ensemble/engines/redisConnection.ts";
import { InvalidSweepError } from "../ensemble/errors.ts";
import { sweep, type SweepOptions, type SweepResult } from "../ensemble/sweep.ts";
import { buildContracts } from "./buildContracts.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { type PlanArguments, planArguments, wholeNumber } from "./simulateArguments.ts";
import { simulateReporter } from "./simulateReporter.ts";

/** Arguments of `hardhat simulate`. */
export interface SimulateArguments extends PlanArguments {
  readonly runs: string | undefined;
  readonly first: string | undefined;
  readonly shard: string | undefined;
  readonly until: string | undefined;
  readonly keep: string | undefined;
  readonly engine: string | undefined;
  readonly redis: string | undefined;
  readonly failFast: boolean;
  readonly again: boolean;
  readonly noCompile: boolean;
}

/** Most recordings that are listed. */
const shownRecordings = 20;

/** The action of `hardhat simulate`: shows progress on standard error, sums up on standard output. */
export default async function simulate(
  args: SimulateArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "tasks">,
): Promise<TaskResult> {
  await buildContracts(hre, args.noCompile);
  const reporter = simulateReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const start = performance.now();
    const options = { ...(await sweepOptions(args, hre.config.paths.root)), signal };
    const result = await sweep(args.scenario, {
      ...options,
      onProgress: (progress) => {
        reporter.show(progress);
      },
    });
    reporter.clear();
    printResult(result, args, (performance.now() - start) / 1_000);
    if (signal.aborted)
      throw new RunInterruptedError(
        args.scenario,
        "What is done is kept; the same command goes on from there.",
      );
  }, reporter);
}

async function sweepOptions(args: SimulateArguments, root: string): Promise<SweepOptions> {
  const { shard, until, failFast, again, keep, engine = "processes", redis } = args;
  if (engine !== "processes" && engine !== "bullmq") {
    throw new InvalidSweepError({
      message: `There is no engine ${JSON.stringify(engine)}.`,
      hint: "There are processes, on this machine, and bullmq, for workers on any machine.",
    });
  }
  const [runs, first] = [wholeNumber(args.runs, "runs"), wholeNumber(args.first, "first")];
  return {
    ...(await planArguments(args, root)),
    failFast,
    again,
    ...(runs === undefined ? {} : { runs }),
    ...(first === undefined ? {} : { first }),
    ...(shard === undefined ? {} : { shard }),
    ...(until === undefined ? {} : { until }),
    ...(keep === undefined ? {} : { keep }),
    ...(engine === "processes"
      ? {}
      : { engine: async (opened) => await QueueEngine.open(opened, redis ?? defaultRedis) }),
  };
}

function printResult(result: SweepResult, { until }: SimulateArguments, seconds: number): void {
  const { done, failed, failures, found, folder, estimates, recordings } = result;
  const made = done - found;
  console.log(
    `${count(done, "run")}: ${made} made in ${seconds.toFixed(1)} s, ${found} found; ${failed} failed.`,
  );
  for (const { result: run, repeat } of failures) {
    if ("error" in run.outcome)
      console.log(`  ${run.outcome.error.name}: ${run.outcome.error.message}\n    ${repeat}`);
  }
  for (const { parameters, value, halfWidth, count: taken, reached } of estimates) {
    const point = Object.entries(parameters).map(([name, each]) => `${name}=${String(each)}`);
    const known = `${value.toPrecision(4)} ± ${halfWidth.toPrecision(2)} after ${taken} runs`;
    console.log(`  ${point.join(", ")}: ${known}${reached ? "" : `, wider than ${until ?? ""}`}`);
  }
  for (const file of recordings.slice(0, shownRecordings))
    console.log(`Recording: ${relative(process.cwd(), file)}`);
  console.log(`Results: ${relative(process.cwd(), folder) || "."}`);
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
