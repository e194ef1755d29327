import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChangeQueue } from "../../../src/runner/watch/changeQueue.ts";

describe("ChangeQueue", () => {
  const never = new AbortController().signal;

  it("hands over what comes together at once, and keeps what comes later", async () => {
    const queue = new ChangeQueue();
    const first = queue.take(never);
    for (const path of ["a", "b", "a"]) queue.add(path);
    assert.deepEqual([...((await first)?.paths ?? [])], ["a", "b"]);
    queue.add("a");
    assert.deepEqual([...((await queue.take(never))?.paths ?? [])], ["a"]);
  });

  it("goes on although changes never end", async () => {
    const queue = new ChangeQueue();
    const restless = setInterval(() => {
      queue.add("a");
    }, 10);
    const changes = await queue.take(never);
    clearInterval(restless);
    assert.deepEqual([...(changes?.paths ?? [])], ["a"]);
  });

  it("ends its wait when it is told to", async () => {
    const stop = new AbortController();
    const waiting = new ChangeQueue().take(stop.signal);
    stop.abort();
    assert.equal(await waiting, undefined);
    assert.equal(await new ChangeQueue().take(stop.signal), undefined);
  });
});
