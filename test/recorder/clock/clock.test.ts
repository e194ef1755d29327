import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Chain } from "../../../src/chain/chain.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { Clock } from "../../../src/recorder/clock/clock.ts";
import { isoTime } from "../../../src/common/formatTime.ts";
import { assertFails } from "../../support/assertFails.ts";

describe("Clock", () => {
  let chain: Chain;
  let clock: Clock;
  before(async () => {
    chain = await openKeep3rChain({ blockInterval: "sample" });
    clock = new Clock(chain);
  });
  after(async () => {
    await chain.close();
  });

  for (const seconds of [1, 59, 86_400, 31_536_000]) {
    it(`sleeps exactly ${seconds} s, in one block`, async () => {
      const before = await clock.now();
      const block = await clock.sleep(seconds);
      assert.deepEqual(block, {
        number: before.number + 1,
        timestamp: before.timestamp + seconds,
        baseFee: before.baseFee,
      });
      assert.deepEqual(await clock.now(), block);
    });
  }

  it("sleeps from the latest block, whatever transactions came before", async () => {
    const signer = await chain.newSigner();
    for (let i = 0; i < 3; i += 1) await signer.sendTransaction({ to: signer.address });
    const { timestamp } = await clock.now();
    assert.equal((await clock.sleep(100)).timestamp, timestamp + 100);
  });

  it("sleeps to a time", async () => {
    const { timestamp, number } = await clock.now();
    const block = await clock.sleepTo(timestamp + 12_345);
    assert.equal(block.timestamp, timestamp + 12_345);
    assert.equal(block.number, number + 1);
  });

  it("mines nothing where it stands already", async () => {
    const now = await clock.now();
    assert.deepEqual(await clock.sleepTo(now.timestamp), now);
    assert.deepEqual(await clock.now(), now);
  });

  for (const seconds of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    it(`does not sleep ${seconds} s`, async () => {
      const now = await clock.now();
      await assertFails(clock.sleep(seconds), "INVALID_TIME", `${seconds} seconds`, "whole number");
      assert.deepEqual(await clock.now(), now);
    });
  }

  it("does not go back, and says where it stands", async () => {
    const { timestamp } = await clock.now();
    await assertFails(
      clock.sleepTo(timestamp - 1),
      "INVALID_TIME",
      isoTime(timestamp - 1),
      isoTime(timestamp),
    );
    await assertFails(clock.sleepTo(timestamp + 0.5), "INVALID_TIME", ".500Z", "whole seconds");
    await assertFails(clock.sleepTo(Number.NaN), "INVALID_TIME", "NaN");
    assert.equal((await clock.now()).timestamp, timestamp);
  });
});
