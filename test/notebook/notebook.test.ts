import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { Contract, parseEther } from "ethers";
import { addresses } from "../../src/keep3r/network/addresses.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import type { Derivation } from "../../src/recording/deriveSeries.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { assertFails } from "../support/assertFails.ts";
import { read, send } from "../keep3r/contractCalls.ts";

const gwei = 10n ** 9n;

describe("Notebook", () => {
  let $: Notebook;
  let sampler: Contract;
  before(async () => {
    $ = await openKeep3rNotebook();
    sampler = await $.deploy("Sampler");
  });
  after(async () => {
    await $.close();
  });
  beforeEach(async () => {
    $.resetTraces();
    await send(sampler, "store", 0n);
  });

  const store = (value: bigint): Promise<unknown> => send(sampler, "store", value);
  const times = (): number[] => $.recording.rows.map(({ time }) => time);
  const balanceOf = (address: string): Promise<bigint> => $.chain.ethersProvider.getBalance(address);

  describe("time", () => {
    it("converts, sleeps and tells where it stands", async () => {
      const { timestamp, number } = await $.block();
      await $.sleep($.time(4, "hours"));
      await $.sleepTo(timestamp + $.time(1, "day"));
      assert.deepEqual(await $.block(), {
        // Two transactions have mined a block each for a second, which the next ones make up for.
        number: number + 7_199,
        timestamp: timestamp + 86_400,
        baseFee: 40n * gwei,
      });
    });

    it("sleeps to the start of the next period, a whole one from a start", async () => {
      const period = $.time(5, "days");
      await $.sleepToNextPeriod(BigInt(period));
      const { timestamp } = await $.block();
      assert.equal(timestamp % period, 0);
      await $.sleepToNextPeriod(period);
      assert.equal((await $.block()).timestamp, timestamp + period);
      await assertFails($.sleepToNextPeriod(0), "INVALID_TIME", "the period is 0");
    });
  });

  describe("scenarios", () => {
    it("record all kinds of traces and a period", async () => {
      $.addViewTrace(sampler, "stored", [], { name: "in store", decimals: 2, unit: "KP3R" });
      $.addViewTrace(sampler, "value(uint256)", 5);
      $.addScriptTrace("half", async () => Number(await read(sampler, "stored")) / 2, { unit: "half" });
      $.setPeriodTrace(432_000n);
      const { timestamp } = await $.block();
      let stored = 0n;
      await $.sleepAndExecute(20, 10, () => store(++stored), 10);
      const { series, rows, periods, events } = $.recording;
      assert.deepEqual(
        rows.map(({ time, values }) => [time - timestamp, values["in store"], values.value, values.half]),
        [
          [0, 0n, 5n, 0],
          [10, 0n, 5n, 0],
          [11, 1n, 6n, 0.5],
          [20, 1n, 6n, 0.5],
          [21, 2n, 7n, 1],
        ],
      );
      assert.deepEqual(
        series.map(({ name, decimals, unit }) => [name, decimals, unit]),
        [
          ["in store", 2, "KP3R"],
          ["value", 0, ""],
          ["half", 0, "half"],
        ],
      );
      assert.deepEqual(periods, [{ name: "period", seconds: 432_000 }]);
      assert.deepEqual(events, []);
    });

    it("return the samples that they took", async () => {
      $.addViewTrace(sampler, "stored");
      const first = await $.sleepAndRecord(20, 10);
      const second = await $.sleepAndExecute(20, 10, () => store(1n), 20);
      assert.deepEqual([...first, ...second], $.recording.rows);
      assert.equal(first.length, 3);
      assert.equal(second.length, 3);
    });

    it("take a list of actions, each on its own schedule, and options", async () => {
      const failing = await $.deploy("FailingSampler", [sampler]);
      const actions = [
        { run: () => store(1n), every: 10, name: "store" },
        { run: () => send(failing, "refuse"), every: 15, name: "refuse" },
      ];
      $.addViewTrace(sampler, "stored");
      await $.sleepAndExecute(30, 30, actions, { onRevert: "record" });
      assert.deepEqual(
        $.recording.events.map(({ name, args }) => [name, args.action]),
        [
          ["Refused", "refuse"],
          ["Refused", "refuse"],
        ],
      );
      await $.sleepAndExecute(10, 10, () => send(failing, "refuse"), 10, { onRevert: "record" });
      assert.equal($.recording.events.length, 3);
      await assertFails(
        $.sleepAndExecute(10, 10, () => send(failing, "refuse"), 10),
        "ACTION_FAILED",
        "Refused()",
      );
    });

    it("say so when the action's step was forgotten", async () => {
      const forgotten = $.sleepAndExecute.bind($) as unknown as (...args: unknown[]) => Promise<unknown>;
      await assertFails(
        forgotten(20, 10, () => undefined),
        "INVALID_TIME",
        "an action's every is NaN seconds",
      );
    });

    it("keep what was recorded until the reset, and the traces beyond it", async () => {
      $.addViewTrace(sampler, "stored");
      $.addEventTrace(await $.deploy("EventSampler"), "Deposited");
      await $.sleepAndRecord(10, 10);
      $.resetRecording();
      assert.deepEqual(times(), []);
      await $.sleepAndRecord(10, 10);
      assert.equal(times().length, 2);
      $.resetTraces();
      assert.deepEqual($.recording.series, []);
      assert.deepEqual(times(), []);
    });

    it("read a trace that comes late when asked to", async () => {
      $.addViewTrace(sampler, "stored");
      await $.sleepAndRecord(10, 10);
      $.addViewTrace(sampler, "timestamp");
      await $.backfill();
      assert.deepEqual(
        $.recording.series[1]?.values,
        times().map((time) => BigInt(time)),
      );
    });

    it("calculate derived series afterwards, and those to come, until traces are reset", async () => {
      $.addViewTrace(sampler, "stored");
      const before = await $.snapshot();
      await $.sleepAndExecute(20, 10, () => store(5n), 10);
      $.derive("twice", (sample) => 2n * sample.amount("stored"), { decimals: 1, unit: "KP3R" });
      $.derive("since", ({ previous, time }) => time - (previous?.time ?? time), { unit: "s" });
      const last = $.recording.rows.at(-1);
      assert.deepEqual([last?.values.stored, last?.values.twice], [5n, 10n]);
      await $.sleepAndRecord(10, 10);
      assert.equal($.recording.rows.at(-1)?.values.since, 10);
      assert.deepEqual(
        $.recording.series.map(({ name, kind, decimals }) => [name, kind, decimals]),
        [
          ["stored", "view", 0],
          ["twice", "derived", 1],
          ["since", "derived", 18],
        ],
      );
      const derive = (name: string, value: Derivation) => (): void => {
        $.derive(name, value);
      };
      await assertFails(
        derive("stored", () => 1n),
        "DUPLICATE_TRACE",
        '"stored"',
      );
      await assertFails(
        derive("wrong", (s) => s.amount("store")),
        "INVALID_ARGUMENTS",
        "stored",
      );
      await assertFails(() => {
        $.addViewTrace(sampler, "stored", [], { name: "twice" });
      }, "DUPLICATE_TRACE");
      assert.deepEqual(
        $.recording.series.map(({ name }) => name),
        ["stored", "twice", "since"],
      );
      await $.revert(before);
      assert.equal($.recording.series.length, 1);
    });

    it("say where a recording comes from", async () => {
      const other = await openKeep3rNotebook({ preset: "mainnet-13232191", seed: "dice" });
      const { kit, ...origin } = other.recording.source;
      assert.match(kit, /^\d+\.\d+\.\d+/);
      assert.deepEqual(origin, {
        chain: { kind: "embedded", chainId: 1, origin: "preset mainnet-13232191" },
        seed: "dice",
        contracts: [],
      });
      await other.close();
    });
  });

  describe("draw", () => {
    it("says so when nothing has been recorded", async () => {
      await assertFails($.draw(), "EMPTY_RECORDING", "nothing to draw", "record");
      $.addViewTrace(sampler, "stored");
      await assertFails($.draw({ title: "Too early" }), "EMPTY_RECORDING");
      await assertFails(() => $.chart(), "EMPTY_RECORDING");
    });

    it("draws what was recorded before a scenario failed", async () => {
      const failing = await $.deploy("FailingSampler", [sampler]);
      $.addViewTrace(sampler, "stored");
      const scenario = $.sleepAndExecute(40, 10, () => send(failing, "count", 2), 10);
      await assertFails(scenario, "ACTION_FAILED", "Refused()");
      const chart = JSON.stringify($.chart({ title: "Until it broke", name: "broken" }));
      assert.ok(chart.includes("Until it broke") && chart.includes("stored"));
      await $.draw({ title: "Until it broke", name: "broken" });
    });
  });

  describe("export", () => {
    const folder = mkdtempSync(join(tmpdir(), "notebook-"));
    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it("writes chart and data under a name", async () => {
      $.addViewTrace(sampler, "stored");
      await assertFails($.export("early", { folder }), "EMPTY_RECORDING");
      await $.sleepAndRecord(10, 5);
      const files = await $.export("stored", { folder, formats: ["json", "svg"], title: "Stored" });
      assert.deepEqual(files, [join(folder, "stored.svg"), join(folder, "stored.json")]);
      assert.match(readFileSync(join(folder, "stored.svg"), "utf8"), />Stored</);
      assert.deepEqual(recordingFromJson(readFileSync(join(folder, "stored.json"), "utf8")), $.recording);
      await assertFails($.export("../stored", { folder }), "INVALID_EXPORT", '"../stored"', '"stored"');
    });
  });

  describe("snapshots", () => {
    it("bring back chain, base fee, traces, recording and signers, as often as wanted", async () => {
      $.addViewTrace(sampler, "stored");
      await store(1n);
      await $.sleepAndRecord(10, 5);
      const block = await $.block();
      const { recording } = $;
      const snapshot = await $.snapshot();
      assert.deepEqual(snapshot.block, block);
      const signers = new Set<string>();
      for (let round = 0; round < 3; round += 1) {
        signers.add((await $.newSigner()).address);
        $.setBaseFee(1n);
        $.addViewTrace(sampler, "timestamp");
        $.setPeriodTrace(9);
        await store(2n);
        await $.sleepAndRecord(100, 10);
        assert.equal((await $.block()).baseFee, 1n);
        await $.revert(snapshot);
        assert.deepEqual(await $.block(), block);
        assert.deepEqual($.recording, recording);
        assert.equal(await read(sampler, "stored"), 1n);
      }
      assert.equal(signers.size, 1);
      await store(3n);
      assert.equal((await $.block()).baseFee, 40n * gwei);
    });

    it("give the same course again after going back", async () => {
      $.addViewTrace(sampler, "stored");
      const snapshot = await $.snapshot();
      const run = async (): Promise<unknown> => {
        let value = 0n;
        await $.sleepAndExecute(50, 5, () => store(++value), 10);
        return $.recording;
      };
      const first = await run();
      await $.revert(snapshot);
      assert.deepEqual(await run(), first);
    });

    it("nest, and go back to the latest by default", async () => {
      const outer = await $.snapshot();
      await store(1n);
      const inner = await $.snapshot();
      await store(2n);
      await $.revert();
      assert.equal(await read(sampler, "stored"), 1n);
      await store(3n);
      await $.revert(inner);
      assert.equal(await read(sampler, "stored"), 1n);
      await $.revert(outer);
      assert.equal(await read(sampler, "stored"), 0n);
      await store(4n);
      await $.revert();
      assert.equal(await read(sampler, "stored"), 0n, "the outer one is the latest now");
    });

    it("are gone once an earlier one was gone back to", async () => {
      const outer = await $.snapshot();
      const inner = await $.snapshot();
      await $.revert(outer);
      await assertFails($.revert(inner), "SNAPSHOT", "That snapshot is gone", "$.snapshot()");
      await assertFails($.revert({ block: outer.block }), "SNAPSHOT");
    });

    it("belong to one notebook, which has none at first", async () => {
      const other = await openKeep3rNotebook();
      const snapshot = await $.snapshot();
      await assertFails(other.revert(), "SNAPSHOT", "no snapshot to go back to");
      await assertFails(other.revert(snapshot), "SNAPSHOT", "gone");
      await other.close();
    });

    it("leave deploying possible, whoever deployed in between", async () => {
      const fresh = await openKeep3rNotebook();
      const snapshot = await fresh.snapshot();
      const first = await fresh.deploy("Sampler");
      await fresh.revert(snapshot);
      const stranger = await fresh.newSigner();
      const second = await fresh.deploy("Sampler");
      assert.notEqual(await stranger.getNonce(), 1, "the deployer is somebody else than the new signer");
      assert.equal(await read(second, "small"), 255n);
      assert.notEqual(second.target, first.target);
      await fresh.close();
    });
  });

  describe("tryOut", () => {
    it("tells whether an action would go through, and changes nothing", async () => {
      const failing = await $.deploy("FailingSampler", [sampler]);
      $.addViewTrace(sampler, "stored");
      await $.sleepAndRecord(10, 5);
      const [block, recording] = [await $.block(), $.recording];
      assert.equal(await $.tryOut(() => store(9n)), "succeeded");
      assert.equal(await $.tryOut(() => send(failing, "refuse")), "Refused()");
      assert.equal(await $.tryOut(() => send(failing, "explain")), '"out of luck"');
      assert.equal(await $.tryOut(() => $.sleepAndRecord(100, 10)), "succeeded");
      assert.deepEqual(await $.block(), block);
      assert.deepEqual($.recording, recording);
      assert.equal(await read(sampler, "stored"), 0n);
    });

    it("lets through what is no revert, and still undoes the action", async () => {
      const attempt = $.tryOut(async () => {
        await store(9n);
        throw new TypeError("typo");
      });
      await assert.rejects(attempt, new TypeError("typo"));
      assert.equal(await read(sampler, "stored"), 0n);
    });

    it("leaves snapshots as they were", async () => {
      const snapshot = await $.snapshot();
      await $.tryOut(() => store(9n));
      await store(1n);
      await $.revert();
      assert.equal(await read(sampler, "stored"), 0n);
      await $.revert(snapshot);
    });
  });

  describe("accounts", () => {
    it("makes signers with ether, whose addresses follow from the seed", async () => {
      const [one, two] = [await openKeep3rNotebook({ seed: "s" }), await openKeep3rNotebook({ seed: "s" })];
      const signer = await one.newSigner();
      assert.equal((await two.newSigner()).address, signer.address);
      assert.notEqual((await two.newSigner()).address, signer.address);
      assert.equal(await one.chain.ethersProvider.getBalance(signer.address), parseEther("10000"));
      const poor = await one.newSigner(5n);
      assert.equal(await one.chain.ethersProvider.getBalance(poor.address), 5n);
      await one.close();
      await two.close();
    });

    it("impersonates anybody, with ether for gas only where there is none", async () => {
      const penniless = "0x00000000000000000000000000000000000a11ce";
      const signer = await $.impersonate(penniless);
      assert.equal((await signer.sendTransaction({ to: penniless }).then((sent) => sent.wait()))?.status, 1);
      await $.setBalance(penniless, 77n);
      await $.impersonate(penniless);
      assert.equal(await balanceOf(penniless), 77n);
    });

    it("impersonates a contract", async () => {
      const weth = await $.impersonate(addresses.weth);
      const sent = await weth.sendTransaction({ to: weth.address, gasPrice: 40n * gwei });
      assert.equal(sent.from, addresses.weth);
    });

    it("sets balances, to zero too", async () => {
      const { address } = await $.newSigner();
      await $.setBalance(address, 0n);
      assert.equal(await balanceOf(address), 0n);
      await $.setBalance(address.toLowerCase(), 10n ** 30n);
      assert.equal(await balanceOf(address), 10n ** 30n);
    });

    it("refuses what is no address or no amount", async () => {
      for (const bad of ["0x12", "vitalik.eth", "", "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc1"]) {
        await assertFails($.setBalance(bad, 1n), "INVALID_ARGUMENTS", JSON.stringify(bad));
        await assertFails($.impersonate(bad), "INVALID_ARGUMENTS", JSON.stringify(bad));
        await assertFails($.fetch("Sampler", bad), "INVALID_ARGUMENTS", JSON.stringify(bad));
      }
      const { address } = await $.newSigner();
      await assertFails($.setBalance(address, -1n), "INVALID_ARGUMENTS", "-1");
      await assertFails($.newSigner(-1n), "INVALID_ARGUMENTS", "-1");
    });

    it("sets the base fee of the blocks to come", async () => {
      $.setBaseFee(0n);
      await $.sleep(1);
      assert.equal((await $.block()).baseFee, 0n);
      await assertFails(
        () => {
          $.setBaseFee(-1n);
        },
        "INVALID_ARGUMENTS",
        "-1",
        "wei",
      );
      $.setBaseFee(40n * gwei);
    });
  });

  describe("contracts", () => {
    it("fetches by name or by full name, to read and, with a signer, to send", async () => {
      const target = await sampler.getAddress();
      await store(5n);
      const reader = await $.fetch("contracts/test/Sampler.sol:Sampler", target);
      assert.equal(await read(reader, "stored"), 5n);
      await assert.rejects(send(reader, "store", 6n), /runner|signer/);
      const writer = await $.fetch("Sampler", target, await $.newSigner());
      await send(writer, "store", 6n);
      assert.equal(await read(reader, "stored"), 6n);
    });

    it("calls a contract what it was deployed as, and otherwise what it was fetched as", async () => {
      const target = await sampler.getAddress();
      await $.fetch("EventSampler", target);
      assert.equal($.chain.contracts.contractName(target.toLowerCase()), "Sampler");
      const { address } = await $.newSigner();
      await $.chain.request("hardhat_setCode", [address, "0x00"]);
      await $.fetch("contracts/test/EventSampler.sol:EventSampler", address);
      assert.equal($.chain.contracts.contractName(address), "EventSampler");
    });

    it("says which contract is missing, where, and which name was probably meant", async () => {
      const target = await sampler.getAddress();
      await assertFails($.fetch("Smpler", target), "UNKNOWN_CONTRACT", '"Smpler"', /Did you mean Sampler,/);
      const { address } = await $.newSigner();
      await assertFails($.fetch("Sampler", address), "UNKNOWN_CONTRACT", address, '$.deploy("Sampler"');
    });

    it("deploys with arguments; contracts and signers stand for their addresses", async () => {
      const failing = await $.deploy("FailingSampler", [sampler]);
      assert.equal(await read(failing, "sampler"), sampler.target);
      const signer = await $.newSigner();
      const stub = await $.deploy("Keep3rStub", [signer]);
      assert.equal(await read(stub, "keeper"), signer.address);
      const again = await $.deploy("contracts/test/Keep3rStub.sol:Keep3rStub", [signer.address]);
      assert.equal(await read(again, "keeper"), signer.address);
    });

    it("deploys from whom it is told", async () => {
      const signer = await $.newSigner();
      const contract = await $.deploy("Sampler", [], { from: signer });
      assert.equal(await signer.getNonce(), 1);
      assert.equal((contract.runner as typeof signer).address, signer.address);
    });

    it("links libraries", async () => {
      const scaling = await $.deploy("Scaling");
      const libraries = { Scaling: await scaling.getAddress() };
      const linked = await $.deploy("LinkedSampler", [3n], { libraries });
      assert.equal(await read(linked, "scaled", 14n), 42n);
    });

    const refused: readonly [string, Parameters<Notebook["deploy"]>, string, ...(string | RegExp)[]][] = [
      ["an unknown name", ["Sampleer"], "UNKNOWN_CONTRACT", '"Sampleer"', /Did you mean Sampler,/],
      ["too few arguments", ["Keep3rStub"], "INVALID_ARGUMENTS", "1 argument(s), not 0", "address _keeper"],
      ["too many arguments", ["Sampler", [1]], "INVALID_ARGUMENTS", "0 argument(s), not 1", "none"],
      ["an argument of another type", ["Keep3rStub", ["me"]], "INVALID_ARGUMENTS", "me", "address _keeper"],
      ["an interface", ["IGasBurningJob"], "UNKNOWN_CONTRACT", "IGasBurningJob", "interface"],
      ["a library that is not given", ["LinkedSampler", [3n]], "UNKNOWN_CONTRACT", "Scaling", "not given"],
      [
        "a library without an address",
        ["LinkedSampler", [3n], { libraries: { Scaling: "0x12" } }],
        "UNKNOWN_CONTRACT",
        '"0x12"',
      ],
    ];
    for (const [what, args, code, ...says] of refused) {
      it(`does not deploy with ${what}`, async () => {
        await assertFails($.deploy(...args), code, ...says);
      });
    }
  });

  it("lives beside another one in a process", async () => {
    const other = await openKeep3rNotebook();
    const theirs = await other.deploy("Sampler");
    $.addViewTrace(sampler, "stored");
    other.addViewTrace(theirs, "stored");
    const [start, otherStart] = [(await $.block()).timestamp, (await other.block()).timestamp];
    let value = 0n;
    await Promise.all([
      $.sleepAndExecute(100, 10, () => store(++value), 20),
      other.sleepAndExecute(50, 5, () => send(theirs, "store", 100n), 25),
    ]);
    assert.equal((await $.block()).timestamp, start + 101);
    assert.equal((await other.block()).timestamp, otherStart + 51);
    assert.deepEqual(new Set(other.recording.rows.map(({ values }) => values.stored)), new Set([0n, 100n]));
    assert.equal($.recording.rows.at(-1)?.values.stored, 5n);
    await other.close();
  });

  it("tells what a closed notebook was asked", async () => {
    const closed = await openKeep3rNotebook();
    await closed.close();
    await closed.close();
    await assertFails(closed.sleep(1), "CHAIN_CLOSED", "closed", "openNotebook()");
    await assertFails(closed.sleepAndRecord(2, 1), "CHAIN_CLOSED");
    await assertFails(closed.snapshot(), "CHAIN_CLOSED");
    await assertFails(closed.deploy("Sampler"), "CHAIN_CLOSED");
  });

  it("cannot trace what has no interface", () => {
    const nothing = new Contract(addresses.weth, []);
    assert.throws(() => {
      $.addViewTrace(nothing, "anything");
    }, /no views at all/);
  });
});
