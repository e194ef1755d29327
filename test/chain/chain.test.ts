import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { parseEther } from "ethers";
import type { Chain } from "../../src/chain/chain.ts";
import { documentationPreset } from "../../src/keep3r/network/presets.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { assertFails } from "../support/assertFails.ts";

describe("Chain", () => {
  let chain: Chain;
  before(async () => {
    chain = await openKeep3rChain({ blockInterval: "sample" });
  });
  after(async () => {
    await chain.close();
  });

  it("lives beside another one in a process without disturbing it", async () => {
    const other = await openKeep3rChain({
      preset: { ...documentationPreset, name: "cheap", baseFee: 7n },
      blockInterval: "sample",
    });
    const start = await chain.block();
    assert.equal((await other.block()).timestamp, start.timestamp);

    await chain.setNextBlockTimestamp(start.timestamp + 1_000);
    await other.request("evm_increaseTime", [50]);
    chain.baseFee = 9n;
    const [signer, stranger] = [await chain.newSigner(), await other.newSigner()];
    await Promise.all([
      stranger.sendTransaction({ to: stranger.address }),
      signer.sendTransaction({ to: signer.address }),
      other.request("hardhat_mine", ["0x2"]),
      chain.request("evm_mine"),
    ]);
    assert.deepEqual(await chain.block(), {
      number: start.number + 2,
      timestamp: start.timestamp + 1_001,
      baseFee: 9n,
    });
    assert.deepEqual(await other.block(), {
      number: start.number + 3,
      timestamp: start.timestamp + 52,
      baseFee: 7n,
    });

    await other.close();
    await chain.request("evm_mine");
    assert.deepEqual(await chain.block(), {
      number: start.number + 3,
      timestamp: start.timestamp + 1_002,
      baseFee: 9n,
    });
    chain.baseFee = documentationPreset.baseFee;
  });

  it("makes signers whose addresses follow from the seed alone", async () => {
    const same = await openKeep3rChain({ preset: "mainnet-13232191" });
    const different = await openKeep3rChain({ seed: "other" });
    const fresh = await openKeep3rChain();
    const addresses = async (one: Chain): Promise<string[]> => [
      (await one.newSigner()).address,
      (await one.newSigner()).address,
    ];
    const [expected, again, others] = [
      await addresses(fresh),
      await addresses(same),
      await addresses(different),
    ];
    assert.deepEqual(again, expected);
    assert.equal(new Set([...expected, ...others]).size, 4);
    assert.equal(await fresh.ethersProvider.getBalance(expected[0] ?? ""), parseEther("10000"));
    await Promise.all([same, different, fresh].map((one) => one.close()));
  });

  it("gives a signer the ether that is asked for", async () => {
    const signer = await chain.newSigner(123n);
    assert.equal(await chain.ethersProvider.getBalance(signer.address), 123n);
  });

  it("goes back to a snapshot as often as wanted: state, base fee and signers", async () => {
    const holder = await chain.newSigner(1n);
    const start = await chain.block();
    const snapshot = await chain.takeSnapshot();
    const seen = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      chain.baseFee = 5n;
      seen.add((await chain.newSigner()).address);
      await chain.setBalance(holder.address, 2n);
      await chain.mine(start.timestamp + 1_000);
      assert.equal((await chain.block()).baseFee, 5n);
      await snapshot.restore();
      assert.deepEqual(await chain.block(), start);
      assert.equal(chain.baseFee, documentationPreset.baseFee);
      assert.equal(await chain.ethersProvider.getBalance(holder.address), 1n);
    }
    assert.equal(seen.size, 1, "the same signer in every round");
  });

  it("lets a signer send after going back to before it was made", async () => {
    const snapshot = await chain.takeSnapshot();
    await chain.newSigner();
    await snapshot.restore();
    const signer = await chain.newSigner();
    const sent = await signer.sendTransaction({ to: signer.address });
    assert.equal((await sent.wait())?.status, 1);
  });

  it("says so when it is used after closing, and can be closed twice", async () => {
    const closed = await openKeep3rChain();
    await closed.close();
    await closed.close();
    await assertFails(closed.block(), "CHAIN_CLOSED", "eth_getBlockByNumber", "openChain()");
    await assertFails(closed.mine(1), "CHAIN_CLOSED", "evm_mine");
    await assertFails(closed.newSigner(), "CHAIN_CLOSED");
    await assertFails(closed.setBalance(`0x${"1".repeat(40)}`, 1n), "CHAIN_CLOSED");
    await assertFails(closed.takeSnapshot(), "CHAIN_CLOSED");
    await assertFails(closed.getSigner(`0x${"1".repeat(40)}`), "CHAIN_CLOSED");
  });

  it("reads artifacts by name, and tells near misses and ambiguous names", async () => {
    const sampler = await chain.contracts.readArtifact("Sampler");
    assert.equal(sampler.contractName, "Sampler");
    assert.deepEqual(await chain.contracts.readArtifact("contracts/test/Sampler.sol:Sampler"), sampler);
    await assertFails(
      chain.contracts.readArtifact("Samplr"),
      "UNKNOWN_CONTRACT",
      '"Samplr"',
      "Did you mean Sampler,",
    );
  });
});
