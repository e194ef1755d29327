import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Chain } from "../../src/chain/chain.ts";
import { isJournaled, Journal } from "../../src/chain/journal.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";

const somebody = "0x00000000000000000000000000000000000000AA";

async function entries(chain: Chain): Promise<unknown[][]> {
  return JSON.parse(await chain.journal.toJson()) as unknown[][];
}

describe("Journal", () => {
  let chain: Chain;
  before(async () => {
    chain = await openKeep3rChain({ preset: "documentation" });
  });
  after(async () => {
    await chain.close();
  });

  /** What a function adds to the journal. */
  async function added(act: () => Promise<unknown>): Promise<unknown[][]> {
    const { length } = chain.journal;
    await act();
    return (await entries(chain)).slice(length);
  }

  it("is empty after opening", () => {
    assert.equal(chain.journal.length, 0);
  });

  it("holds what the node got, with the time and base fee that the rules gave", async () => {
    const { timestamp } = await chain.block();
    const mined = await added(() => chain.request("hardhat_mine", ["0x2", "0xa"]));
    const at = (time: number): unknown[] => ["evm_mine", [`0x${time.toString(16)}`]];
    const fee = ["hardhat_setNextBlockBaseFeePerGas", ["0x9502f9000"]];
    assert.deepEqual(mined, [fee, at(timestamp + 1), fee, at(timestamp + 11)]);
  });

  it("holds nothing that only reads", async () => {
    const read = await added(async () => {
      await chain.block();
      await chain.ethersProvider.getBalance(somebody);
      await chain.request("eth_call", [{ to: somebody }, "latest"]);
      await chain.request("hardhat_getAutomine");
      await chain.request("eth_getLogs", [{}]);
    });
    assert.deepEqual(read, []);
  });

  it("marks a transaction that failed, and leaves other failures out", async () => {
    const signer = await chain.newSigner();
    const failed = await added(async () => {
      await assert.rejects(signer.sendTransaction({ data: "0xfe" }), { code: "REVERTED" });
      await assert.rejects(chain.mine(1));
      await assert.rejects(chain.request("hardhat_setBalance", [somebody, "much"]));
    });
    const outcomes = failed.map(([method, , outcome]) => [method, outcome]);
    assert.deepEqual(outcomes, [
      ["evm_setNextBlockTimestamp", undefined],
      ["hardhat_setNextBlockBaseFeePerGas", undefined],
      ["eth_sendTransaction", "failed"],
      ["hardhat_setNextBlockBaseFeePerGas", undefined],
    ]);
  });

  it("strikes out what is undone, and keeps the settings that the node keeps", async () => {
    const kept = await added(async () => {
      const outer = await chain.takeSnapshot();
      await chain.setBalance(somebody, 1n);
      const inner = await chain.takeSnapshot();
      await chain.setBalance(somebody, 2n);
      await chain.getSigner(somebody);
      await chain.getSigner(somebody);
      await inner.restore();
      await chain.setBalance(somebody, 3n);
      await outer.restore();
      await outer.restore();
    });
    assert.deepEqual(kept, [["hardhat_impersonateAccount", [somebody]]]);
    assert.equal(await chain.ethersProvider.getBalance(somebody), 0n);
  });

  it("holds requests that come at once in the order in which they take effect", async () => {
    const amounts = Array.from({ length: 50 }, (_, index) => BigInt(index + 1));
    const sent = await added(() => Promise.all(amounts.map((wei) => chain.setBalance(somebody, wei))));
    const [, params] = sent.at(-1) ?? [];
    const [, last] = params as [string, string];
    assert.equal(sent.length, amounts.length);
    assert.equal(await chain.ethersProvider.getBalance(somebody), BigInt(last));
  });

  it("knows that the machine's clock cannot be done again", async () => {
    const other = await openKeep3rChain({ preset: "documentation" });
    await other.request("evm_setIntervalMining", [0]);
    assert.equal(other.journal.obstacle, undefined);
    await other.request("evm_setIntervalMining", [3_600_000]);
    assert.match(String(other.journal.obstacle), /machine's clock/);
    await other.close();
  });

  it("writes nothing down before it begins and after it stops", async () => {
    const journal = new Journal();
    const answer = (): Promise<unknown> => Promise.resolve(true);
    await journal.pass({ method: "evm_mine", params: [] }, answer);
    assert.equal(journal.length, 0);
    assert.ok(chain.journal.origin);
    journal.begin(chain.journal.origin);
    await journal.pass({ method: "evm_mine", params: [] }, answer);
    assert.equal(journal.length, 1);
    journal.stop();
    await journal.pass({ method: "evm_mine", params: [] }, answer);
    assert.equal(journal.length, 0);
    assert.equal(journal.origin, undefined);
  });

  it("takes back only what it writes", () => {
    assert.ok(isJournaled("eth_sendRawTransaction"));
    for (const method of ["eth_call", "evm_revert", "evm_snapshot", "web3_sha3", "hardhat_metadata"]) {
      assert.ok(!isJournaled(method), method);
    }
  });
});
