import { SimulationError } from "../common/errors.ts";

/** Hardhat turns a result without success into exit code 1. */
export type TaskResult =
  { readonly success: true; readonly value: undefined } | { readonly success: false; readonly error: Error };

/** Runs a task; an error that this kit throws is printed as a message, any other is left to Hardhat. */
export async function tellFailure(run: () => Promise<void>): Promise<TaskResult> {
  try {
    await run();
    return { success: true, value: undefined };
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    console.error(`${error.name}: ${error.message}`);
    return { success: false, error };
  }
}
