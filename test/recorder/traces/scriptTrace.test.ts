import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createScriptTrace } from "../../../src/recorder/traces/scriptTrace.ts";
import { assertFails } from "../../support/assertFails.ts";

const block = { number: 7, timestamp: 1_631_793_600, baseFee: 1n };

describe("a script trace", () => {
  const values: readonly [bigint | number | boolean, bigint | number][] = [
    [10n ** 40n, 10n ** 40n],
    [-0.25, -0.25],
    [true, 1n],
    [false, 0n],
  ];
  for (const [returned, kept] of values) {
    it(`keeps ${String(returned)} as ${String(kept)}`, async () => {
      assert.equal(await createScriptTrace("script", () => returned).read(block), kept);
      assert.equal(await createScriptTrace("script", () => Promise.resolve(returned)).read(block), kept);
    });
  }

  it("is given the block of the sample", async () => {
    const trace = createScriptTrace("time", ({ number, timestamp }) => number + timestamp);
    assert.equal(await trace.read(block), block.number + block.timestamp);
  });

  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`refuses ${value}`, async () => {
      const trace = createScriptTrace("ratio", () => value);
      await assertFails(trace.read(block), "NOT_A_NUMBER", '"ratio"', String(value), "block 7");
    });
  }

  it("refuses what is no number, as a cell that forgets to return does", async () => {
    for (const value of [undefined, null, "12", [1]]) {
      const trace = createScriptTrace("sum", (() => value) as unknown as () => number);
      await assertFails(trace.read(block), "NOT_A_NUMBER", '"sum"', String(value));
    }
  });

  it("names the script, the time and the reason when it throws", async () => {
    const trace = createScriptTrace("ratio", () => {
      throw new RangeError("Division by zero");
    });
    const error = await assertFails(
      trace.read(block),
      "SCRIPT_FAILED",
      '"ratio"',
      "2021-09-16T12:00:00Z",
      "Division by zero",
    );
    assert.ok(error.cause instanceof RangeError);
  });

  it("checks decimals as a view trace does", async () => {
    await assertFails(
      () => createScriptTrace("x", () => 1, { decimals: 78 }),
      "INVALID_ARGUMENTS",
      '"x"',
      "78",
    );
  });
});
