/** How a task ended. Hardhat turns a result without success into exit code 1. */
export type TaskResult =
  { readonly success: true; readonly value: undefined } | { readonly success: false; readonly error: Error };
