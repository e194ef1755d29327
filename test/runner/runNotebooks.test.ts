import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { RunInterruptedError } from "../../src/common/errors.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { InvalidNotebookError, InvalidRunOptionError, NotebookCellError } from "../../src/runner/errors.ts";
import type { CodeCell, NotebookDocument, Output } from "../../src/runner/notebookDocument.ts";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";
import { runNotebooks, type RunNotebooksOptions, type RunResult } from "../../src/runner/runNotebooks.ts";
import type { RunProgress } from "../../src/runner/runProgress.ts";
import { stillRunning } from "../support/stillRunning.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";

const { folder, leftByKernels } = temporaryFolder();
const source = (path: string) => JSON.stringify(fileURLToPath(new URL(`../../src/${path}`, import.meta.url)));
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const drawing = `// Draw a line
const { displayChart } = require(${source("notebook/kernel/displayChart.ts")});
const spec = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: "A line",
  data: { values: [{ x: 1, y: 2 }, { x: 2, y: 4 }] },
  mark: "line",
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
};
displayChart({
  spec,
  png: Buffer.from("${png}", "base64"),
  text: "A line of two points",
  metadata: { name: "a line", title: "A line", samples: 2, from: 1, to: 2 },
  recording: {
    source: {
      kit: "1.0.0", chain: { kind: "embedded", chainId: 1, origin: "documentation" }, seed: "s", contracts: [],
    },
    series: [{
      name: "y", kind: "script", unit: "", decimals: 0, times: [1, 2], values: [2n ** 70n, 4n],
    }],
    rows: [{ time: 1, block: 1, values: { y: 2n ** 70n } }, { time: 2, block: 2, values: { y: 4n } }],
    events: [],
    periods: [],
  },
})`;

function read(file: string): NotebookDocument {
  return parseNotebook(readFileSync(file, "utf8"), file);
}

function cellsOf(file: string): CodeCell[] {
  return read(file).cells.filter((cell): cell is CodeCell => cell.cell_type === "code");
}

function textOf(output: Output | undefined): string {
  assert.equal(output?.output_type, "stream");
  return output.text;
}

function run(notebooks: string[], options: Partial<RunNotebooksOptions> = {}): Promise<RunResult> {
  return runNotebooks({ notebooks, root: folder, charts: join(folder, "charts"), ...options });
}

async function failureOf(promise: Promise<unknown>): Promise<NotebookCellError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof NotebookCellError, String(error));
  return error;
}

