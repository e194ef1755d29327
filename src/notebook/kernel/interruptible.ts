import { setImmediate } from "node:timers/promises";
import { cellSignal } from "./cellSignal.ts";
import { isInKernel } from "./findRunningKernel.ts";

/**
 * Runs work that an interrupt of the kernel can stop. tslab gives an interrupted cell up, but what runs in it goes
 * on; so the work gets a signal, and is expected to look at it.
 *
 * Outside of a kernel nothing is listened for: there, Ctrl-C ends the process as usual.
 *
 * @param work - gets a signal that is aborted when the user interrupts the kernel
 */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  if (!isInKernel()) return await work(controller.signal);
  const onInterrupt = (): void => {
    controller.abort();
  };
  const cell = cellSignal();
  if (cell?.aborted === true) onInterrupt();
  // While the synchronous part of a cell runs in a kernel of somebody else's, Node takes all listeners off and puts
  // them back: one that is added in between makes the next interrupt end the process.
  if (cell === undefined) await setImmediate();
  if (cell === undefined) process.on("SIGINT", onInterrupt);
  else cell.addEventListener("abort", onInterrupt);
  try {
    return await work(controller.signal);
  } finally {
    if (cell === undefined) process.off("SIGINT", onInterrupt);
    else cell.removeEventListener("abort", onInterrupt);
  }
}
