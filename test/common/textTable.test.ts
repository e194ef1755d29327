import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textTable } from "../../src/common/textTable.ts";

describe("textTable", () => {
  const rows = [
    ["name", "cells", "chart"],
    ["00-setup", "5", ""],
    ["01", "12", "charts/01.png"],
  ];

  it("makes columns as wide as their widest cell, and leaves no spaces at the ends of lines", () => {
    assert.deepEqual(textTable(rows).split("\n"), [
      "name      cells  chart",
      "00-setup  5",
      "01        12     charts/01.png",
    ]);
  });

  it("moves columns to the right, and rules the head off", () => {
    assert.deepEqual(textTable(rows, { right: [1, 2], rule: true }).split("\n"), [
      "name      cells          chart",
      "--------  -----  -------------",
      "00-setup      5",
      "01           12  charts/01.png",
    ]);
  });

  it("makes nothing of nothing", () => {
    assert.equal(textTable([]), "");
  });
});
