import assert from "node:assert/strict";
import { readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type RunResults, RunStore } from "../../../src/runner/cache/runStore.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const results = (text: string): RunResults => ({
  cells: [{ execution_count: 1, outputs: [{ output_type: "stream", name: "stdout", text }] }],
  languageInfo: { name: "typescript" },
  charts: [],
});

describe("RunStore", () => {
  it("gives back what it keeps, and makes a run that is used the latest", async () => {
    const store = new RunStore(join(folder, "kept"));
    await store.keep("notebooks/a.ipynb", { given: { "cell 1": "a" }, read: {} }, results("one"));
    await store.keep("notebooks/a.ipynb", { given: { "cell 1": "b" }, read: {} }, results("two"));
    await store.keep("other/a.ipynb", { given: { "cell 1": "c" }, read: {} }, results("three"));
    const runs = await store.runsOf("notebooks/a.ipynb");
    assert.deepEqual(runs.map(({ given }) => given["cell 1"]).sort(), ["a", "b"]);
    for (const run of runs) {
      const [place = ""] = readdirSync(join(folder, "kept"));
      const found = readdirSync(join(folder, "kept"), { recursive: true }).map(String);
      const file = found.find((name) => name.endsWith(`${run.key}.json`)) ?? place;
      utimesSync(join(folder, "kept", file), 1, 1);
    }
    const first = runs.find(({ given }) => given["cell 1"] === "a");
    assert.ok(first);
    assert.deepEqual(await store.resultsOf("notebooks/a.ipynb", first), results("one"));
    assert.equal((await store.runsOf("notebooks/a.ipynb"))[0]?.given["cell 1"], "a");
  });

  it("keeps a dozen runs of a notebook", async () => {
    const store = new RunStore(join(folder, "many"));
    for (let number = 0; number < 15; number++) {
      await store.keep("a.ipynb", { given: { "cell 1": String(number) }, read: {} }, results(""));
    }
    assert.equal((await store.runsOf("a.ipynb")).length, 12);
    const [place = ""] = readdirSync(join(folder, "many"));
    assert.equal(readdirSync(join(folder, "many", place)).length, 24);
  });

  it("takes what is damaged, gone or of another format as not there", async () => {
    const place = join(folder, "damaged");
    const store = new RunStore(place);
    const keep = async (cell: string): Promise<void> => {
      await store.keep("a.ipynb", { given: { "cell 1": cell }, read: {} }, results(""));
    };
    await keep("a");
    const [kept] = await store.runsOf("a.ipynb");
    assert.ok(kept);
    const file = join(place, readdirSync(place)[0] ?? "", kept.key);
    writeFileSync(`${file}.gz`, "no archive");
    assert.equal(await store.resultsOf("a.ipynb", kept), undefined);
    rmSync(`${file}.gz`);
    assert.equal(await store.resultsOf("a.ipynb", kept), undefined);
    writeFileSync(`${file}.json`, '{ "format": 0, "given": {}, "read": {} }');
    assert.deepEqual(await store.runsOf("a.ipynb"), []);
    writeFileSync(`${file}.json`, '{ "form');
    assert.deepEqual(await store.runsOf("a.ipynb"), []);
  });
});
