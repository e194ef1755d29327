import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findProjectFiles } from "../../src/runner/projectFiles.ts";
import type { Outcome } from "../../src/runner/notebookPipeline.ts";
import { type RunNotebooksOptions, type RunResult, runNotebooks } from "../../src/runner/runNotebooks.ts";
import { repository } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";

const { folder, leftByKernels } = temporaryFolder();
const displayChart = JSON.stringify(join(repository, "src", "notebook", "kernel", "displayChart.ts"));
const place = (name: string): string => join(folder, "notebooks", `${name}.ipynb`);

const drawing = `// Draw a point
const { displayChart } = require(${displayChart});
displayChart({
  spec: {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: "A point",
    data: { values: [{ x: 1, y: 2 }] },
    mark: "point",
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  },
  png: Buffer.from("a picture"),
  text: "A point",
  metadata: { name: "point", title: "A point", samples: 1, from: 1, to: 2 },
})`;

/** A cell that saves the notebook with other code while it runs. */
function saving(file: string): string {
  const other = readFileSync(writeTestNotebook(place("other"), "// Somebody else's\n2"), "utf8");
  return `require("fs").writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(other)}); console.log("saved");`;
}

async function run(
  notebooks: string[],
  options: Partial<RunNotebooksOptions> = {},
): Promise<{ readonly result: RunResult; readonly outcomes: Outcome[]; readonly notices: string[] }> {
  const outcomes: Outcome[] = [];
  const notices: string[] = [];
  const result = await runNotebooks({
    root: folder,
    notebooks,
    onOutcome: (outcome) => void outcomes.push(outcome),
    onProgress: (event) => {
      if (event.kind === "notice") notices.push(event.text);
    },
    ...options,
  });
  return { result, outcomes, notices };
}

describe("a pipeline with a cache", () => {
  const cache = { files: findProjectFiles(folder), folder: join(folder, "cache") };
  const file = writeTestNotebook(place("point"), drawing, "console.log('drawn')");

  it("runs what it does not know, and gives back what it keeps, file by file", async () => {
    const first = await run([file], { cache });
    assert.deepEqual(first.outcomes[0]?.verdict, { kind: "run", why: "new" });
    const executed = readFileSync(file, "utf8");
    const [scenario] = first.result.scenarios;
    assert.ok(scenario);
    const svg = readFileSync(scenario.svg, "utf8");
    rmSync(scenario.svg);
    writeFileSync(scenario.png, "another picture");
    writeTestNotebook(file, drawing, "console.log('drawn')");
    const second = await run([file], { cache });
    assert.equal(second.outcomes[0]?.verdict.kind, "reuse");
    assert.deepEqual(second.outcomes[0].restored, [file, scenario.png, scenario.svg]);
    assert.deepEqual(second.result, first.result);
    assert.equal(readFileSync(file, "utf8"), executed);
    assert.equal(readFileSync(scenario.svg, "utf8"), svg);
    assert.equal(readFileSync(scenario.png, "utf8"), "a picture");
    const third = await run([file], { cache });
    assert.deepEqual(third.outcomes[0]?.restored, []);
  });

  it("runs again what it has lost the results of", async () => {
    const [notebook = ""] = readdirSync(cache.folder).filter((name) => name.startsWith("point-"));
    const kept = join(cache.folder, notebook);
    for (const name of readdirSync(kept)) if (name.endsWith(".gz")) rmSync(join(kept, name));
    const { outcomes } = await run([file], { cache });
    assert.deepEqual(outcomes[0]?.verdict, { kind: "run", why: "lost" });
    assert.equal((await run([file], { cache })).outcomes[0]?.verdict.kind, "reuse");
  });

  it("keeps no results of a run during which a file changed that it had read", async () => {
    const data = join(folder, "data.json");
    const fs = 'const fs = require("fs");';
    const restless = writeTestNotebook(
      place("restless"),
      `${fs}\nconsole.log(fs.readFileSync(${JSON.stringify(data)}, "utf8"));`,
      `fs.appendFileSync(${JSON.stringify(data)}, " ");`,
    );
    writeFileSync(data, "[1]");
    const { outcomes } = await run([restless], { cache });
    assert.deepEqual(outcomes[0]?.overtakenBy, ["file data.json"]);
    const again = await run([restless], { cache });
    assert.deepEqual(again.outcomes[0]?.verdict, { kind: "run", why: "new" });
  });
});

describe("a pipeline without a cache", () => {
  it("leaves a notebook alone whose code somebody has changed while it ran, and says so", async () => {
    const file = place("changed");
    writeTestNotebook(file, saving(file));
    const { notices } = await run([file]);
    assert.deepEqual(notices, [
      `${join("notebooks", "changed.ipynb")} has changed while it ran, so that its outputs are not written.`,
    ]);
    assert.match(readFileSync(file, "utf8"), /Somebody else's/);
  });

  it("writes it elsewhere as it ran", async () => {
    const file = place("elsewhere");
    writeTestNotebook(file, saving(file));
    const { notices, result } = await run([file], { output: join(folder, "executed") });
    assert.deepEqual(notices, []);
    assert.match(readFileSync(result.notebooks[0] ?? "", "utf8"), /"saved\\n"/);
  });

  it("goes on after a notebook that fails where somebody wants to know of each", async () => {
    const bad = writeTestNotebook(place("bad"), drawing, "throw new Error('on purpose')");
    const good = writeTestNotebook(place("good"), drawing);
    const failed: string[] = [];
    const drawn: string[] = [];
    const { result, outcomes } = await run([bad, good], {
      onFailure: (file, { failure }) => void failed.push(`${file}: ${failure.errorMessage}`),
      onScenario: ({ notebook, name }) => void drawn.push(`${notebook} ${name}`),
    });
    assert.deepEqual(failed, [`${bad}: on purpose`]);
    assert.deepEqual(drawn, ["bad.ipynb point", "good.ipynb point"]);
    assert.deepEqual(
      outcomes.map(({ file }) => file),
      [good],
    );
    assert.deepEqual(
      result.scenarios.map(({ notebook }) => notebook),
      ["good.ipynb"],
    );
  });

  it("leaves no connection files behind", () => {
    assert.deepEqual(leftByKernels(), []);
  });
});
