import assert from "node:assert/strict";
import { SimulationError } from "../../src/common/errors.ts";

/**
 * Asserts that something fails with an error of this kit: its code, and what its message and hint say.
 *
 * @param attempt - a promise, or a function that throws
 * @param says - texts that message and hint hold, the bad value among them
 */
export async function assertFails(
  attempt: Promise<unknown> | (() => unknown),
  code: string,
  ...says: readonly (string | RegExp)[]
): Promise<SimulationError> {
  let error: unknown;
  try {
    await (typeof attempt === "function" ? attempt() : attempt);
  } catch (reason) {
    error = reason;
  }
  assert.ok(error instanceof SimulationError, `expected ${code}, got ${String(error)}`);
  assert.equal(error.code, code, error.message);
  assert.ok(!error.shortMessage.includes("\n"), `more than one line: ${error.shortMessage}`);
  assert.notEqual(error.hint, "");
  for (const text of says) {
    const found = typeof text === "string" ? error.message.includes(text) : text.test(error.message);
    assert.ok(found, `${JSON.stringify(error.message)} does not say ${String(text)}`);
  }
  return error;
}
