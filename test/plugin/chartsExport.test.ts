import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { smallRecording } from "../support/smallRecording.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { temporaryProject } from "../support/temporaryProject.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";
import { type CommandEnd, repository } from "../support/hardhatProcess.ts";

const { folder, leftByKernels } = temporaryFolder();

let hardhat: ReturnType<typeof temporaryProject>;

async function chartsExport(...args: string[]): Promise<CommandEnd> {
  return await hardhat("charts", "export", ...args);
}

/** A cell that draws a recording, and hands it over or keeps it. */
function drawing(name: string, recording: "with" | "without"): string {
  const source = (path: string): string => JSON.stringify(join(repository, "src", path));
  const value = JSON.stringify(smallRecording(), (_key, part: unknown) =>
    typeof part === "bigint" ? `${part}n` : part,
  ).replaceAll(/"(\d+n)"/g, "$1");
  return `{
  const { displayChart } = require(${source("notebook/kernel/displayChart.ts")});
  const { buildChart } = require(${source("chart/buildChart.ts")});
  const recording = ${value};
  const metadata = { name: ${JSON.stringify(name)}, title: "Small", samples: 2, from: 0, to: 1 };
  const chart = { spec: buildChart(recording), png: Buffer.alloc(0), text: "small", metadata };
  displayChart(${recording === "with" ? "{ ...chart, recording }" : "chart"});
}`;
}

describe("hardhat charts export", () => {
  const notebook = join(folder, "notebooks", "00-small.ipynb");

  before(() => {
    hardhat = temporaryProject(folder);
    writeTestNotebook(
      notebook,
      drawing("twice", "with"),
      drawing("twice", "with"),
      drawing("bare", "without"),
    );
  });

  it("runs the notebooks, writes what was asked for, and leaves them as they are", async () => {
    const before = readFileSync(notebook, "utf8");
    const { code, stdout, stderr } = await chartsExport(
      "00",
      "--formats",
      "json,vega-lite",
      "--out",
      "figures",
    );
    assert.equal(code, 0, stderr);
    const files = ["bare.vl.json", "twice-2.json", "twice-2.vl.json", "twice.json", "twice.vl.json"];
    assert.deepEqual(readdirSync(join(folder, "figures", "00-small")).sort(), files);
    assert.deepEqual(
      recordingFromJson(readFileSync(join(folder, "figures", "00-small", "twice.json"), "utf8")),
      smallRecording(),
    );
    assert.match(stdout, /^figures\/00-small\/twice\.vl\.json$/m);
    assert.match(stdout, /^3 chart\(s\) in 5 file\(s\), in [\d.]+ s\.$/m);
    assert.match(stderr, /00-small\.ipynb draws bare without a recording/);
    assert.equal(readFileSync(notebook, "utf8"), before);
    assert.deepEqual(leftByKernels(), []);
    const left = readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("charts-export-"));
    assert.deepEqual(left, []);
  });

  it("says which formats there are, before anything runs", async () => {
    const { code, stderr } = await chartsExport("--formats", "svg, jpg");
    assert.equal(code, 1);
    assert.match(stderr, /InvalidExportError: There is no export format "jpg"/);
    assert.ok(!existsSync(join(folder, "exports")));
  });
});
