import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { wrapText } from "../../../src/chart/text/wrapText.ts";

describe("wrapText", () => {
  it("breaks at spaces, and only where it must", () => {
    assert.deepEqual(wrapText("short", 100, 12, 2), ["short"]);
    assert.deepEqual(wrapText("one two three", 50, 12, 3), ["one two", "three"]);
  });

  it("ends with an ellipsis what does not fit", () => {
    assert.match(wrapText("one two three four five", 50, 12, 2).at(-1) ?? "", /…$/);
    assert.match(wrapText("a".repeat(500), 100, 12, 2).join("|"), /^a{5,20}…$/);
  });
});
