import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Contract, Wallet, parseEther } from "ethers";
import type { Chain } from "../../src/chain/chain.ts";
import { documentationPreset } from "../../src/keep3r/network/presets.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { deployContract } from "../../src/notebook/deployContract.ts";
import { read, send } from "../keep3r/contractCalls.ts";
import type { BlockHeader } from "../../src/chain/rpc.ts";

const gwei = 10n ** 9n;

describe("the blocks of a chain", () => {
  let chain: Chain;
  let signer: SimulatedSigner;
  let sampler: Contract;

  before(async () => {
    chain = await openKeep3rChain({ blockInterval: "sample" });
    signer = await chain.newSigner();
    sampler = await deployContract(chain, "Sampler", [], { from: signer });
  });
  after(async () => {
    await chain.close();
  });

  /** The blocks that something mines. */
  async function minedBy(act: () => unknown): Promise<BlockHeader[]> {
    const { number } = await chain.block();
    await act();
    const { number: latest } = await chain.block();
    return await Promise.all(Array.from({ length: latest - number }, (_, i) => chain.block(number + 1 + i)));
  }

  const pay = async (from: SimulatedSigner = signer): Promise<void> => {
    await (await from.sendTransaction({ to: signer.address, value: 1n })).wait();
  };

  /** Whatever can make a node mine, and the seconds from the block before to each block. */
  const ways: readonly [string, () => unknown, readonly number[]][] = [
    ["a transaction", () => pay(), [1]],
    ["evm_mine", () => chain.request("evm_mine"), [1]],
    [
      "evm_mine with a time",
      async () => {
        await chain.mine((await chain.block()).timestamp + 77);
      },
      [77],
    ],
    ["hardhat_mine", () => chain.request("hardhat_mine"), [1]],
    ["hardhat_mine of 20", () => chain.request("hardhat_mine", ["0x14"]), Array<number>(20).fill(1)],
    [
      "hardhat_mine of 9 with an interval",
      () => chain.request("hardhat_mine", ["0x9", "0x3c"]),
      [1, ...Array<number>(8).fill(60)],
    ],
    [
      "evm_increaseTime and a transaction",
      async () => {
        await chain.request("evm_increaseTime", [3_600]);
        await pay();
      },
      [3_600],
    ],
    [
      "evm_increaseTime twice and evm_mine",
      async () => {
        await chain.request("evm_increaseTime", ["0x64"]);
        await chain.request("evm_increaseTime", [50]);
        await chain.request("evm_mine");
      },
      [150],
    ],
    [
      "evm_setNextBlockTimestamp and a transaction, then another one",
      async () => {
        await chain.setNextBlockTimestamp((await chain.block()).timestamp + 500);
        await pay();
        await pay();
      },
      [500, 1],
    ],
    [
      "evm_setNextBlockTimestamp and hardhat_mine",
      async () => {
        await chain.setNextBlockTimestamp((await chain.block()).timestamp + 90);
        await chain.request("hardhat_mine", ["0x3", "0x5"]);
      },
      [90, 5, 5],
    ],
    [
      "a raw transaction that somebody signed",
      async () => {
        const wallet = new Wallet(`0x${"42".repeat(32)}`, chain.ethersProvider);
        await chain.setBalance(wallet.address, parseEther("10"));
        const transaction = {
          to: signer.address,
          nonce: 0,
          gasLimit: 21_000,
          gasPrice: 100n * gwei,
          chainId: 1,
        };
        await chain.request("eth_sendRawTransaction", [await wallet.signTransaction(transaction)]);
      },
      [1],
    ],
  ];

  for (const [what, act, steps] of ways) {
    it(`have exact times, the preset's base fee and their state: ${what}`, async () => {
      const value = BigInt(steps.length) * 1_000n + 7n;
      await send(sampler, "store", value);
      let { timestamp } = await chain.block();
      const blocks = await minedBy(act);
      assert.equal(blocks.length, steps.length);
      for (const [index, block] of blocks.entries()) {
        timestamp += steps[index] ?? 0;
        assert.equal(block.timestamp, timestamp, `block ${index + 1} of ${steps.length}`);
        assert.equal(block.baseFee, documentationPreset.baseFee);
        const at = { blockTag: block.number };
        assert.equal(await read(sampler, "stored", at), value, "historical state");
        assert.equal(
          await read(sampler, "timestamp", at),
          BigInt(timestamp),
          "time inside a historical call",
        );
      }
    });
  }

  it("show a view the latest block's own time", async () => {
    const { timestamp } = await chain.block();
    assert.equal(await read(sampler, "timestamp"), BigInt(timestamp));
  });

  it("get distinct, rising times when transactions are sent at once", async () => {
    const others = [await chain.newSigner(), await chain.newSigner()];
    const start = (await chain.block()).timestamp;
    const blocks = await minedBy(() => Promise.all([...others, signer, signer, ...others].map(pay)));
    assert.deepEqual(
      blocks.map(({ timestamp }) => timestamp - start),
      [1, 2, 3, 4, 5, 6],
    );
  });

  const refusals: readonly [string, () => Promise<unknown>][] = [
    [
      "insufficient funds",
      async () => {
        const poor = await chain.newSigner(0n);
        await poor.sendTransaction({ to: signer.address, value: 1n });
      },
    ],
    [
      "a nonce that was used",
      async () => {
        await signer.sendTransaction({ to: signer.address, nonce: 0 });
      },
    ],
    [
      "a nonce that is too high",
      async () => {
        await signer.sendTransaction({ to: signer.address, nonce: 99_999 });
      },
    ],
    [
      "a fee below the base fee",
      async () => {
        await signer.sendTransaction({ to: signer.address, gasPrice: 1n });
      },
    ],
  ];
  for (const [what, attempt] of refusals) {
    it(`keep the time that was set when a transaction is refused: ${what}`, async () => {
      const due = (await chain.block()).timestamp + 1_234;
      await chain.setNextBlockTimestamp(due);
      const mined = await minedBy(() => assert.rejects(attempt()));
      assert.equal(mined.length, 0);
      const [block] = await minedBy(() => pay());
      assert.equal(block?.timestamp, due);
      assert.equal(block.baseFee, documentationPreset.baseFee);
    });
  }

  it("count one second on after a refused transaction when no time was set", async () => {
    const { timestamp } = await chain.block();
    const poor = await chain.newSigner(0n);
    await assert.rejects(poor.sendTransaction({ to: signer.address, value: 1n }));
    const [block] = await minedBy(() => pay());
    assert.equal(block?.timestamp, timestamp + 1);
  });

  it("contain a transaction that reverts, at the time that was set", async () => {
    const failing = await deployContract(chain, "FailingSampler", [await sampler.getAddress()], {
      from: signer,
    });
    const due = (await chain.block()).timestamp + 60;
    await chain.setNextBlockTimestamp(due);
    const blocks = await minedBy(async () => {
      await assert.rejects(send(failing, "refuse"));
      await pay();
    });
    assert.deepEqual(
      blocks.map(({ timestamp }) => timestamp),
      [due, due + 1],
    );
  });

  it("never go back in time", async () => {
    const { timestamp, number } = await chain.block();
    await assert.rejects(chain.mine(timestamp - 1));
    await assert.rejects(chain.setNextBlockTimestamp(timestamp));
    assert.equal((await chain.block()).number, number);
    const [block] = await minedBy(() => pay());
    assert.equal(block?.timestamp, timestamp + 1);
  });

  it("forget a time that was set before going back to a snapshot", async () => {
    const snapshot = await chain.takeSnapshot();
    const { timestamp } = await chain.block();
    await chain.setNextBlockTimestamp(timestamp + 5_000);
    await snapshot.restore();
    const [block] = await minedBy(() => pay());
    assert.equal(block?.timestamp, timestamp + 1);
  });

  it("have the base fee that is set, from the next block on", async () => {
    for (const fee of [0n, 1n, 250n * gwei, documentationPreset.baseFee]) {
      chain.baseFee = fee;
      const blocks = await minedBy(async () => {
        await pay();
        await chain.request("hardhat_mine", ["0xa"]);
        await pay();
      });
      assert.deepEqual(new Set(blocks.map(({ baseFee }) => baseFee)), new Set([fee]));
      assert.equal(blocks.length, 12);
    }
  });

  it("follow EIP-1559 when no base fee is set: an empty block lowers it by an eighth", async () => {
    await chain.request("evm_mine");
    chain.baseFee = undefined;
    const [block] = await minedBy(() => chain.request("evm_mine"));
    assert.equal(block?.baseFee, (documentationPreset.baseFee * 7n) / 8n);
    chain.baseFee = documentationPreset.baseFee;
  });
});
