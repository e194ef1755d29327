import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LiveOutput } from "../../../src/notebook/kernel/liveOutput.ts";
import { progressLine } from "../../../src/notebook/kernel/progressLine.ts";

/** An output that notes what is shown, and a clock that is set by hand. */
function stage() {
  const shown: unknown[] = [];
  const clock = { now: 0 };
  const output: LiveOutput = {
    show: ({ data }) => shown.push(data["text/plain"]),
    remove: () => shown.push("removed"),
  };
  const line = progressLine(
    () => output,
    () => clock.now,
  );
  const updateAt = (now: number, share: number) => {
    clock.now = now;
    line.update(() => ({ share, place: "3 Oct" }));
  };
  return { shown, line, updateAt };
}

describe("progressLine", () => {
  it("comes after a second, and then changes four times a second at most", () => {
    const { shown, updateAt } = stage();
    for (let now = 0; now <= 2_000; now += 10) updateAt(now, now / 10_000);
    assert.equal(shown.length, 5);
    assert.equal(shown[0], "██░░░░░░░░░░░░░░░░░░░░░░ 10%  3 Oct, about 9 s left");
    assert.equal(shown[4], "█████░░░░░░░░░░░░░░░░░░░ 20%  3 Oct, about 8 s left");
  });

  it("says how long it will take in seconds, minutes or hours", () => {
    const { shown, updateAt } = stage();
    updateAt(1_000, 0);
    updateAt(10_000, 0.1);
    updateAt(20_000, 0.1);
    updateAt(30_000, 0.004);
    assert.deepEqual(
      shown.map((text) => /%(.*)/.exec(String(text))?.[1]),
      ["  3 Oct", "  3 Oct, about 2 min left", "  3 Oct, about 3 min left", "  3 Oct, about 2 h 5 min left"],
    );
  });

  it("does not come back after it was removed", () => {
    const { shown, line, updateAt } = stage();
    updateAt(1_500, 0.5);
    line.remove();
    updateAt(9_000, 0.9);
    assert.deepEqual(shown.slice(1), ["removed"]);
  });

  it("is nothing where there is no live output", () => {
    const line = progressLine(() => undefined, Date.now);
    line.update(() => ({ share: 0.5, place: "" }));
    assert.doesNotThrow(() => {
      line.remove();
    });
  });
});
