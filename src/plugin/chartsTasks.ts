import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { notebookFiles, set, timeout } from "./notebookOptions.ts";

/**
 * Adds `npx hardhat charts export`.
 *
 * @example npx hardhat charts export 01-credit-mining --formats svg,html --out figures
 */
export const chartsTasks: TaskDefinition[] = [
  emptyTask("charts", "Work with the charts of the simulation notebooks").build(),
  task(["charts", "export"], "Runs notebooks, and writes their charts and data for publication")
    .addOption({
      name: "formats",
      description: "What to write, parted by commas: svg, png, html, vega-lite, csv, json (default: all)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "out",
      description:
        "Folder for the files, in which each notebook gets its own (default: exports/ in the project)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption(timeout)
    .addOption(set)
    .addVariadicArgument(notebookFiles)
    .setAction(() => import("./chartsExport.ts"))
    .build(),
];
