import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AbiCoder } from "ethers";
import fc from "fast-check";
import { decodeBatch } from "../../../src/recorder/traces/decodeBatch.ts";

const coder = AbiCoder.defaultAbiCoder();

describe("decodeBatch", () => {
  it("reads back whatever the batch's ABI can say", () => {
    const data = fc.uint8Array({ maxLength: 200 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);
    fc.assert(
      fc.property(
        fc.array(fc.record({ success: fc.boolean(), data }, { noNullPrototype: true })),
        (results) => {
          const answer = coder.encode(["tuple(bool success, bytes data)[]"], [results]);
          assert.deepEqual(decodeBatch(answer), results);
        },
      ),
    );
  });

  it("finds no results where nothing answered", () => {
    assert.deepEqual(decodeBatch("0x"), []);
  });
});
