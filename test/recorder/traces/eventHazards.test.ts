import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it, mock } from "node:test";
import { Contract, hexlify, MaxUint256, MinInt256, toUtf8Bytes } from "ethers";
import { buildChart } from "../../../src/chart/buildChart.ts";
import { openNotebook } from "../../../src/notebook/openNotebook.ts";
import type { Notebook } from "../../../src/notebook/notebook.ts";
import { checkpointFromJson, checkpointToJson } from "../../../src/recorder/checkpointJson.ts";
import { Recorder } from "../../../src/recorder/recorder.ts";
import { createEventTrace } from "../../../src/recorder/traces/eventTrace.ts";
import { eventsFromCsv } from "../../../src/recording/eventsFromCsv.ts";
import { eventsToCsv } from "../../../src/recording/eventsToCsv.ts";
import { parseJson } from "../../../src/recording/jsonText.ts";
import { recordingFromJson } from "../../../src/recording/recordingFromJson.ts";
import { recordingToJson } from "../../../src/recording/recordingToJson.ts";
import { send } from "../../keep3r/contractCalls.ts";
import { looksLikeFormula, spreadsheetCells } from "../../recording/spreadsheetCells.ts";

/** A sign of three bytes, cut after the second. */
const noText = "0x707269636520e282";

describe("events that are hard to keep", () => {
  let $: Notebook;
  let hazards: Contract;
  const printed: string[] = [];

  before(async () => {
    mock.method(console, "warn", (text: string) => printed.push(text));
    $ = await openNotebook();
    hazards = await $.deploy("EventHazards");
  });
  after(async () => {
    await $.close();
    mock.restoreAll();
  });
  beforeEach(() => {
    $.resetTraces();
    printed.length = 0;
  });

  /** Runs an action once, and checks that what was recorded can be written and read. */
  async function recordOnce(run: () => unknown): Promise<void> {
    await $.sleepAndExecute(100, 50, [{ run, every: 100 }], { onRevert: "record" });
    assertReadable();
  }

  function assertReadable(): void {
    const { recording } = $;
    assert.deepEqual(recordingFromJson(recordingToJson(recording)), recording);
    assert.deepEqual(eventsFromCsv(eventsToCsv(recording)), recording.events);
    assert.deepEqual(structuredClone(recording), recording);
    if (recording.events.length === 0) return;
    assert.ok(buildChart(recording, { title: "Events" }).description.length > 0);
  }

  function assertPlainCells(csv: string): void {
    for (const separator of [",", ";", "\t"]) {
      assert.deepEqual(spreadsheetCells(csv, separator).filter(looksLikeFormula), []);
    }
  }

  describe("a log that its ABI cannot decode", () => {
    it("is kept as it is, is reported once, and costs nothing else", async () => {
      $.addEventTrace(hazards, "Words");
      $.addEventTrace(hazards, "Deadline");
      await recordOnce(async () => {
        await send(hazards, "say", 1, hexlify(toUtf8Bytes("¥ first")));
        await send(hazards, "say", 2, noText);
        await send(hazards, "setDeadline", 5, 6);
        await send(hazards, "say", 3, noText);
      });
      const { events } = $.recording;
      assert.deepEqual(
        events.map(({ name, undecoded }) => [name, undecoded ?? false]),
        [
          ["Words", false],
          ["Words", true],
          ["Deadline", false],
          ["Words", true],
        ],
      );
      const [, bad] = events;
      assert.ok(bad !== undefined);
      const [log] = await $.chain.ethersProvider.getLogs({
        fromBlock: bad.block,
        toBlock: bad.block,
        address: bad.contract,
      });
      assert.deepEqual(bad.args, { topics: log?.topics, data: log?.data });

      assert.equal(printed.length, 1);
      for (const part of [
        '"Words"',
        "EventHazards",
        bad.contract,
        `block ${bad.block},`,
        bad.transaction,
        "text",
      ]) {
        assert.ok(printed[0]?.includes(part), `${printed[0] ?? ""} lacks ${part}`);
      }
      await recordOnce(() => send(hazards, "say", 4, hexlify(toUtf8Bytes("after"))));
      assert.equal($.recording.events.at(-1)?.args.text, "after", "later runs go on");
      assert.equal(printed.length, 1);
    });

    it("is one with other arguments indexed than declared, be they more or fewer", async () => {
      const token = [
        "event Transfer(address indexed from, address indexed to, uint256 value)",
        "event Words(uint256 id, string text)",
        "event Deadline(uint256 indexed when, int256 back)",
      ];
      const believed = new Contract(hazards.target, token, $.chain.ethersProvider);
      for (const name of ["Transfer", "Words", "Deadline"]) $.addEventTrace(believed, name);
      await recordOnce(async () => {
        await send(hazards, "move", hazards.target, 7);
        await send(hazards, "say", 1, "0x61");
        await send(hazards, "setDeadline", 5, 6);
      });
      assert.deepEqual(
        $.recording.events.map(({ name, undecoded }) => [name, undecoded]),
        ["Transfer", "Words", "Deadline"].map((name) => [name, true]),
      );
      assert.equal(printed.length, 3);
      assert.ok(printed[0]?.includes("0 indexed argument(s), where the ABI declares 2"), printed[0]);
    });

    it("is one whose arguments have changed places, where their lengths give it away", async () => {
      const believed = new Contract(
        hazards.target,
        ["event Words(uint256 id, string indexed text)"],
        $.chain.ethersProvider,
      );
      $.addEventTrace(believed, "Words");
      await recordOnce(() => send(hazards, "say", 9, "0x61"));
      assert.equal($.recording.events[0]?.undecoded, true);
    });

    it("does not fail an invariant that reads it, traced or not", async () => {
      const seen: unknown[] = [];
      $.addInvariant("words are read", async ({ logs }) => {
        seen.push(...(await logs(hazards, "Words")).map(({ args, undecoded }) => undecoded ?? args.text));
        return true;
      });
      await recordOnce(async () => {
        await send(hazards, "say", 1, noText);
        await send(hazards, "say", 2, "0x62");
      });
      assert.deepEqual(seen, [true, "b"]);
      assert.equal(printed.length, 1);

      $.addEventTrace(hazards, "Words");
      const events: unknown[] = [];
      $.addInvariant("words are there", (sample) => {
        events.push(...sample.events.map(({ undecoded }) => undecoded ?? false));
        return true;
      });
      await recordOnce(() => send(hazards, "say", 3, noText));
      assert.deepEqual(events, [true]);
      assert.equal(printed.length, 1, "the trace of that event was reported");
    });

    it("is reported by no second run that goes on from a checkpoint", async () => {
      $.addEventTrace(hazards, "Words");
      const before = await $.snapshot();
      await recordOnce(() => send(hazards, "say", 1, noText));
      await $.revert(before);
      await recordOnce(() => send(hazards, "say", 1, noText));
      assert.equal(printed.length, 2, "the cell runs again as it ran first");
      assert.equal(printed[0], printed[1], "to the same words");

      const recorder = new Recorder($.chain);
      const texts: string[] = [];
      recorder.warn = (text) => texts.push(text);
      recorder.addEventTrace(createEventTrace(hazards, "Words"));
      const say = { run: () => send(hazards, "say", 1, noText), every: 10 };
      await recorder.run(10, 10, [say]);
      const text = JSON.stringify(checkpointToJson(recorder.checkpoint()));
      recorder.restore(checkpointFromJson(parseJson(text)));
      await recorder.run(10, 10, [say]);
      assert.equal(texts.length, 1);
    });
  });

  describe("a time from an argument", () => {
    const moment = 1_700_000_000n;
    const year10000 = 253_402_300_800n;
    const times: readonly [string, bigint, bigint, bigint | undefined][] = [
      ["a moment", moment, 0n, moment],
      ["a time before the first sample", 1n, 0n, 1n],
      ["the end of the year 9999", year10000 - 1n, 0n, year10000 - 1n],
      ["what no spreadsheet takes for a date", year10000, 0n, undefined],
      ["milliseconds", moment * 1_000n, 0n, undefined],
      ["more than a date can be", 8_640_000_000_001n, 0n, undefined],
      ["more than a double holds", 2n ** 53n + 1n, 0n, undefined],
      ["the largest number of a contract", MaxUint256, 0n, undefined],
      ["never", 0n, 0n, undefined],
    ];
    for (const [what, when, back, expected] of times) {
      it(`may be ${what}`, async () => {
        $.addEventTrace(hazards, "Deadline", { timeFrom: "when" });
        await recordOnce(() => send(hazards, "setDeadline", when, back));
        const [event] = $.recording.events;
        assert.ok(event !== undefined);
        const block = await $.chain.block(event.block);
        assert.equal(event.time, Number(expected ?? block.timestamp));
        assert.equal(event.args.when, when);
        assertPlainCells(eventsToCsv($.recording));
      });
    }

    for (const back of [MinInt256, -1n, -(2n ** 53n), -62_167_219_201n]) {
      it(`may be ${back}`, async () => {
        $.addEventTrace(hazards, "Deadline", { timeFrom: "back" });
        await recordOnce(() => send(hazards, "setDeadline", 1, back));
        const [event] = $.recording.events;
        assert.ok(event !== undefined);
        assert.equal(event.time, (await $.chain.block(event.block)).timestamp);
        assert.equal(event.args.back, back);
        assertPlainCells(eventsToCsv($.recording));
      });
    }
  });

  describe("names of arguments", () => {
    it("never overwrite each other, nor what every object has", async () => {
      $.addEventTrace(hazards, "Unnamed");
      $.addEventTrace(hazards, "Odds");
      await recordOnce(() => send(hazards, "emitNames"));
      const [unnamed, odds] = $.recording.events;
      assert.deepEqual(Object.entries(unnamed?.args ?? {}), [
        ["arg0_2", 1n],
        ["arg1", $.recording.events[0]?.args.arg1],
        ["arg0", 2n],
        ["arg3", "three"],
      ]);
      assert.deepEqual(Object.entries(odds?.args ?? {}).slice(0, 3), [
        ["then", 1n],
        ["toString", 2n],
        ["__proto__", 3n],
      ]);
      assert.deepEqual(Object.entries(odds?.args.odd ?? {}), [
        ["constructor_", 4n],
        ["toString", 5n],
        ["__proto__", 6n],
      ]);
    });

    it("are told apart where an ABI gives one twice", async () => {
      const numbers = (...names: string[]): object[] => names.map((name) => ({ name, type: "uint256" }));
      const inputs = [
        ...numbers("x", "x", "x_2"),
        { name: "constructor", type: "tuple", components: numbers("constructor", "x", "x") },
      ];
      const twice = new Contract(
        hazards.target,
        [{ type: "event", name: "Odds", inputs }],
        $.chain.ethersProvider,
      );
      $.addEventTrace(twice, "Odds");
      await recordOnce(() => send(hazards, "emitNames"));
      const { args } = $.recording.events[0] ?? { args: {} };
      assert.deepEqual(Object.entries(args).slice(0, 3), [
        ["x", 1n],
        ["x_3", 2n],
        ["x_2", 3n],
      ]);
      assert.deepEqual(Object.entries(args.constructor), [
        ["constructor", 4n],
        ["x", 5n],
        ["x_2", 6n],
      ]);
    });

    it("leave the action's name alone where an action fails", async () => {
      $.chain.contracts.learnErrors(hazards.interface);
      const deny = { run: () => send(hazards, "deny"), every: 100, name: "nightly withdrawal" };
      await $.sleepAndExecute(100, 50, [deny], { onRevert: "record" });
      assert.deepEqual($.recording.events[0]?.args, {
        action: "nightly withdrawal",
        "error.action": "withdraw",
        reason: "paused",
      });
      assertReadable();
    });

    it("can be taken for the time, chosen and grouped by as they are recorded", async () => {
      $.addEventTrace(hazards, "Unnamed", {
        where: { arg0: 2, arg0_2: 1n },
        groupBy: "arg3",
        timeFrom: "arg0_2",
      });
      await recordOnce(() => send(hazards, "emitNames"));
      const [event] = $.recording.events;
      assert.equal(event?.group, "three");
      assert.equal(event.time, 1);
    });
  });
});
