import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Contract, parseEther } from "ethers";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { read, send } from "../keep3r/contractCalls.ts";

const total = parseEther("1000") + 7n;

describe("recording somebody else's contract: OpenZeppelin's VestingWallet", () => {
  let $: Notebook;
  let wallet: Contract;
  let beneficiary: SimulatedSigner;
  let begin: number;
  let duration: number;

  before(async () => {
    $ = await openKeep3rNotebook();
    beneficiary = await $.newSigner();
    begin = (await $.block()).timestamp + $.time(10, "days");
    duration = $.time(90, "days");
    wallet = await $.deploy("VestingWallet", [beneficiary, begin, duration]);
    await $.setBalance(await wallet.getAddress(), total);
  });
  after(async () => {
    await $.close();
  });

  /** What is vested at a time: in proportion to the time that has passed, rounded down. */
  function vested(time: number): bigint {
    if (time < begin) return 0n;
    if (time >= begin + duration) return total;
    return (total * BigInt(time - begin)) / BigInt(duration);
  }

  it("records vesting to the last wei, through releases, and the event of each", async () => {
    const ether = { decimals: 18, unit: "ETH" };
    $.addViewTrace(wallet, "releasable()", [], ether);
    $.addViewTrace(wallet, "released()", [], ether);
    $.addScriptTrace(
      "vested",
      async ({ timestamp }) => (await read(wallet, "vestedAmount(uint64)", timestamp)) as bigint,
      ether,
    );
    $.addScriptTrace(
      "paid out",
      async () => total - (await $.chain.ethersProvider.getBalance(wallet)),
      ether,
    );
    $.addEventTrace(wallet, "EtherReleased");

    await $.sleepAndExecute(
      $.time(110, "days"),
      $.time(12, "hours"),
      () => send(wallet, "release()"),
      $.time(27, "days"),
    );

    const { rows, events, series } = $.recording;
    assert.equal(rows.length, 221 + 4);
    const releases = events.map(({ time }) => time);
    for (const { time, values } of rows) {
      const last = releases.findLast((at) => at <= time);
      const released = last === undefined ? 0n : vested(last);
      assert.equal(values.vested, vested(time));
      assert.equal(values.released, released);
      assert.equal(values["paid out"], released);
      assert.equal(values.releasable, vested(time) - released);
    }
    let before = 0n;
    for (const { args, time } of events) {
      assert.deepEqual(args, { amount: vested(time) - before });
      before = vested(time);
    }
    assert.equal(events.length, 4);
    assert.equal(rows.at(-1)?.values.released, total, "all is paid at the end");
    assert.deepEqual(
      series.map(({ signature }) => signature),
      ["releasable()", "released()", undefined, undefined],
    );
  });

  it("reads a view of a fixed time over the blocks that were recorded", async () => {
    const middle = begin + duration / 2;
    $.addViewTrace(wallet, "vestedAmount(uint64)", middle, { name: "half time", decimals: 18, unit: "ETH" });
    await $.backfill();
    const values = new Set($.recording.series.at(-1)?.values);
    assert.deepEqual(values, new Set([vested(middle)]));
  });

  it("draws it", async () => {
    const chart = JSON.stringify($.chart({ title: "Vesting over 90 days" }));
    for (const words of ["Vesting over 90 days", "EtherReleased", "ETH"])
      assert.ok(chart.includes(words), words);
    await $.draw({ title: "Vesting over 90 days" });
  });
});
