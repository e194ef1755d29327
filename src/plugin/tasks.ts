import type { TaskDefinition } from "hardhat/types/tasks";
import { chartsTasks } from "./chartsTasks.ts";
import { notebooksTasks } from "./notebooksTasks.ts";
import { recordingsTasks } from "./recordingsTasks.ts";
import { rpcTasks } from "./rpcTasks.ts";
import { simulateTasks } from "./simulateTasks.ts";

/** All tasks of the plugin. */
export const tasks: readonly TaskDefinition[] = [
  ...notebooksTasks,
  ...chartsTasks,
  ...recordingsTasks,
  ...rpcTasks,
  ...simulateTasks,
];
