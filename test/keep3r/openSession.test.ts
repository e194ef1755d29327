import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { openSession } from "../../src/keep3r/openSession.ts";
import { assertFails } from "../support/assertFails.ts";
import { parametersVariable } from "../../src/notebook/kernel/parameter.ts";

describe("openSession", () => {
  it("keeps its own moment to itself: $.revert() needs a snapshot of the user's", async () => {
    const { $ } = await openSession();
    await assertFails($.revert(), "SNAPSHOT", "There is no snapshot");
    await $.snapshot();
    await $.revert();
  });

  after(async () => {
    await (await openSession()).$.close();
  });

  it("goes back to right after the set-up, without traces and recording", async () => {
    const first = await openSession();
    const start = await first.$.block();
    first.$.addViewTrace(first.keep3r.uniswapPool, "slot0", [], { pick: "tick" });
    await first.keep3r.sellMintedKp3r(await first.$.newSigner(), 10n ** 21n);
    await first.$.sleepAndRecord(3_600, 600);

    const second = await openSession();
    assert.equal(second.$, first.$);
    assert.equal(second.keep3r, first.keep3r);
    assert.deepEqual(await second.$.block(), start);
    assert.deepEqual(second.$.recording.series, []);
    assert.deepEqual([...(await second.keep3r.v2.keepers())], [second.keep3r.keeper.address]);
    assert.equal(await second.keep3r.averageTick(second.$.time(5, "days")), -21_926);
  });

  it("runs on the Keep3r V2 that the cell names, or else the run, or else the environment", async () => {
    const v2 = async (options = {}) => (await openSession(options)).$.chain.identity.substitutes?.[0]?.name;
    try {
      assert.equal(await v2(), undefined);
      process.env.KEEP3R_CANDIDATE = "Keep3rFromSources";
      assert.equal(await v2(), "Keep3rFromSources");
      process.env[parametersVariable] = JSON.stringify({ keep3r: "Keep3rLongMemory" });
      assert.equal(await v2(), "Keep3rLongMemory");
      assert.equal(await v2({ keep3r: "Keep3rSlowInflation" }), "Keep3rSlowInflation");
      assert.equal(await v2({ keep3r: "Keep3r" }), undefined);
    } finally {
      delete process.env.KEEP3R_CANDIDATE;
      Reflect.deleteProperty(process.env, parametersVariable);
    }
  });

  it("opens another chain for other options, and closes the one before", async () => {
    const first = await openSession();
    const second = await openSession({ preset: "mainnet-13232191" });
    assert.notEqual(second.$, first.$);
    assert.equal(second.$.chain.identity.origin, "preset mainnet-13232191");
    const says = /of a chain that is closed: openSession\(\) has opened another/;
    await assertFails(first.$.block(), "CHAIN_CLOSED", says, "openKeep3rNotebook()");
    await assertFails(first.keep3r.v2.keepers(), "CHAIN_CLOSED", says);
    await assertFails(first.keep3r.sellMintedKp3r(first.keep3r.keeper, 10n ** 18n), "CHAIN_CLOSED", says);
  });
});
