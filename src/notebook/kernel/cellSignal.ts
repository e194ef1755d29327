import { kernelMemory } from "./kernelMemory.ts";

const memoryName = "cell-signal";

/**
 * The signal of the cell that was started last; it is aborted when the user interrupts the kernel.
 *
 * @returns `undefined` outside of a kernel, and in kernels that `npm run kernel` has not registered
 */
export function cellSignal(): AbortSignal | undefined {
  const current = kernelMemory().get(memoryName) as (() => AbortSignal) | undefined;
  return current?.();
}

/** Tells this process where the signal of the running cell is. */
export function provideCellSignal(current: () => AbortSignal): void {
  kernelMemory().set(memoryName, current);
}
