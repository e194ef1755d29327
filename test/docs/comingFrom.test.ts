import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";
import { runNotebooks } from "../../src/runner/runNotebooks.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/coming-from-keep3r-notebooks.md"), "utf8");

describe("docs/coming-from-keep3r-notebooks.md", () => {
  // Inside the project, where its own name can be imported.
  mkdirSync(join(root, "cache"), { recursive: true });
  const folder = mkdtempSync(join(root, "cache", "coming-from-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows cells that run as they stand, and print what the page says", async () => {
    const cells = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, cell = ""]) => cell.trimEnd());
    assert.equal(cells.length, 3);
    const { notebooks, scenarios } = await runNotebooks({
      notebooks: [writeTestNotebook(join(folder, "carried-over.ipynb"), ...cells)],
      root,
      output: join(folder, "executed"),
      charts: join(folder, "charts"),
    });
    const executed = parseNotebook(readFileSync(notebooks[0] ?? "", "utf8"), "carried-over.ipynb");
    const texts = executed.cells.flatMap((cell) =>
      cell.cell_type !== "code"
        ? []
        : cell.outputs.flatMap((output) =>
            output.output_type === "stream" ? [[output.text].flat().join("")] : [],
          ),
    );
    const shown = [...page.matchAll(/^It prints:\n\n```text\n([^]*?)^```$/gm)].map(([, text = ""]) => text);
    assert.deepEqual(texts, shown);
    assert.equal(shown.length, 2);

    const [scenario] = scenarios;
    const { rows, events } = recordingFromJson(readFileSync(scenario?.recording ?? "", "utf8"));
    const start = rows[0]?.time ?? 0;
    const hours = events
      .filter(({ name }) => name === "KeeperWork")
      .map(({ time }) => Math.round((time - start) / 3_600));
    assert.deepEqual(
      hours,
      Array.from({ length: 13 }, (_, call) => 36 * (call + 1)),
      "no drift",
    );
  });
});
