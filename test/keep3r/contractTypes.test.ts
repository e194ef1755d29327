import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Contract } from "ethers";
import { addresses } from "../../src/keep3r/network/addresses.ts";
import { Keep3r__factory } from "../../src/keep3r/contracts/factories/Keep3r__factory.ts";
import type { Keep3r as Keep3rV2 } from "../../src/keep3r/contracts/Keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Keep3rNotebook } from "../../src/keep3r/keep3rNotebook.ts";
import type { EventName, ViewName } from "../../src/recorder/traces/contractLike.ts";
import { assertFails } from "../support/assertFails.ts";

// The compiler checks these tests as much as the runner: each line that is expected to be an error must be one.
describe("a typed contract", () => {
  let $: Keep3rNotebook;
  let v2: Keep3rV2;
  before(async () => {
    $ = await openKeep3rNotebook();
    v2 = Keep3r__factory.connect(addresses.keep3rV2, $.chain.ethersProvider);
  });
  after(async () => {
    await $.close();
  });

  it("offers its views and events by name", () => {
    $.addViewTrace(v2, "totalJobCredits", addresses.weth);
    $.addViewTrace(v2, "bondTime");
    $.addEventTrace(v2, "LiquidityCreditsReward", { timeFrom: "_rewardedAt" });
    const names = ["jobPeriodCredits", "keepers"] as const satisfies ViewName<Keep3rV2>[];
    const events = ["KeeperWork", "LiquidityAddition"] as const satisfies EventName<Keep3rV2>[];
    assert.equal($.recording.series.length, 2);
    assert.ok(names.every((name) => v2.interface.getFunction(name).constant));
    assert.ok(events.every((name) => v2.interface.getEvent(name).name === name));
  });

  it("makes a misspelt view a type error, and an error that suggests", async () => {
    await assertFails(
      () => {
        // @ts-expect-error -- misspelt
        $.addViewTrace(v2, "totalJobCredit", addresses.weth);
      },
      "UNKNOWN_VIEW",
      '"totalJobCredit"',
      "Did you mean totalJobCredits",
    );
  });

  it("makes a function that is no view a type error", async () => {
    await assertFails(
      () => {
        // @ts-expect-error -- sends a transaction
        $.addViewTrace(v2, "worked", addresses.weth);
      },
      "UNKNOWN_VIEW",
      '"worked"',
    );
  });

  it("makes a misspelt event a type error, and an error that suggests", async () => {
    await assertFails(
      () => {
        // @ts-expect-error -- misspelt
        $.addEventTrace(v2, "KeeperWorks");
      },
      "UNKNOWN_EVENT",
      '"KeeperWorks"',
      "Did you mean KeeperWork,",
    );
  });

  it("does not stand in the way of contracts without types", async () => {
    const untyped: Contract = await $.deploy("Sampler");
    const view: ViewName<Contract> = "stored";
    $.addViewTrace(untyped, view);
    await assertFails(
      () => {
        $.addViewTrace(untyped, "anything");
      },
      "UNKNOWN_VIEW",
      '"anything"',
    );
  });

  it("is fetched by its name, the pack's as well as the project's", async () => {
    const fetched = await $.fetch("Keep3r", addresses.keep3rV2);
    const jobs: string[] = await fetched.jobs();
    assert.deepEqual([...jobs], []);
    const pool = await $.fetch("UniswapV3Pool", addresses.kp3rWethPool);
    const { tick } = await pool.slot0();
    assert.equal(typeof tick, "bigint");
    $.addViewTrace(fetched, "bondTime");
    // @ts-expect-error -- misspelt
    assert.equal(fetched.bondTimes, undefined);
    const untyped = await $.fetch("Sampler", await (await $.deploy("Sampler")).getAddress());
    assert.equal(typeof untyped.getFunction("stored"), "function");
  });

  it("is refused by name where nobody knows it, or there is no code", async () => {
    await assertFails($.fetch("Keep4r", addresses.keep3rV2), "UNKNOWN_CONTRACT", "Keep4r");
    await assertFails($.fetch("UniswapV3Pool", `0x${"5a".repeat(20)}`), "UNKNOWN_CONTRACT", "no contract at");
  });
});
