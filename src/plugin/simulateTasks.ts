import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { noCompile } from "./notebookOptions.ts";
import { repeatedNames } from "./repeatableOption.ts";

const scenario = {
  name: "scenario",
  description: "A file in scenarios/ without its ending, or a path",
} as const;

const text = <Name extends string>(name: Name, description: string) => ({
  name,
  description,
  type: ArgumentType.STRING_WITHOUT_DEFAULT as const,
  defaultValue: undefined,
});

const out = text("out", "Folder of the results (default: ensembles/<scenario>)");
const seed = text("seed", "What all seeds follow from (default: simulation)");
const processes = text("processes", "Child processes at once (default: one for each core)");
const redis = text("redis", "With --engine bullmq: where the queue is (default: redis://127.0.0.1:6379)");

/**
 * Adds `npx hardhat simulate`, `simulate merge`, `simulate solve` and `simulate worker`.
 *
 * @example npx hardhat simulate sizing --grid size=5,10,20 --grid gwei=10..320*2 --runs 200 --seed 7
 */
export const simulateTasks: TaskDefinition[] = [
  withGrids(task("simulate", "Makes many runs of a scenario, over parameters and seeds"))
    .addPositionalArgument(scenario)
    .addOption(seed)
    .addOption(out)
    .addOption(processes)
    .addOption(text("runs", "Runs of each combination of parameters (default: 1)"))
    .addOption(text("first", "Index of the first run, to go on with fresh seeds (default: 0)"))
    .addOption(text("shard", "A part of the runs for one of several machines: 3/8 is the third of eight"))
    .addOption(
      text("until", 'Stops when a 95% interval is narrow enough: "p(refused) ± 0.01" or "mean(credits) ± 5"'),
    )
    .addOption(
      text("keep", 'Recordings: "recordings" of all runs, or "refused:0.05,0.95" at quantiles of a figure'),
    )
    .addOption(
      text("engine", "What makes the runs: processes of this machine, or bullmq (default: processes)"),
    )
    .addOption(redis)
    .addFlag({ name: "failFast", description: "Stop at the first run that fails" })
    .addFlag({ name: "again", description: "Make runs again whose results are there" })
    .addFlag(noCompile)
    .setAction(() => import("./simulate.ts"))
    .build(),
  task(["simulate", "merge"], "Puts shards together: writes runs.jsonl and runs.csv")
    .addPositionalArgument(scenario)
    .addOption(out)
    .setAction(() => import("./simulateMerge.ts"))
    .build(),
  task(["simulate", "worker"], "Makes runs that simulate --engine bullmq has put on a queue, until Ctrl-C")
    .addPositionalArgument(scenario)
    .addOption(text("redis", "Where the queue is (default: redis://127.0.0.1:6379)"))
    .addOption(processes)
    .addFlag(noCompile)
    .setAction(() => import("./simulateWorker.ts"))
    .build(),
  withGrids(task(["simulate", "solve"], "Finds the smallest or largest value for which a condition holds"))
    .addPositionalArgument(scenario)
    .addOption(text("for", "The parameter, and the values to choose from: size=1..320+0.5"))
    .addOption(text("holds", 'The condition on a run\'s figures: "refused == 0"'))
    .addOption(text("share", "Share of runs in which it is to hold (default: 0.95)"))
    .addOption(text("runs", "Runs at each value that is tried (default: 400)"))
    .addFlag({ name: "largest", description: "Find the largest such value (default: the smallest)" })
    .addOption(seed)
    .addOption(out)
    .addOption(processes)
    .addFlag(noCompile)
    .setAction(() => import("./simulateSolve.ts"))
    .build(),
];

/** Adds `--grid`, which can be given several times: what stands for the further ones is hidden. */
function withGrids(builder: ReturnType<typeof task>): ReturnType<typeof task> {
  const description =
    "Values of a parameter: size=5,10,20, gwei=10..320*2 or share=0..1+0.25; one --grid for each";
  for (const [index, name] of repeatedNames("grid").entries()) {
    builder.addOption({ ...text(name, description), hidden: index > 0 });
  }
  return builder;
}
