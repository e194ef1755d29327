const key = Symbol.for("hardhat-simulation/kernel-memory");

/**
 * What one notebook leaves for the next one in the same kernel. It lives as long as the process, in one place, so
 * that no module of the library has a state of its own.
 */
export function kernelMemory(): Map<string, unknown> {
  const kept: unknown = Reflect.get(globalThis, key);
  if (kept instanceof Map) return kept as Map<string, unknown>;
  const memory = new Map<string, unknown>();
  Reflect.set(globalThis, key, memory);
  return memory;
}
