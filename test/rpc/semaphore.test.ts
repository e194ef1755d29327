import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Semaphore } from "../../src/rpc/semaphore.ts";

describe("Semaphore", () => {
  it("runs so many tasks at a time, in order, and goes on after a failure", async () => {
    const semaphore = new Semaphore(2);
    const events: string[] = [];
    const leave: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((task) =>
      semaphore
        .run(async () => {
          events.push(`in ${task}`);
          await new Promise<void>((resolve) => (leave[task] = resolve));
          if (task === 0) throw new Error("fell");
        })
        .catch(() => events.push(`fell ${task}`)),
    );
    const settle = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
    };
    await settle();
    assert.deepEqual(events, ["in 0", "in 1"]);
    leave[0]?.();
    await settle();
    assert.deepEqual(events.slice(2).sort(), ["fell 0", "in 2"]);
    leave[2]?.();
    leave[1]?.();
    await settle();
    leave[3]?.();
    await Promise.all(all);
    assert.equal(events.at(-1), "in 3");
  });
});
