import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, encodeMessage } from "../../../src/runner/kernel/kernelMessage.ts";

describe("kernel messages", () => {
  const { id, frames } = encodeMessage("execute_request", { code: "1 + 1" }, "secret", "session");
  const wire = [Buffer.from("route"), ...frames.map((frame) => Buffer.from(frame))];

  it("arrive as they were sent, routing frames or not", () => {
    const expected = { id, type: "execute_request", parentId: "", content: { code: "1 + 1" } };
    assert.deepEqual(decodeMessage(wire, "secret"), expected);
    assert.deepEqual(decodeMessage(wire.slice(1), "secret"), expected);
  });

  it("are refused with another key, after a change, or when cut off", () => {
    assert.equal(decodeMessage(wire, "other"), undefined);
    assert.equal(decodeMessage([...wire.slice(0, -1), Buffer.from('{"code":"2 + 2"}')], "secret"), undefined);
    assert.equal(decodeMessage(wire.slice(0, -1), "secret"), undefined);
    assert.equal(decodeMessage([], "secret"), undefined);
  });
});
