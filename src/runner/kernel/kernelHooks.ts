import { Socket } from "node:net";
import { displayBundle } from "../../notebook/kernel/displayBundle.ts";
import { mendTslab } from "../tslab/mendTslab.ts";
import { reportUses } from "./reportUses.ts";

/** MIME type under which the kernel announces, as data, the error that ended a cell; never written to a notebook. */
export const errorMimeType = "application/vnd.simulation.error+json";

/** File descriptor of the pipe that ends when the runner's process ends. */
export const lifelineDescriptor = 3;

/**
 * Prepares a process for running tslab under this runner; call it before tslab is loaded.
 *
 * It mends tslab as it is mended in Jupyter, and changes four things more. Errors reach the runner as data. Their
 * stacks are deep enough to reach the cell. The kernel ends when the runner does. A runner that asks for it hears what
 * cells read.
 */
export function installKernelHooks(): void {
  mendTslab({
    live: false,
    printError: (error) => {
      displayBundle({ data: { [errorMimeType]: error } });
      console.error(error.printed);
    },
  });
  endWithRunner();
  reportUses();
  Error.stackTraceLimit = 50;
}

/** A runner that is killed cannot stop its kernel, but the pipe between them breaks. */
function endWithRunner(): void {
  const lifeline = new Socket({ fd: lifelineDescriptor });
  lifeline.on("error", () => process.exit(1));
  lifeline.on("close", () => process.exit(1));
  lifeline.resume();
  lifeline.unref();
}
