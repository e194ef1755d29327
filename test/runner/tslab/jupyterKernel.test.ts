import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { kernelSpecification } from "../../../src/runner/jupyter/kernelSpecification.ts";
import { CellOutputs } from "../../../src/runner/cellOutputs.ts";
import { KernelClient } from "../../../src/runner/kernel/kernelClient.ts";
import type { KernelMessage } from "../../../src/runner/kernel/kernelMessage.ts";
import type { CodeCell, Output } from "../../../src/runner/notebookDocument.ts";
import { parseNotebook } from "../../../src/runner/parseNotebook.ts";
import { codeCellsOf } from "../../../src/runner/notebookDocument.ts";

function cellsOf(name: string): Map<string, CodeCell> {
  const file = `notebooks/${name}.ipynb`;
  const cells = codeCellsOf(parseNotebook(readFileSync(file, "utf8"), file));
  return new Map(cells.map((cell) => [cell.id, cell]));
}

/** What a cell leaves in the file. */
interface Ran {
  readonly status: "ok" | "error";
  readonly outputs: readonly Output[];
  readonly printed: string;
  readonly messages: readonly KernelMessage[];
}

// The kernel as Jupyter starts it: from its specification. Its cells import the build.
describe("the kernel in Jupyter", () => {
  let kernel: KernelClient;
  const setUp = cellsOf("00-setup");
  const mining = cellsOf("01-credit-mining");

  before(async () => {
    const { argv, env } = kernelSpecification();
    kernel = await KernelClient.start({ cwd: "notebooks", command: argv, variables: env });
  });
  after(async () => {
    await kernel.shutdown();
  });

  async function run(
    code: string,
    onMessage: (message: KernelMessage) => void = () => undefined,
  ): Promise<Ran> {
    const collected = new CellOutputs((text) => text);
    const messages: KernelMessage[] = [];
    const { status } = await kernel.execute(code, {
      timeout: 120,
      onOutput: (message) => {
        messages.push(message);
        collected.add(message);
        onMessage(message);
      },
    });
    const outputs = collected.toOutputs();
    const texts = outputs.map((output) => (output.output_type === "stream" ? output.text : ""));
    return { status, outputs, printed: texts.join(""), messages };
  }

  async function runCell(cells: ReadonlyMap<string, CodeCell>, id: string): Promise<Ran> {
    const cell = cells.get(id);
    assert.ok(cell, `there is no cell ${id}`);
    return await run(cell.source);
  }

  it("says what to do when a scenario is run before its set-up, once for each name", async () => {
    const { status, printed } = await run(
      "// A scenario\nawait $.revert(funded);\nawait $.sleep(rewardPeriod);\nawait $.sleep(rewardPeriod);",
    );
    assert.equal(status, "error");
    const hint = "Run the cell that declares it first; a cell that failed declares nothing.";
    assert.equal(
      printed,
      [
        `2:7 - Cannot find name '$'. ${hint}`,
        `2:16 - Cannot find name 'funded'. ${hint}`,
        `3:15 - Cannot find name 'rewardPeriod'. ${hint}`,
        "",
      ].join("\n"),
    );
  });

  it("gives the shipped results in 01 after 00, though both declare the same names", async () => {
    for (const id of setUp.keys()) assert.equal((await runCell(setUp, id)).status, "ok", id);
    for (const id of [
      "open",
      "liquidity",
      "traces",
      "one-period",
      "quote",
      "periods",
      "credits",
      "without-work",
    ]) {
      const { status, outputs } = await runCell(mining, id);
      assert.equal(status, "ok", id);
      assert.deepEqual(outputs, mining.get(id)?.outputs, id);
    }
  });

  it("gives them again when a scenario is run again, and after another one", async () => {
    await run("await $.sleepAndRecord($.time(1, 'day'), $.time(1, 'hour'));");
    const { outputs } = await runCell(mining, "without-work");
    assert.deepEqual(outputs, mining.get("without-work")?.outputs);
  });

  it("completes the contracts and the notebook object", async () => {
    const views = await kernel.complete("keep3r.v2.");
    for (const name of ["totalJobCredits", "jobPeriodCredits", "bondTime"])
      assert.ok(views.includes(name), name);
    assert.deepEqual((await kernel.complete("$.sleepAnd")).slice(0, 2), [
      "sleepAndExecute",
      "sleepAndRecord",
    ]);
  });

  it("shows docstrings part by part, the contracts' too", async () => {
    const method = await kernel.inspect("$.sleepAndRecord");
    assert.match(method, /^Advances the chain by `span` and samples every trace on the way\.$/m);
    assert.match(method, /^ {2}span - seconds, >= 1$/m);
    assert.match(method, /^Returns the samples taken/m);
    assert.match(method, /^Throws ScenarioInterruptedError/m);
    assert.match(
      await kernel.inspect("keep3r.v2.totalJobCredits"),
      /Calculates the total credits of a given job/,
    );
    assert.match(await kernel.inspect("keep3r.createJob"), /Deploys a job that burns gas on demand/);
  });

  it("shows on a variable what its type is for, unless it has a docstring of its own", async () => {
    const notebook = await kernel.inspect("$");
    assert.match(notebook, /^const \$: Keep3rNotebook\n\nThe notebook object of a chain with Keep3r: /);
    assert.match(
      await kernel.inspect("keep3r"),
      /^const keep3r: Keep3r\n\nThe Keep3r Network as a notebook uses it: /,
    );
    assert.match(
      await kernel.inspect("const owner = await $.chain.newSigner(); owner"),
      /^const owner: SimulatedSigner\n\nA signer whose address is known at once\.$/,
    );
    assert.equal(
      await kernel.inspect("/** Mine. */ const own = $; own"),
      "const own: Keep3rNotebook\n\nMine.",
    );
    assert.match(
      await kernel.inspect("job"),
      /^const job: GasBurningJob\n\nA job that uses gas quickly\. Uses the gas of `JobForTest`/,
    );
    assert.equal(await kernel.inspect("const make = () => $; make"), "const make: () => Keep3rNotebook");
    assert.equal(await kernel.inspect("const days = 3; days"), "const days: 3");
  });

  it("loses nothing of what a cell prints, and sends it in few messages", async () => {
    const { printed, messages } = await run("for (let i = 1; i <= 5000; i++) console.log('line', i);");
    const lines = printed.split("\n");
    assert.equal(lines.length, 5_001);
    assert.equal(lines[4_999], "line 5000");
    assert.ok(messages.length < 100, `${messages.length} messages`);
  });

  it("keeps what is printed and displayed in order", async () => {
    const { outputs } = await run(`
      console.log("one");
      await $.draw({ title: "between" });
      console.log("two");
      console.error("three");`);
    const kinds = outputs.map((output) =>
      output.output_type === "stream" ? output.text : output.output_type,
    );
    assert.deepEqual(kinds, ["one\n", "display_data", "two\n", "three\n"]);
  });

  // Without invariants, whose check would take most of the time.
  const traces = '$.resetTraces(); $.addViewTrace(keep3r.v2, "bondTime");';
  const long = "await $.sleepAndRecord($.time(3650, 'days'), $.time(1, 'hour'));";

  it("shows how far a long scenario is, and leaves nothing of it when it is interrupted", async () => {
    await run(traces);
    const { status, outputs, messages } = await run(`console.log("before");\n${long}`, ({ type }) => {
      if (type === "update_display_data") kernel.interrupt();
    });
    assert.equal(status, "error");
    const shown = messages.find(({ type }) => type === "display_data");
    const line = (shown?.content.data as Record<string, string> | undefined)?.["text/plain"] ?? "";
    assert.match(
      line,
      /^[█░]{24} \d+% {2}\d+ \w+ 20\d\d [\d:]{8} {2}[\d,]+ of 87,60[01] samples, about \d+ \w+ left$/,
    );
    assert.deepEqual(outputs, [
      { output_type: "stream", name: "stdout", text: "before\n" },
      { output_type: "stream", name: "stderr", text: "Interrupted.\n" },
    ]);
  });

  it("draws a chart while it grows, and takes it away", async () => {
    const live = long.replace(/\);$/, ", { live: { title: 'Growing' } });");
    const { outputs, messages } = await run(live, ({ type, content }) => {
      if (type === "update_display_data" && JSON.stringify(content).includes("Growing")) kernel.interrupt();
    });
    assert.ok(messages.some(({ content }) => JSON.stringify(content).includes("samples so far")));
    assert.deepEqual(outputs, [{ output_type: "stream", name: "stderr", text: "Interrupted.\n" }]);
  });

  it("hears an interrupt that comes while a cell is compiled, and does not start it", async () => {
    for (const waiting of ["await new Promise(() => undefined);", "for (;;) {}"]) {
      const ended = kernel.execute(`globalThis.started = true;\n${waiting}`, {
        timeout: 30,
        onStart: () => {
          kernel.interrupt();
        },
      });
      assert.equal((await ended).status, "error");
    }
    assert.equal((await run("console.log('alive')")).printed, "alive\n");
  });

  it("prints an error with the lines of cells, and without the frames of the kernel", async () => {
    await run("// Declares\n\nfunction fail() { throw new TypeError('wrong'); }");
    const { printed } = await run("const n = 1;\n\nfail();");
    assert.equal(
      printed,
      [
        "TypeError: wrong",
        "    at Proxy.fail (an earlier cell, line 3)",
        "    at this cell, line 3",
        "",
      ].join("\n"),
    );
    const own = await run("\n$.time(-1, 'days')");
    assert.match(own.printed, /^InvalidTimeError \[INVALID_TIME\]: .*\n {4}at this cell, line 2\n$/s);
  });
});
