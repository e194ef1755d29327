import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchmarkReport } from "../../bench/main.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const main = fileURLToPath(new URL("../../bench/main.ts", import.meta.url));

describe("the benchmark", () => {
  it(
    "prints and writes every figure, and finds that $ keeps up with the obvious loop",
    { timeout: 400_000 },
    async () => {
      const output = join(folder, "results.json");
      const { stdout } = await promisify(execFile)(process.execPath, [main, "--quick", "--output", output]);
      const report = JSON.parse(await readFile(output, "utf8")) as BenchmarkReport;

      assert.equal(report.size, "quick");
      assert.equal(report.machine.node, process.version);
      assert.deepEqual(Object.keys(report.results), [
        "sampling",
        "scale",
        "notebook",
        "drawing",
        "state",
        "ensembles",
      ]);
      for (const [name, { rows }] of Object.entries(report.results)) {
        assert.ok(rows.length > 0, `${name} has rows`);
        for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
          assert.ok(stdout.includes(column) && stdout.includes(String(value)), `${name} prints ${column}`);
          // JSON turns what is no number into null.
          assert.notEqual(value, null, `${name} measures ${column}`);
        }
      }
      const ratio = report.results.sampling?.aims.find(({ name }) => name === "$ / obvious loop");
      assert.ok(
        ratio !== undefined && ratio.value < 1.5,
        `$ takes ${String(ratio?.value)} of the obvious loop`,
      );
    },
  );

  it("tells a benchmark that does not exist", async () => {
    const run = promisify(execFile)(process.execPath, [main, "--only", "cooking"]);
    await assert.rejects(
      run,
      /There is no benchmark cooking\. There are: sampling, scale, notebook, drawing, state, ensembles\./,
    );
  });
});
