import { RunInterruptedError, SimulationError } from "../common/errors.ts";
import type { ProgressReporter } from "./progressReporter.ts";
import type { TaskResult } from "./tellFailure.ts";

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does the work of a task such that Ctrl-C ends it in order, with exit code 130. An error that this kit throws is
 * printed as a message; any other is left to Hardhat.
 *
 * @param reporter - shows the progress; its line is taken away before an error is printed
 * @param work - gets a signal that is aborted when the user stops the task
 */
export async function interruptibleTask(
  reporter: ProgressReporter,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<TaskResult> {
  const stop = new AbortController();
  const onSignal = (): void => {
    // Somebody who asks twice does not want to wait for things to be put in order.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  try {
    await work(stop.signal);
    return { success: true, value: undefined };
  } catch (error) {
    reporter.clear();
    if (!(error instanceof SimulationError)) throw error;
    console.error(`${error.name}: ${error.message}`);
    if (error instanceof RunInterruptedError) {
      process.exitCode = 130;
      return { success: true, value: undefined };
    }
    return { success: false, error };
  } finally {
    for (const signal of stopSignals) process.off(signal, onSignal);
  }
}
