import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Contract } from "ethers";
import type { Chain } from "../../src/chain/chain.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { deployContract } from "../../src/notebook/deployContract.ts";
import { Recorder } from "../../src/recorder/recorder.ts";
import { createEventTrace } from "../../src/recorder/traces/eventTrace.ts";
import { createViewTrace } from "../../src/recorder/traces/viewTrace.ts";
import { send } from "../keep3r/contractCalls.ts";

const day = 86_400;

describe("a year of blocks, sampled once a day", () => {
  let chain: Chain;
  let sampler: Contract;
  let events: Contract;
  before(async () => {
    chain = await openKeep3rChain();
    const from = await chain.newSigner();
    sampler = await deployContract(chain, "Sampler", [], { from });
    events = await deployContract(chain, "EventSampler", [], { from });
  });
  after(async () => {
    await chain.close();
  });

  it("takes a few requests a sample, and one for each traced event, however many blocks lie between", async () => {
    const recorder = new Recorder(chain);
    recorder.addTrace(createViewTrace(sampler, "stored"));
    recorder.addTrace(createViewTrace(sampler, "timestamp"));
    for (const event of ["Deposited", "Moved(uint256)"]) {
      recorder.addEventTrace(createEventTrace(events, event));
    }
    recorder.addInvariant({
      name: "nothing moves",
      check: async ({ logs }) => (await logs(events, "Quoted")).length === 0,
    });
    const requests = new Map<string, number>();
    chain.holdRequests((method) => {
      requests.set(method, (requests.get(method) ?? 0) + 1);
      return undefined;
    });
    const before = await chain.block();
    const deposit = { run: () => send(events, "deposit", 1n, 2n, 3n), every: 73 * day };
    const rows = await recorder.run(365 * day, day, [deposit]);
    chain.holdRequests(() => undefined);

    const { number } = await chain.block();
    assert.ok(number - before.number > 2_600_000, `${number - before.number} blocks`);
    assert.equal(rows.length, 366 + 5);
    assert.equal(recorder.recording({ kit: "", chain: chain.identity, seed: "" }).events.length, 5);
    const count = (method: string): number => requests.get(method) ?? 0;
    assert.equal(count("eth_getLogs"), 3);
    assert.equal(count("eth_call"), 2 * rows.length + 2, "and one for each view, that it writes nothing");
    assert.equal(count("evm_mine"), 365);
    assert.ok(count("eth_getBlockByNumber") < rows.length + 50, `${count("eth_getBlockByNumber")} headers`);
    const all = [...requests.values()].reduce((sum, one) => sum + one, 0);
    assert.ok(all < 5 * rows.length, `${all} requests for ${rows.length} samples`);
  });
});
