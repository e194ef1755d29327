import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { notebookFiles } from "./notebookOptions.ts";

/**
 * Adds `npx hardhat recordings verify` and `npx hardhat recordings update`.
 *
 * @example npx hardhat recordings verify 01-credit-mining
 */
export const recordingsTasks: TaskDefinition[] = [
  emptyTask("recordings", "Work with the recordings that are committed").build(),
  task(["recordings", "verify"], "Runs notebooks, and compares what they record with what is committed")
    .addOption({
      name: "out",
      description: "Folder for charts of what moved (default: charts/recordings in the project)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addVariadicArgument(notebookFiles)
    .setAction(() => import("./recordingsVerify.ts"))
    .build(),
  task(["recordings", "update"], "Runs notebooks, and writes what they record into recordings/")
    .addVariadicArgument(notebookFiles)
    .setAction(() => import("./recordingsUpdate.ts"))
    .build(),
];
