import type { DisplayBundle } from "./displayBundle.ts";
import { kernelMemory } from "./kernelMemory.ts";

/** An output under the running cell that changes in place, and is gone in the end. */
export interface LiveOutput {
  /** Shows something instead of what was shown before. */
  show(bundle: DisplayBundle): void;
  /** Takes it away, without a trace in the notebook file. Outputs around it stay. */
  remove(): void;
}

const memoryName = "live-output";

/**
 * Opens a live output under the cell that is running now.
 *
 * @returns `undefined` where there is none: in a script, under the headless runner, whose notebooks must come out the
 *   same every time, and in kernels that `npm run kernel` has not registered
 */
export function openLiveOutput(): LiveOutput | undefined {
  const open = kernelMemory().get(memoryName) as (() => LiveOutput | undefined) | undefined;
  return open?.();
}

/** Tells this process how to open a live output. */
export function provideLiveOutput(open: () => LiveOutput | undefined): void {
  kernelMemory().set(memoryName, open);
}
