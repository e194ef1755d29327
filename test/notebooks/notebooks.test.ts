import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { type RunResult, runNotebooks } from "../../src/runner/runNotebooks.ts";

const shipped = ["00-setup", "01-credit-mining"].map((name) => `notebooks/${name}.ipynb`);

interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly name?: string;
    readonly text?: readonly string[];
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
}

async function cellsOf(file: string): Promise<Cell[]> {
  return (JSON.parse(await readFile(file, "utf8")) as { cells: Cell[] }).cells;
}

/** What a cell printed, line by line. */
function printed(cells: readonly Cell[], id: string): string[] {
  const cell = cells.find((candidate) => candidate.id === id);
  assert.ok(cell, `there is no cell ${id}`);
  const streams = (cell.outputs ?? []).filter(({ output_type }) => output_type === "stream");
  return streams
    .flatMap(({ text = [] }) => text)
    .join("")
    .trimEnd()
    .split("\n");
}

function drawing(cells: readonly Cell[], id: string): Readonly<Record<string, unknown>> {
  const cell = cells.find((candidate) => candidate.id === id);
  const display = (cell?.outputs ?? []).find(({ output_type }) => output_type === "display_data");
  assert.ok(display?.data, `cell ${id} drew nothing`);
  return display.data;
}

describe("the notebooks that the repository ships", () => {
  let folder = "";
  let alone: RunResult;
  let credits: Cell[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "notebooks-"));
    alone = await runNotebooks({
      notebooks: shipped,
      output: join(folder, "alone"),
      charts: join(folder, "charts"),
    });
    credits = await cellsOf(join(folder, "alone", "01-credit-mining.ipynb"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("are stored as an execution makes them, byte for byte", async () => {
    for (const file of shipped) {
      const executed = alone.notebooks.find((path) => path.endsWith(file.replace("notebooks/", "")));
      assert.ok(executed);
      assert.equal(
        await readFile(executed, "utf8"),
        await readFile(file, "utf8"),
        `${file} is stale: run npm start`,
      );
    }
  });

  it("print the figures of the protocol's documentation", () => {
    assert.deepEqual(printed(credits, "quote"), ["average tick -21926", "tickQuote 0.11163838045095273"]);
    assert.deepEqual(printed(credits, "liquidity"), ["KP3R spent 9.99", "WETH spent 1.09", "kLP minted 3.3"]);
    assert.deepEqual(printed(credits, "periods"), [
      "reward period 5 days",
      "inflation period 34 days",
      "KP3R minted by reward period 1.39",
      "KP3R minted by inflation period 9.45",
    ]);
    assert.deepEqual(printed(credits, "credits"), [
      "total credits 0",
      "period credits 1.39",
      "liquidity credits 0",
    ]);
  });

  it("find that a single payment can take just under two periods' credits, at a period's end", () => {
    const lines = printed(credits, "largest");
    const times = lines.map((line) => /([\d.]+) times the period credits$/.exec(line)?.[1]);
    const [start = "", middle = "", end = ""] = times.map(String);
    assert.match(start, /^1\.0000/);
    assert.match(middle, /^1\.5000/);
    assert.match(end, /^1\.9999/);
    assert.equal(lines.at(-1), "a little more InsufficientFunds()");
  });

  it("pay more than a period's credits at once under maximal work", () => {
    const multiples = printed(credits, "multiple").map((line) => Number(/([\d.]+) times/.exec(line)?.[1]));
    assert.equal(multiples.length, 2);
    for (const multiple of multiples) assert.ok(multiple > 1 && multiple < 2, String(multiple));
  });

  it("draw every scenario, with the number of samples that its schedule has", () => {
    const samples = Object.fromEntries(alone.scenarios.map(({ name, samples: count }) => [name, count]));
    assert.deepEqual(samples, {
      // A day and six days every 4 h, with the sale between; the second begins where the sale ended.
      twap: 44,
      // 15 days every 4 h, and the start.
      "without-work": 91,
      // 15 days every 12 h, and the start; 7 sales.
      "twap-change": 38,
      // 20 days every 4 h, and the start; 13 works.
      "balanced-work": 134,
      "balanced-work-twap-change": 134,
      // 10 days every 4 h, and the start; 20 works.
      "intense-work": 81,
      // 9.5 days every 4 h twice and 5 days, and the start; 2 works.
      "maximum-spending": 147,
      "running-dry": 81,
      // 10 days and 5 days every 4 h, and the start; 2 unbondings.
      "removing-liquidity": 93,
    });
  });

  it("hand over the recording behind each chart", async () => {
    for (const { name, samples, recording, spec } of alone.scenarios) {
      const { rows, source } = recordingFromJson(await readFile(recording ?? "", "utf8"));
      assert.equal(rows.length, samples, name);
      assert.deepEqual(source, spec.usermeta.source);
    }
  });

  it("mark in the chart where the job could not pay", () => {
    const spec = JSON.stringify(drawing(credits, "dry")["application/vnd.vegalite.v5+json"]);
    assert.match(spec, /InsufficientFunds/);
  });

  it("show each chart as Vega-Lite, as a picture and in words", () => {
    for (const id of [
      "without-work",
      "twap",
      "balanced",
      "balanced-twap",
      "intense",
      "maximum",
      "dry",
      "removing",
    ]) {
      const data = drawing(credits, id);
      assert.deepEqual(Object.keys(data).sort(), [
        "application/vnd.vegalite.v5+json",
        "image/png",
        "text/plain",
      ]);
    }
  });

  it("give the same results in one kernel, 01 after 00, as each alone", async () => {
    await runNotebooks({
      notebooks: shipped,
      output: join(folder, "shared"),
      charts: join(folder, "shared-charts"),
      sharedKernel: true,
    });
    const outputs = async (run: string, file: string): Promise<unknown> =>
      (await cellsOf(join(folder, run, file))).map(({ id, outputs: list }) => ({ id, list }));
    for (const file of ["00-setup.ipynb", "01-credit-mining.ipynb"]) {
      assert.deepEqual(await outputs("shared", file), await outputs("alone", file));
    }
  });

  it("are where the README's picture comes from", async () => {
    const picture = Buffer.from(String(drawing(credits, "intense")["image/png"]), "base64");
    const committed = await readFile("docs/images/intense-work.png");
    assert.ok(
      picture.equals(committed),
      "docs/images/intense-work.png is stale: copy it from charts/ after npm start",
    );
  });
});
