import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { summaryTable } from "../../src/plugin/summaryTable.ts";

describe("summaryTable", () => {
  it("lines up name, time, samples and path of every scenario", () => {
    const table = summaryTable(
      [
        {
          name: "balanced-work",
          seconds: 0.84,
          samples: 121,
          png: "/project/charts/01/balanced-work.png",
        },
        { name: "dry", seconds: 12.3, samples: 9, png: "/project/charts/01/dry.png" },
      ],
      "/project",
    );
    assert.deepEqual(table.split("\n"), [
      "scenario         time  samples  chart",
      "balanced-work   0.8 s      121  charts/01/balanced-work.png",
      "dry            12.3 s        9  charts/01/dry.png",
    ]);
  });

  it("says so when there is nothing to sum up", () => {
    assert.equal(summaryTable([], "/project"), "No charts were drawn.");
  });
});
