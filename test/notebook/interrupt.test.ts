import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import { KernelClient } from "../../src/runner/kernel/kernelClient.ts";

/** Code of the library's own tests runs against the sources; a kernel's cells import the build. */
const cells = {
  open: `
    import { openKeep3rNotebook } from "hardhat-simulation/keep3r";
    const $ = await openKeep3rNotebook();
    $.addScriptTrace("block", ({ number }) => number);`,
  // 87,600 samples: minutes.
  scenario: `await $.sleepAndRecord($.time(3650, "days"), $.time(1, "hour"));`,
  draw: `
    await $.draw({ title: "What there is" });
    const { rows } = $.recording;
    console.log("rows", rows.length);
    console.log("gaps", new Set(rows.slice(1).map((row, index) => row.time - rows[index].time)));
    console.log("at the latest block", rows[rows.length - 1].block === (await $.block()).number);`,
  goOn: `
    const more = await $.sleepAndRecord($.time(2, "hours"), $.time(1, "hour"));
    console.log("more", more.length);`,
};

describe("an interrupted scenario", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start({ cwd: "notebooks" });
  });
  after(async () => {
    await kernel.shutdown();
  });

  async function execute(code: string): Promise<{ status: string; printed: string; displays: number }> {
    let printed = "";
    let displays = 0;
    const { status } = await kernel.execute(code, {
      timeout: 60,
      onOutput: ({ type, content }) => {
        if (type === "stream") printed += String(content.text);
        if (type === "display_data" && JSON.stringify(content).includes("vegalite")) displays += 1;
      },
    });
    return { status, printed, displays };
  }

  it("ends at its next step, keeps its samples, and leaves a kernel that draws them and goes on", async () => {
    assert.equal((await execute(cells.open)).status, "ok");
    const scenario = execute(cells.scenario);
    await setTimeout(1_500);
    kernel.interrupt();
    assert.equal((await scenario).status, "error");
    // tslab ignores requests for a moment after an error.
    await setTimeout(300);

    const drawn = await execute(cells.draw);
    assert.equal(drawn.status, "ok", drawn.printed);
    assert.equal(drawn.displays, 1);
    const rows = Number(/rows (\d+)/.exec(drawn.printed)?.[1]);
    assert.ok(rows > 10 && rows < 87_000, drawn.printed);
    assert.match(drawn.printed, /gaps Set\(1\) \{ 3600 \}/);
    assert.match(drawn.printed, /at the latest block true/);

    const further = await execute(cells.goOn);
    assert.match(further.printed, /more 2/);
  });

  it("can be interrupted again", async () => {
    const scenario = execute(cells.scenario);
    await setTimeout(700);
    kernel.interrupt();
    assert.equal((await scenario).status, "error");
    await setTimeout(300);
    assert.equal((await execute(cells.draw)).status, "ok");
  });
});

it("a scenario that is told to stop throws ScenarioInterruptedError with the time, and keeps its samples", async () => {
  const $ = await openKeep3rNotebook();
  try {
    const controller = new AbortController();
    $.addScriptTrace("block", ({ number }) => {
      if ($.recording.rows.length === 4) controller.abort();
      return number;
    });
    await assert.rejects(
      $.sleepAndExecute($.time(1, "day"), $.time(1, "hour"), [], { signal: controller.signal }),
      { code: "SCENARIO_INTERRUPTED", message: /interrupted at 2021-09-16T16:00:00Z/ },
    );
    assert.equal($.recording.rows.length, 5);
    assert.equal($.recording.rows.at(-1)?.block, (await $.block()).number);
  } finally {
    await $.close();
  }
});
