import { setImmediate } from "node:timers/promises";
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
  // While a cell's synchronous part runs, Node takes all listeners off and puts them back: one that is added in
  // between makes the next interrupt end the process.
  await setImmediate();
  const onInterrupt = (): void => {
    controller.abort();
  };
  process.on("SIGINT", onInterrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}
