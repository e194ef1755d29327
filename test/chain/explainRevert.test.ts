import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { GasBurningJob__factory } from "../../src/keep3r/contracts/factories/GasBurningJob__factory.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";

describe("a revert outside of a scenario", () => {
  let $: Notebook;
  let keep3r: Keep3r;
  before(async () => {
    $ = await openKeep3rNotebook();
    keep3r = await connectKeep3r($.chain);
  });
  after(async () => {
    await $.close();
  });

  it("of a transaction tells the custom error, the time and the transaction", async () => {
    const stranger = await $.newSigner();
    const job = await keep3r.createJob(stranger);
    const { timestamp } = await $.block();
    const time = new Date((timestamp + 1) * 1_000).toISOString().replace(".000Z", "Z");
    await assert.rejects(job.connect(stranger).workHard(1), {
      code: "REVERTED",
      message: new RegExp(`^The transaction 0x[0-9a-f]{64} reverted with InvalidKeeper\\(\\) at ${time}\\.`),
    });
    assert.equal((await $.block()).timestamp, timestamp + 1);
  });

  it("of a nested call tells the inner contract's error", async () => {
    const stranger = await $.newSigner();
    const unregistered = await $.deploy("GasBurningJob", [keep3r.v2]);
    await keep3r.setup();
    await assert.rejects(keep3r.v2.connect(stranger).worked(stranger), {
      code: "REVERTED",
      message: /reverted with JobUnapproved\(\)/,
    });
    const asKeeper = GasBurningJob__factory.connect(await unregistered.getAddress(), keep3r.keeper);
    await assert.rejects(asKeeper.workHard(1), { message: /reverted with JobUnapproved\(\)/ });
  });

  it("of a view tells the reason", async () => {
    await assert.rejects(keep3r.uniswapPool.observe([4_000_000_000, 0]), {
      code: "REVERTED",
      message: /^The call reverted with "OLD" at 2021-/,
    });
  });

  it("with an error of no known ABI says how to make it known", async () => {
    const { timestamp } = await $.block();
    const stranger = await $.newSigner();
    const data = `0x08c379a1${"00".repeat(32)}`;
    // Init code that reverts with that data: PUSH4 selector, shifted left, MSTORE, REVERT.
    const code = `0x63${data.slice(2, 10)}60e01b60005260246000fd`;
    await assert.rejects(stranger.sendTransaction({ data: code }), {
      message: /reverted with unknown data 0x08c379a1.*\n.*no ABI that the chain has seen/,
    });
    assert.ok((await $.block()).timestamp > timestamp);
  });
});
