import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { queueName } from "../ensemble/engines/queueNames.ts";
import { runQueueWorker } from "../ensemble/engines/queueWorker.ts";
import { defaultRedis } from "../ensemble/engines/redisConnection.ts";
import { openSweep } from "../ensemble/openSweep.ts";
import { buildContracts } from "./buildContracts.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { wholeNumber } from "./simulateArguments.ts";

/** Arguments of `hardhat simulate worker`. */
export interface SimulateWorkerArguments {
  readonly scenario: string;
  readonly redis: string | undefined;
  readonly processes: string | undefined;
  readonly noCompile: boolean;
}

/** The action of `hardhat simulate worker`: makes runs of a queue until Ctrl-C. */
export default async function simulateWorker(
  { scenario, redis = defaultRedis, processes: given, noCompile }: SimulateWorkerArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "tasks">,
): Promise<TaskResult> {
  await buildContracts(hre, noCompile);
  return await runInterruptibleTask(async (signal) => {
    const processes = wholeNumber(given, "processes");
    const sweep = await openSweep(scenario);
    let done = 0;
    console.log(
      `Working for the queue ${queueName(sweep.loaded.name, sweep.identity.code)}; end with Ctrl-C.`,
    );
    await runQueueWorker(sweep, {
      redis,
      signal,
      onDone: () => (done += 1),
      ...(processes === undefined ? {} : { processes }),
    });
    console.log(`Made ${done} runs.`);
  });
}
