import { mergeSweep } from "../ensemble/sweep.ts";
import { runTask, type TaskResult } from "./runTask.ts";

/** Arguments of `hardhat simulate merge`. */
export interface SimulateMergeArguments {
  readonly scenario: string;
  readonly out: string | undefined;
}

/** The action of `hardhat simulate merge`. */
export default async function simulateMerge({ scenario, out }: SimulateMergeArguments): Promise<TaskResult> {
  return await runTask(async () => {
    console.log(`Merged ${await mergeSweep(scenario, out)} runs.`);
  });
}