describe("runNotebooks", () => {
  describe("a notebook that runs through", () => {
    const input = join(folder, "notebooks", "good.ipynb");
    const output = join(folder, "executed");
    const executed = join(output, "good.ipynb");
    const progress: RunProgress[] = [];
    let result: RunResult;
    let first: string;

    before(async () => {
      writeTestNotebook(
        input,
        "# A title\nand prose",
        "// Declare\nconst a = 20;\nfunction twice(n: number) { return 2 * n; }",
        "// Use what an earlier cell declared\ntwice(a) + 2",
        `${drawing}\n${drawing.replace(/^[^]*(?=displayChart\(\{)/, "")}`,
        "for (let line = 0; line < 2_000; line++) console.log(`line ${line}`);",
        `console.log(${JSON.stringify(join(folder, "src", "a.ts"))})`,
        `process.stdout.write("10%\\r"); process.stdout.write("\\u001b[32m100%\\u001b[0m\\n"); console.error("careful"); console.log("done")`,
        "  \n",
        `const { parameter } = require(${source("notebook/kernel/parameter.ts")});\n[parameter("weeks", 3), parameter("other", 7n)]`,
      );
      const options = {
        output,
        parameters: { weeks: "5", wekes: "6" },
        onProgress: (event: RunProgress) => void progress.push(event),
      };
      result = await run([input], options);
      first = readFileSync(executed, "utf8");
      await run([executed], options);
    });

    it("shares state between cells, in order", () => {
      const cells = cellsOf(executed);
      assert.equal(textOf(cells[1]?.outputs[0]), "42\n");
      assert.deepEqual(
        cells.map((cell) => cell.execution_count),
        [1, 2, 3, 4, 5, 6, null, 7],
      );
    });

    it("keeps every format of a chart", () => {
      const display = cellsOf(executed)[2]?.outputs[0];
      assert.equal(display?.output_type, "display_data");
      assert.deepEqual(Object.keys(display.data), [
        "application/vnd.vegalite.v5+json",
        "image/png",
        "text/plain",
      ]);
      assert.equal(display.data["image/png"], png);
      assert.equal(display.data["text/plain"], "A line of two points");
      assert.equal((display.metadata.simulation as { title: string }).title, "A line");
    });

    it("writes the charts as files and names them", () => {
      const [scenario] = result.scenarios;
      assert.equal(result.scenarios.length, 2);
      assert.equal(scenario?.notebook, "good.ipynb");
      assert.equal(scenario.cell, 3);
      assert.equal(scenario.samples, 2);
      assert.equal(scenario.png, join(folder, "charts", "good", "a-line.png"));
      assert.equal(readFileSync(scenario.png).toString("base64"), png);
      assert.match(readFileSync(scenario.svg, "utf8"), /^<svg .*aria-label="A line"/);
    });

    it("writes the recording behind each chart, exactly, and nothing of it into the notebook", () => {
      const files = result.scenarios.map(({ recording }) => recording ?? "");
      assert.deepEqual(
        files,
        ["a-line.json", "a-line-2.json"].map((file) => join(folder, "charts", "good", file)),
      );
      for (const file of files) {
        const recording = recordingFromJson(readFileSync(file, "utf8"));
        assert.deepEqual(
          recording.rows.map(({ values }) => values.y),
          [2n ** 70n, 4n],
        );
      }
      assert.equal(result.scenarios[1]?.spec.description, "A line");
      assert.ok(!first.includes(String(2n ** 70n)));
    });

    it("loses no line of a burst", () => {
      const lines = textOf(cellsOf(executed)[3]?.outputs[0]).trimEnd().split("\n");
      assert.deepEqual(
        lines,
        Array.from({ length: 2_000 }, (_, line) => `line ${line}`),
      );
    });

    it("writes paths relative to the project", () => {
      assert.equal(textOf(cellsOf(executed)[4]?.outputs[0]), "src/a.ts\n");
    });

    it("merges streams, and keeps a progress line as it looked in the end", () => {
      const outputs = cellsOf(executed)[5]?.outputs ?? [];
      assert.deepEqual(outputs, [
        { output_type: "stream", name: "stdout", text: "100%\ndone\n" },
        { output_type: "stream", name: "stderr", text: "careful\n" },
      ]);
    });

    it("gives parameters to cells, and tells which none of them reads", () => {
      assert.equal(textOf(cellsOf(executed)[7]?.outputs[0]), "[ 5, 7n ]\n");
      assert.deepEqual(result.unreadParameters, ["wekes"]);
    });

    it("gives the same bytes when executed again", () => {
      assert.equal(readFileSync(executed, "utf8"), first);
    });

    it("leaves the input as it was when told to write elsewhere", () => {
      assert.equal(cellsOf(input)[1]?.outputs.length, 0);
    });

    it("reports progress by notebook and cell", () => {
      assert.deepEqual(progress.slice(0, 3), [
        { kind: "notebook-started", notebook: "good.ipynb", cells: 7, index: 0, notebooks: 1 },
        { kind: "cell-started", notebook: "good.ipynb", cell: 1, cells: 7, title: "Declare" },
        {
          kind: "cell-started",
          notebook: "good.ipynb",
          cell: 2,
          cells: 7,
          title: "Use what an earlier cell declared",
        },
      ]);
    });

    it("writes nbformat 4.5", () => {
      const raw = JSON.parse(first) as Record<string, unknown> & { cells: Record<string, unknown>[] };
      assert.deepEqual(Object.keys(raw), ["cells", "metadata", "nbformat", "nbformat_minor"]);
      assert.deepEqual([raw.nbformat, raw.nbformat_minor], [4, 5]);
      const metadata = raw.metadata as Record<string, Record<string, unknown>>;
      assert.deepEqual(metadata.kernelspec, {
        display_name: "TypeScript",
        language: "typescript",
        name: "tslab",
      });
      assert.equal(metadata.language_info?.name, "typescript");
      for (const cell of raw.cells) {
        const isLines = (value: unknown) =>
          Array.isArray(value) && value.every((line) => typeof line === "string");
        assert.ok(isLines(cell.source));
        assert.match(String(cell.id), /^[\w-]{1,64}$/);
        const keys = ["cell_type", "id", "metadata", "source"];
        if (cell.cell_type === "code") keys.push("execution_count", "outputs");
        assert.deepEqual(Object.keys(cell), keys.sort());
        for (const output of (cell.outputs ?? []) as Record<string, unknown>[]) {
          if (output.output_type === "stream") {
            assert.deepEqual(Object.keys(output), ["name", "output_type", "text"]);
            assert.ok(isLines(output.text));
          } else {
            assert.deepEqual(Object.keys(output), ["data", "metadata", "output_type"]);
            assert.ok(isLines((output.data as Record<string, unknown>)["text/plain"]));
          }
        }
      }
    });
  });

  it("stops at a failing cell, and keeps the outputs so far", async () => {
    const file = writeTestNotebook(
      join(folder, "notebooks", "failing.ipynb"),
      `console.log('before');\nconst where = ${JSON.stringify(join(folder, "x.ts"))};`,
      "// Work the job\n\nconst credits: { amount?: bigint } = {};\nconsole.log('halfway');\nawait Promise.resolve();\nthrow new RangeError(`no credits in ${where}`);",
      "console.log('after')",
    );
    const error = await failureOf(run([file]));
    assert.equal(
      error.message,
      [
        "failing.ipynb, cell 2, line 6: RangeError: no credits in x.ts",
        "  6 | throw new RangeError(`no credits in ${where}`);",
        "Outputs so far are in notebooks/failing.ipynb: fix the cell and run the notebook again.",
      ].join("\n"),
    );
    const cells = cellsOf(file);
    assert.equal(textOf(cells[0]?.outputs[0]), "before\n");
    assert.deepEqual(cells[1]?.outputs, [
      { output_type: "stream", name: "stdout", text: "halfway\n" },
      {
        output_type: "error",
        ename: "RangeError",
        evalue: "no credits in x.ts",
        traceback: ["RangeError: no credits in x.ts", "    at cell 2, line 6"],
      },
    ]);
    assert.deepEqual([cells[2]?.execution_count, cells[2]?.outputs], [null, []]);
  });

  it("stops at an error that nothing waited for", async () => {
    const file = writeTestNotebook(
      join(folder, "notebooks", "floating.ipynb"),
      "void Promise.reject(new Error('forgotten')); await new Promise((done) => setTimeout(done, 20));",
    );
    const error = await failureOf(run([file]));
    assert.match(
      error.message,
      /^floating\.ipynb, cell 1: UnhandledError: Error: forgotten\nNothing waited for this/,
    );
  });

  it("stops a cell at its time limit, and all that it has started", async () => {
    const pids = join(folder, "pids");
    const file = writeTestNotebook(
      join(folder, "notebooks", "endless.ipynb"),
      `console.log("started");
const { pid } = require("child_process").spawn("sleep", ["300"]);
require("fs").writeFileSync(${JSON.stringify(pids)}, [process.pid, pid].join());
await new Promise(() => undefined);`,
    );
    const error = await failureOf(run([file], { cellTimeout: 1 }));
    assert.match(error.message, /^endless\.ipynb, cell 1: CellTimeoutError: The cell ran longer than 1 s\./);
    assert.match(error.message, /--timeout/);
    assert.equal((error.cause as { code?: string }).code, "CELL_TIMEOUT");
    assert.equal(textOf(cellsOf(file)[0]?.outputs[0]), "started\n");
    const started = readFileSync(pids, "utf8").split(",").map(Number);
    assert.equal(started.length, 2);
    assert.deepEqual(await stillRunning(started), []);
  });

  it("tells when a cell takes the kernel down", async () => {
    const file = writeTestNotebook(
      join(folder, "notebooks", "exit.ipynb"),
      "1",
      "console.log('bye');\nprocess.exit(3)",
    );
    const error = await failureOf(run([file]));
    assert.match(error.message, /^exit\.ipynb, cell 2: KernelDiedError: The kernel died with exit code 3\./);
    assert.equal((error.cause as { code?: string }).code, "KERNEL_DIED");
    assert.equal(cellsOf(file)[1]?.outputs.at(-1)?.output_type, "error");
  });

  it("gives each notebook its own kernel, or all of them one", async () => {
    const one = writeTestNotebook(join(folder, "notebooks", "one.ipynb"), "const shared = 5;");
    const two = writeTestNotebook(join(folder, "notebooks", "two.ipynb"), "shared + 1");
    const error = await failureOf(run([one, two]));
    assert.match(error.message, /^two\.ipynb, cell 1, line 1: TypeScriptError: Cannot find name 'shared'\./);
    await run([one, two], { sharedKernel: true });
    assert.equal(textOf(cellsOf(two)[0]?.outputs[0]), "6\n");
  });

  it("can be interrupted, and still writes what there is", async () => {
    const file = writeTestNotebook(
      join(folder, "notebooks", "interrupted.ipynb"),
      "console.log('first')",
      "await new Promise(() => undefined)",
    );
    const stop = new AbortController();
    const running = run([file], {
      signal: stop.signal,
      onProgress: (event) => {
        if (event.kind === "cell-started" && event.cell === 2) stop.abort();
      },
    });
    await assert.rejects(running, (error) => {
      assert.ok(error instanceof RunInterruptedError);
      assert.match(error.message, /interrupted\.ipynb, cell 2/);
      return true;
    });
    assert.equal(textOf(cellsOf(file)[0]?.outputs[0]), "first\n");
  });

  it("leaves a notebook alone when interrupted before its first cell", async () => {
    const file = writeTestNotebook(join(folder, "notebooks", "waiting.ipynb"), "1");
    const before = readFileSync(file, "utf8");
    await assert.rejects(run([file], { signal: AbortSignal.timeout(50) }), RunInterruptedError);
    assert.equal(readFileSync(file, "utf8"), before);
  });

  it("runs nothing if one of the files is not a notebook", async () => {
    const good = writeTestNotebook(join(folder, "notebooks", "untouched.ipynb"), "1");
    const before = readFileSync(good, "utf8");
    const bad = join(folder, "notebooks", "broken.ipynb");
    mkdirSync(join(folder, "notebooks"), { recursive: true });
    writeFileSync(bad, '{"cells": [');
    await assert.rejects(run([good, bad]), (error) => {
      assert.ok(error instanceof InvalidNotebookError);
      assert.match(error.message, /^notebooks\/broken\.ipynb is not a valid notebook: it is not JSON/);
      return true;
    });
    assert.equal(readFileSync(good, "utf8"), before);
  });

  it("leaves a notebook of another encoding as it is, and reads one with a byte order mark", async () => {
    const file = writeTestNotebook(join(folder, "notebooks", "letters.ipynb"), "console.log('größe')");
    const text = readFileSync(file, "utf8");
    const latin1 = Buffer.from(text, "latin1");
    writeFileSync(file, latin1);
    await assert.rejects(run([file]), InvalidNotebookError);
    assert.deepEqual(readFileSync(file), latin1);
    writeFileSync(file, `\uFEFF${text}`);
    await run([file]);
    assert.equal(textOf(cellsOf(file)[0]?.outputs[0]), "größe\n");
    assert.equal(readFileSync(file, "utf8").codePointAt(0), "{".codePointAt(0));
  });

  it("takes no longer for long lines than for many", async () => {
    const file = writeTestNotebook(
      join(folder, "notebooks", "long.ipynb"),
      "console.log('y'.repeat(3_000_000));",
      `const text = ${JSON.stringify("z".repeat(300_000))};\ntext.length`,
      "console.error('    at ' + 'x '.repeat(300_000)); throw new Error('y'.repeat(300_000));",
    );
    const start = performance.now();
    const error = await failureOf(run([file]));
    assert.ok(performance.now() - start < 20_000);
    assert.equal(error.failure.errorMessage.length, 300_000);
    assert.equal(error.failure.line?.number, 1);
    assert.equal(textOf(cellsOf(file)[0]?.outputs[0]).length, 3_000_001);
    assert.equal(textOf(cellsOf(file)[1]?.outputs[0]), "300000\n");
  });

  it("refuses a time limit that is none", async () => {
    await assert.rejects(run([], { cellTimeout: 0 }), InvalidRunOptionError);
  });

  it("leaves no connection files behind", () => {
    assert.ok(existsSync(folder));
    assert.deepEqual(leftByKernels(), []);
  });
});
