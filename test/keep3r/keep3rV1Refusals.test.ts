import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { assertFails } from "../support/assertFails.ts";

describe("what keep3r.v1 refuses with", () => {
  let $: Notebook;
  let keep3r: Keep3r;
  let stranger: SimulatedSigner;
  let governance: SimulatedSigner;

  before(async () => {
    $ = await openKeep3rNotebook();
    keep3r = await connectKeep3r($.chain);
    stranger = await $.newSigner();
    governance = await $.chain.getSigner(await keep3r.proxy.governance());
  });
  after(async () => {
    await $.close();
  });

  it("is shown in words when a transaction is sent", async () => {
    const v1 = keep3r.v1.connect(stranger);
    const sent: readonly (readonly [() => Promise<unknown>, string])[] = [
      [() => v1.transfer(governance, 1n), "_transferTokens: exceeds balance"],
      [() => v1.transferFrom(governance, stranger, 1n), "transferFrom: exceeds spender allowance"],
      [() => v1.burn(1n), "_burn: exceeds balance"],
      [() => v1.mint(1n), "mint: !gov"],
      [() => v1.unbond(v1, 1n), "sub: -"],
      [() => v1.activate(v1), "activate: bonding"],
      [() => v1.addCredit(v1, stranger, 1n), "addCreditETH: !job"],
    ];
    for (const [call, words] of sent) await assertFails(call(), "REVERTED", words);
  });

  it("is shown in words when a call is only tried, and when gas is estimated", async () => {
    const v1 = keep3r.v1.connect(stranger);
    await assertFails(v1.worked.staticCall(stranger), "REVERTED", "sub: -");
    await assertFails(v1.withdraw.estimateGas(v1), "REVERTED", "withdraw: unbonding");
    await assertFails(v1.getPriorVotes(stranger, 10n ** 9n), "REVERTED", "getPriorVotes:");
  });

  it("is shown in words through the proxy, whose own errors have names", async () => {
    const proxy = keep3r.proxy.connect(governance);
    await assertFails(proxy.removeVotes(stranger, 1n), "REVERTED", "sub: -");
    await assertFails(proxy.addKPRCredit(stranger, 1n), "REVERTED", "addKPRCredit: !job");
    await assertFails(
      proxy.setKeep3rV1("0x0000000000000000000000000000000000000000"),
      "REVERTED",
      "ZeroAddress",
    );
    await assertFails(keep3r.proxy.connect(stranger).draw(), "REVERTED", "NoDrawableAmount");
  });

  it("is shown in words where a trace reads it", async () => {
    $.addViewTrace(keep3r.v1, "getPriorVotes", [stranger.address, 10n ** 9n]);
    await assertFails(
      $.sleepAndExecute(20, 10, () => Promise.resolve(), 10),
      "VIEW_FAILED",
      "getPriorVotes:",
    );
    $.resetTraces();
  });

  it("is found out where mainnet's has no words", async () => {
    await (await keep3r.proxy.connect(governance).addJob(stranger)).wait();
    const given = keep3r.v1.connect(stranger).addCreditETH(stranger, { value: 1_000n });
    await assertFails(given, "REVERTED", "3 wei for a contract that has neither a receive", "Keep3rV1Proxy");
    assert.equal(await keep3r.v1.credits(stranger, await keep3r.v1.ETH()), 0n);
  });
});
