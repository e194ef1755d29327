import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { showComparison } from "../../src/notebook/showComparison.ts";
import { runNotebooks } from "../../src/runner/runNotebooks.ts";
import { recordingOf } from "../support/recordingOf.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";

const { folder } = temporaryFolder();
const before = recordingOf({ traces: { credits: [1n, 2n] } });
const after = recordingOf({ traces: { credits: [1n, 5n] } });

describe("showComparison", () => {
  it("gives what differs as data, with the figures that were asked for", async () => {
    const figures = (): { name: string; unit: string; decimals: number; value: bigint }[] => [
      { name: "works", unit: "", decimals: 0, value: 3n },
    ];
    const differences = await showComparison(before, { name: "changed", recording: after }, { figures });
    assert.equal(differences.traces[0]?.largest?.difference, 3n);
    assert.equal(differences.figures[0]?.difference, 0n);
  });

  it("refuses recordings that have nothing in common", async () => {
    const other = recordingOf({ traces: { another: [1n] } });
    await assert.rejects(showComparison(before, other, {}), { code: "INVALID_CHART_OPTION" });
  });

  it("shows the overlay under the cell of a notebook, and hands it over without a recording", async () => {
    const module = fileURLToPath(new URL("../../src/notebook/showComparison.ts", import.meta.url));
    const literal = (recording: object): string =>
      JSON.stringify(recording, (_key, value: unknown) =>
        typeof value === "bigint" ? Number(value) : value,
      );
    const notebook = writeTestNotebook(
      join(folder, "notebook.ipynb"),
      `const { showComparison } = require(${JSON.stringify(module)});
const { traces } = await showComparison(${literal(before)}, ${literal(after)}, { title: "Two runs" });
traces[0].largest.difference`,
    );
    const { scenarios } = await runNotebooks({
      notebooks: [notebook],
      output: join(folder, "out"),
      charts: join(folder, "charts"),
    });
    assert.deepEqual(
      scenarios.map(({ name, recording }) => [name, recording]),
      [["two-runs", undefined]],
    );
    assert.match(readFileSync(scenarios[0]?.svg ?? "", "utf8"), /solid: first · dashed: second/);
    assert.match(readFileSync(join(folder, "out", "notebook.ipynb"), "utf8"), /"text": \[\s*"3\\n"/);
  });
});
