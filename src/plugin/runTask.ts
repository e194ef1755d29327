import { RunInterruptedError, SimulationError } from "../common/errors.ts";
import type { ProgressReporter } from "./progressReporter.ts";

/** Hardhat turns a result without success into exit code 1. */
export type TaskResult =
  { readonly success: true; readonly value: undefined } | { readonly success: false; readonly error: Error };

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs the work of a task. An error that this kit throws is printed as a message; any other is left to Hardhat. One
 * that says that the user has stopped the task makes the exit code 130.
 *
 * @param reporter - shows the progress; its line is taken away before an error is printed
 */
export async function runTask(
  work: () => Promise<unknown>,
  reporter?: Pick<ProgressReporter, "clear">,
): Promise<TaskResult> {
  try {
    await work();
  } catch (error) {
    reporter?.clear();
    if (!(error instanceof SimulationError)) throw error;
    console.error(`${error.name}: ${error.message}`);
    if (!(error instanceof RunInterruptedError)) return { success: false, error };
    process.exitCode = 130;
  }
  return { success: true, value: undefined };
}

/**
 * Runs the work of a task as {@link runTask} does, such that Ctrl-C ends it in order.
 *
 * @param work - gets a signal that is aborted when the user stops the task
 */
export async function runInterruptibleTask(
  work: (signal: AbortSignal) => Promise<unknown>,
  reporter?: Pick<ProgressReporter, "clear">,
): Promise<TaskResult> {
  const stop = new AbortController();
  const onSignal = (): void => {
    // Somebody who asks twice does not want to wait for things to be put in order.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  try {
    return await runTask(() => work(stop.signal), reporter);
  } finally {
    for (const signal of stopSignals) process.off(signal, onSignal);
  }
}
