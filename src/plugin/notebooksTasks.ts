import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { charts, noCompile, notebookFiles, output, set, timeout } from "./notebookOptions.ts";

/**
 * Adds `npx hardhat notebooks init`, `run`, `watch`, `compare`, `kernel` and `jupyter`.
 *
 * @example npx hardhat notebooks run 01-credit-mining --timeout 60 --set weeks=3
 */
export const notebooksTasks: TaskDefinition[] = [
  emptyTask("notebooks", "Work with the simulation notebooks").build(),
  task(
    ["notebooks", "init"],
    "Writes a first notebook, and a contract if there is none, and registers the kernel",
  )
    .setAction(() => import("./notebooksInit.ts"))
    .build(),
  task(["notebooks", "run"], "Runs notebooks without Jupyter, and writes them and their charts")
    .addOption(timeout)
    .addOption(output)
    .addOption(charts)
    .addOption(set)
    .addFlag({
      name: "sharedKernel",
      description: "Run all notebooks in one kernel, one after another (default: each in its own)",
    })
    .addFlag({
      name: "cached",
      description: "Run only what has changed since it was last run; take the rest from the cache",
    })
    .addFlag({
      name: "explain",
      description: "With --cached: say of each notebook that runs what has changed, item by item",
    })
    .addFlag(noCompile)
    .addVariadicArgument(notebookFiles)
    .setAction(() => import("./notebooksRun.ts"))
    .build(),
  task(["notebooks", "watch"], "Runs notebooks again when contracts, library or notebooks change")
    .addOption(timeout)
    .addOption(output)
    .addOption(charts)
    .addOption(set)
    .addFlag({
      name: "explain",
      description: "Say of each notebook that runs what has changed, item by item",
    })
    .addVariadicArgument({
      name: "files",
      description:
        "Notebooks: paths, or names or beginnings of names in notebooks/ (default: all that are there, also later)",
      defaultValue: [],
    })
    .setAction(() => import("./notebooksWatch.ts"))
    .build(),
  task(["notebooks", "compare"], "Runs notebooks twice, side by side, and shows what differs")
    .addOption({
      name: "base",
      description:
        "Parameters as --set takes them, or a contract in place of a pack's (default: the run as it is)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "head",
      description: "What to compare with: parameters, or a contract in place of a pack's",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "set",
      description: "What cells of both read with parameter(): name=value, or several as --set a=1,b=2",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "tolerance",
      description:
        "End with exit code 1 beyond it: 0.01 in each trace's unit, or 1% of its largest value (default: none)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "out",
      description: "Folder for the report and the charts (default: charts/compare in the project)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption(timeout)
    .addFlag(noCompile)
    .addVariadicArgument(notebookFiles)
    .setAction(() => import("./notebooksCompare.ts"))
    .build(),
  task(["notebooks", "kernel"], "Registers the TypeScript kernel with Jupyter, for the current user")
    .setAction(() => import("./notebooksKernel.ts"))
    .build(),
  task(["notebooks", "jupyter"], "Registers the TypeScript kernel and opens Jupyter on notebooks/")
    .addVariadicArgument({
      name: "options",
      description: "For Jupyter, after two dashes: -- --port 9000 --no-browser",
      defaultValue: [],
    })
    .setAction(() => import("./notebooksJupyter.ts"))
    .build(),
];
