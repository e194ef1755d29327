import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { Contract, getBytes, id, keccak256 } from "ethers";
import type { SimulatedSigner } from "../../../src/chain/seededSigners.ts";
import { eventRows } from "../../../src/chart/events/eventRows.ts";
import { openNotebook } from "../../../src/notebook/openNotebook.ts";
import type { Notebook } from "../../../src/notebook/notebook.ts";
import type { EventTraceOptions } from "../../../src/recorder/traces/eventTrace.ts";
import { eventsFromCsv } from "../../../src/recording/eventsFromCsv.ts";
import { eventsToCsv } from "../../../src/recording/eventsToCsv.ts";
import { recordingFromJson } from "../../../src/recording/recordingFromJson.ts";
import { recordingToJson } from "../../../src/recording/recordingToJson.ts";
import { send } from "../../keep3r/contractCalls.ts";
import { assertFails } from "../../support/assertFails.ts";

const large = 2n ** 255n;

describe("events that are chosen and grouped by their arguments", () => {
  let $: Notebook;
  let log: Contract;
  let alice: SimulatedSigner;
  let bob: SimulatedSigner;

  before(async () => {
    $ = await openNotebook();
    log = await $.deploy("KeeperLog");
    [alice, bob] = [await $.newSigner(), await $.newSigner()];
  });
  after(async () => {
    await $.close();
  });
  beforeEach(() => {
    $.resetTraces();
  });

  const by = (signer: SimulatedSigner): Contract => new Contract(log.target, log.interface, signer);
  /** Six works: rounds 1 to 6, by alice, bob, alice, bob, alice, and the contract's deployer. */
  async function workSixTimes(): Promise<void> {
    const hex = (text: string): string => `0x${Buffer.from(text).toString("hex")}`;
    const works: readonly [Contract, number, bigint, boolean, string, string][] = [
      [by(alice), 1, 10n, true, "first", "0xAB"],
      [by(bob), 2, large, false, "second", "0x"],
      [by(alice), 3, 10n, false, "first", "0xab01"],
      [by(bob), 4, large, true, "", "0xab"],
      [by(alice), 5, 0n, false, "¥", "0x"],
      [log, 6, 1n, false, "last", "0x"],
    ];
    const run = async (): Promise<void> => {
      for (const [contract, round, payment, urgent, note, proof] of works) {
        await send(contract, "work", round, payment, urgent, hex(note), proof);
      }
    };
    await $.sleepAndExecute(100, 50, [{ run, every: 100 }]);
  }
  const rounds = (name: string): unknown[] =>
    $.recording.events.filter((event) => event.name === name).map(({ args }) => args._round);

  it("are those whose arguments are as wanted, several traces of one event side by side", async () => {
    const wanted: readonly [string, EventTraceOptions["where"], bigint[]][] = [
      ["a signer", { _keeper: alice }, [1n, 3n, 5n]],
      ["an address", { _keeper: bob.address.toLowerCase() }, [2n, 4n]],
      ["a contract", { _keeper: log }, []],
      ["a bigint", { _payment: large }, [2n, 4n]],
      ["a number", { _payment: 10 }, [1n, 3n]],
      ["digits", { _payment: "10" }, [1n, 3n]],
      ["an indexed number", { _round: 6 }, [6n]],
      ["true", { _urgent: true }, [1n, 4n]],
      ["false", { _urgent: false }, [2n, 3n, 5n, 6n]],
      ["a text", { _note: "first" }, [1n, 3n]],
      ["an empty text", { _note: "" }, [4n]],
      ["other letters", { _note: "¥" }, [5n]],
      ["bytes", { _proof: "0xAB" }, [1n, 4n]],
      ["an array of bytes", { _proof: getBytes("0xab01") }, [3n]],
      ["several arguments", { _keeper: alice, _urgent: false, _payment: 10n }, [3n]],
      ["nothing", {}, [1n, 2n, 3n, 4n, 5n, 6n]],
    ];
    for (const [name, where] of wanted) $.addEventTrace(log, "KeeperWork", { name, where: where ?? {} });
    await workSixTimes();
    for (const [name, , expected] of wanted) assert.deepEqual(rounds(name), expected, name);
  });

  it("are found by what is only there as its hash", async () => {
    const options: Readonly<Record<string, EventTraceOptions["where"]>> = {
      text: { tag: "alpha" },
      "its hash": { tag: id("alpha") },
      bytes: { blob: "0x0102" },
      "their hash": { blob: keccak256("0x0102") },
      "four bytes": { kind: "0xAABBCCDD" },
      "less than nothing": { change: -5 },
    };
    for (const [name, where = {}] of Object.entries(options)) $.addEventTrace(log, "Tagged", { name, where });
    const run = async (): Promise<void> => {
      await send(log, "tag", "alpha", "0x0102", "0xaabbccdd", -5);
      await send(log, "tag", "beta", "0x", "0x00000000", 5);
    };
    await $.sleepAndExecute(10, 10, [{ run, every: 10 }]);
    assert.deepEqual(
      $.recording.events.map(({ name }) => name),
      Object.keys(options),
    );
  });

  it("carry the group that they are in, have a row for each on charts, and are added up by it", async () => {
    $.addEventTrace(log, "KeeperWork", { groupBy: "_keeper" });
    await workSixTimes();
    const { recording } = $;
    const deployer = recording.events[5]?.group;
    assert.deepEqual(
      recording.events.map(({ group }) => group),
      [alice, bob, alice, bob, alice].map(({ address }) => address).concat(deployer ?? ""),
    );
    assert.deepEqual(
      eventRows(recording).map(({ events }) => [events[0]?.group, events.length]),
      [
        [alice.address, 3],
        [bob.address, 2],
        [deployer, 1],
      ],
    );
    const totals = [
      { group: alice.address, count: 3, sum: 20n },
      { group: bob.address, count: 2, sum: 2n ** 256n },
      { group: deployer, count: 1, sum: 1n },
    ];
    assert.deepEqual($.eventTotals("KeeperWork", { sum: "_payment" }), totals);
    assert.deepEqual($.eventTotals("KeeperWork", { by: "_keeper", sum: "_payment" }), totals);
    assert.deepEqual(
      $.eventTotals("KeeperWork", { by: "_urgent" }).map(({ group, count }) => [group, count]),
      [
        ["true", 2],
        ["false", 4],
      ],
    );
    await assertFails(
      () => $.eventTotals("KeeperWork", { by: "keeper" }),
      "INVALID_ARGUMENTS",
      "_keeper, _round",
    );
    assert.deepEqual(recordingFromJson(recordingToJson(recording)), recording);
    assert.deepEqual(eventsFromCsv(eventsToCsv(recording)), recording.events);
  });

  it("keep texts, flags and nothing apart as groups", async () => {
    $.addEventTrace(log, "KeeperWork", { name: "notes", groupBy: "_note" });
    $.addEventTrace(log, "KeeperWork", { name: "urgent", groupBy: "_urgent" });
    await workSixTimes();
    const groups = (name: string): unknown[] =>
      $.recording.events.filter((event) => event.name === name).map(({ group }) => group);
    assert.deepEqual(groups("notes"), ["first", "second", "first", "", "¥", "last"]);
    assert.deepEqual(groups("urgent"), ["true", "false", "false", "true", "false", "false"]);
    assert.deepEqual(eventsFromCsv(eventsToCsv($.recording)), $.recording.events);
  });

  it("are the same after a state file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chosen-"));
    try {
      const where = { _keeper: alice, _payment: 10, _urgent: true, _note: "first", _proof: "0xAB" };
      $.addEventTrace(log, "KeeperWork", { name: "chosen", where, groupBy: "_note" });
      $.addEventTrace(log, "Tagged", { where: { tag: "alpha", blob: "0x0102" } });
      await workSixTimes();
      const file = join(folder, "state.chain");
      await $.saveChain(file);
      const other = await openNotebook({ from: file });
      try {
        assert.deepEqual(other.recording, $.recording);
        const again = await other.fetch(
          "KeeperLog",
          await log.getAddress(),
          await other.impersonate(alice.address),
        );
        const run = async (): Promise<void> => {
          await send(again, "work", 7, 10, true, "0x6669727374", "0xab");
          await send(again, "work", 8, 11, true, "0x6669727374", "0xab");
          await send(again, "tag", "alpha", "0x0102", "0x00000000", 1);
        };
        await other.sleepAndExecute(10, 10, [{ run, every: 10 }]);
        assert.deepEqual(
          other.recording.events.map(({ name, args, group }) => [name, args._round, group]),
          [
            ["chosen", 1n, "first"],
            ["chosen", 7n, "first"],
            ["Tagged", undefined, undefined],
          ],
        );
      } finally {
        await other.close();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("that cannot be decoded are kept where they may be the wanted ones", async () => {
    const warn = console.warn;
    console.warn = () => undefined;
    try {
      $.addEventTrace(log, "KeeperWork", { name: "alice's", where: { _keeper: alice }, groupBy: "_keeper" });
      $.addEventTrace(log, "KeeperWork", { name: "noted", where: { _note: "x" }, groupBy: "_note" });
      const run = async (): Promise<void> => {
        await send(by(alice), "work", 1, 2, false, "0xe282", "0x");
        await send(by(bob), "work", 2, 2, false, "0xe282", "0x");
      };
      await $.sleepAndExecute(10, 10, [{ run, every: 10 }]);
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(
      $.recording.events.map(({ name, group, undecoded }) => [name, group, undecoded]),
      [
        ["alice's", alice.address, true],
        ["noted", undefined, true],
        ["noted", undefined, true],
      ],
    );
    assert.deepEqual($.eventTotals("alice's"), []);
  });

  const refused: readonly [string, string, EventTraceOptions, string, ...string[]][] = [
    [
      "a misspelt argument",
      "KeeperWork",
      { where: { _keper: "x" } },
      "UNKNOWN_EVENT",
      '"_keper"',
      "address _keeper",
    ],
    ["a name that every object has", "KeeperWork", { where: { toString: 1 } }, "UNKNOWN_EVENT", '"toString"'],
    [
      "a misspelt group",
      "KeeperWork",
      { groupBy: "keeper" },
      "UNKNOWN_EVENT",
      '"keeper"',
      "uint256 _payment",
    ],
    ["a list to group by", "Tagged", { groupBy: "pair" }, "UNKNOWN_EVENT", '"pair"', "uint256[2] pair"],
    ["a list to choose by", "Tagged", { where: { pair: 1 } }, "UNKNOWN_EVENT", '"pair"'],
    [
      "what is no address",
      "KeeperWork",
      { where: { _keeper: "0x12" } },
      "INVALID_ARGUMENTS",
      "_keeper",
      "0x12",
    ],
    ["a negative amount", "KeeperWork", { where: { _payment: -1 } }, "INVALID_ARGUMENTS", "_payment", "-1"],
    [
      "more than the type holds",
      "KeeperWork",
      { where: { _round: 2n ** 64n } },
      "INVALID_ARGUMENTS",
      "uint64 _round",
    ],
    ["half a number", "KeeperWork", { where: { _payment: 0.5 } }, "INVALID_ARGUMENTS", "0.5"],
    ["a text for a flag", "KeeperWork", { where: { _urgent: "true" } }, "INVALID_ARGUMENTS", "bool _urgent"],
    [
      "a flag for a number",
      "KeeperWork",
      { where: { _payment: true } },
      "INVALID_ARGUMENTS",
      "true (boolean)",
    ],
    ["a number for a text", "KeeperWork", { where: { _note: 5 } }, "INVALID_ARGUMENTS", "string _note"],
    ["three bytes for four", "Tagged", { where: { kind: "0xaabbcc" } }, "INVALID_ARGUMENTS", "bytes4 kind"],
    ["text for bytes", "KeeperWork", { where: { _proof: "ab" } }, "INVALID_ARGUMENTS", "bytes _proof"],
  ];
  for (const [what, event, options, code, ...says] of refused) {
    it(`refuse ${what} at the call`, async () => {
      await assertFails(
        () => {
          $.addEventTrace(log, event, options);
        },
        code,
        ...says,
      );
      assert.deepEqual($.recording.eventTraces, []);
    });
  }

  it("need a name of their own where others of the event are traced", async () => {
    $.addEventTrace(log, "KeeperWork", { where: { _keeper: alice } });
    $.addEventTrace(log, "KeeperWork", { where: { _keeper: alice.address }, groupBy: "_urgent" });
    for (const where of [{ _keeper: bob }, {}, { _keeper: alice, _round: 1 }]) {
      await assertFails(
        () => {
          $.addEventTrace(log, "KeeperWork", { where });
        },
        "DUPLICATE_TRACE",
        '"KeeperWork"',
      );
    }
  });
});
