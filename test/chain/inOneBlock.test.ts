import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Contract, TransactionReceipt } from "ethers";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { openNotebook } from "../../src/notebook/openNotebook.ts";
import { read, send } from "../keep3r/contractCalls.ts";
import { assertFails } from "../support/assertFails.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const ether = 10n ** 18n;

const { folder } = temporaryFolder();

function rethrowUnlessReverted(error: unknown): void {
  if (!(error instanceof Error && error.message.includes("invalid opcode"))) throw error;
}

describe("transactions in one block", () => {
  let $: Notebook;
  let failures: Contract;
  let [alice, bob]: SimulatedSigner[] = [];
  before(async () => {
    $ = await openNotebook();
    failures = await $.deploy("Failures");
    [alice, bob] = [await $.newSigner(), await $.newSigner()];
    await $.sleep(3_600);
  });
  after(async () => {
    await $.close();
  });

  let latest: number;
  let time: number;
  beforeEach(async () => {
    ({ number: latest, timestamp: time } = await $.block());
  });

  const pay = async (from: SimulatedSigner | undefined, wei: bigint): Promise<TransactionReceipt> => {
    const transaction = await from?.sendTransaction({ to: bob?.address ?? "", value: wei });
    return (await transaction?.wait()) ?? assert.fail("it is mined");
  };
  const mined = async (number: number): Promise<readonly string[]> => {
    return (await $.chain.ethersProvider.getBlock(number))?.transactions ?? [];
  };

  it("come in order, with one time, whoever sends them, and leave what they return", async () => {
    const receipts = await $.inOneBlock(async () => {
      const first = await send(failures, "touch");
      assert.equal(await read(failures, "counter"), 1n, "what follows sees what came before");
      return [first, await pay(alice, ether), await send(failures, "touch"), await pay(alice, 2n * ether)];
    });
    const { number, timestamp } = await $.block();
    assert.deepEqual([number, timestamp], [latest + 1, time + 1]);
    assert.deepEqual(
      await mined(number),
      receipts.map(({ hash }) => hash),
    );
    for (const [index, receipt] of receipts.entries()) {
      assert.deepEqual([receipt.blockNumber, receipt.index], [number, index]);
      const later = await $.chain.ethersProvider.getTransactionReceipt(receipt.hash);
      const { gasUsed, cumulativeGasUsed, status } = receipt;
      assert.deepEqual(
        [later?.gasUsed, later?.cumulativeGasUsed, later?.status],
        [gasUsed, cumulativeGasUsed, status],
      );
    }
    assert.equal(await read(failures, "counter"), 2n);
    await pay(alice, 1n);
    assert.equal((await $.block()).number, latest + 2, "afterwards each has a block again");
  });

  it("are sent side by side, too", async () => {
    const receipts = await $.inOneBlock(
      async () => await Promise.all([1n, 2n, 3n, 4n].map(async (wei) => await pay(alice, wei))),
    );
    assert.deepEqual(new Set(receipts.map(({ blockNumber }) => blockNumber)), new Set([latest + 1]));
    assert.equal((await mined(latest + 1)).length, 4);
  });

  it("fail as they do outside, each at its place, and stay in the block", async () => {
    const seen: unknown[] = [];
    await $.inOneBlock(async () => {
      await pay(alice, 1n);
      await assertFails(
        send(failures, "deny"),
        "REVERTED",
        /Denied\(action: "withdraw"\).*Failures\.deny\(\)/s,
      );
      await pay(alice, 2n);
      seen.push(await send(failures, "divide", 0n).catch((error: unknown) => error));
      await pay(alice, 3n);
    });
    assert.match(String(seen), /0x12: division or modulo by zero/);
    const receipts = await Promise.all(
      (await mined(latest + 1)).map((hash) => $.chain.ethersProvider.getTransactionReceipt(hash)),
    );
    assert.deepEqual(
      receipts.map((receipt) => receipt?.status),
      [1, 0, 1, 0, 1],
    );
  });

  it("stand when one fails that nobody catches: its receipt is there", async () => {
    const failing = $.inOneBlock(async () => {
      await pay(alice, 1n);
      await send(failures, "deny");
    });
    const error = await failing.catch((reason: unknown) => reason);
    assert.match(String(error), /Denied/);
    assert.equal((await $.block()).number, latest + 1);
    assert.equal((await mined(latest + 1)).length, 2);
  });

  it("are undone with all that was set when the function itself fails", async () => {
    const before = await $.chain.ethersProvider.getBalance(bob?.address ?? "");
    const failing = $.inOneBlock(async () => {
      await pay(alice, ether);
      await $.setBalance(bob?.address ?? "", 5n);
      await pay(alice, ether);
      throw new Error("changed my mind");
    });
    await assert.rejects(failing, /changed my mind/);
    const { number, timestamp } = await $.block();
    assert.deepEqual([number, timestamp], [latest, time]);
    assert.equal(await $.chain.ethersProvider.getBalance(bob?.address ?? ""), before);
    await pay(alice, 1n);
    assert.equal((await $.block()).number, latest + 1);
    assert.equal((await mined(latest + 1)).length, 1, "nothing has been left over");
  });

  it("leave out one that the node refuses", async () => {
    await $.inOneBlock(async () => {
      await pay(alice, 1n);
      await assertFails(pay(alice, 10n ** 30n), "TRANSACTION_REFUSED", /enough funds/);
      await pay(alice, 2n);
    });
    assert.equal((await mined(latest + 1)).length, 2);
  });

  it("know accounts that are made and paid in between", async () => {
    const carol = await $.inOneBlock(async () => {
      await pay(alice, 1n);
      const signer = await $.newSigner(3n * ether);
      await pay(signer, ether);
      await pay(signer, ether);
      return signer;
    });
    assert.equal((await $.block()).number, latest + 1);
    const left = await $.chain.ethersProvider.getBalance(carol.address);
    assert.ok(left > 0n && left < ether, String(left));
  });

  it("have the time that was set for the next block, and the chain's base fee", async () => {
    await $.chain.setNextBlockTimestamp(time + 500);
    $.setBaseFee(7n * 10n ** 9n);
    await $.inOneBlock(async () => {
      await pay(alice, 1n);
      await pay(alice, 2n);
    });
    const { timestamp, baseFee } = await $.block();
    assert.deepEqual([timestamp, baseFee], [time + 500, 7n * 10n ** 9n]);
    await pay(alice, 3n);
    assert.equal((await $.block()).timestamp, time + 501);
  });

  it("do not go with what needs another block, and say so", async () => {
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => $.sleep(60),
      () => $.chain.request("hardhat_mine", ["0x2"]),
      () => $.chain.setNextBlockTimestamp(time + 60),
      () => $.snapshot(),
      () => $.tryOut(() => pay(alice, 1n)),
    ];
    for (const attempt of attempts) {
      const failing = $.inOneBlock(async () => {
        await pay(alice, 1n);
        await attempt();
      });
      await assertFails(failing, "ONE_BLOCK", /while one block is made/);
      assert.equal((await $.block()).number, latest);
    }
  });

  it("are as many as the block's gas allows, and not one more", async () => {
    const sent: TransactionReceipt[] = [];
    const burn = async (gas: object = {}): Promise<unknown> =>
      await send(failures, "invalid", gas).catch(rethrowUnlessReverted);
    const nineMillion = { gasLimit: 9_000_000n };
    const failing = $.inOneBlock(async () => {
      for (;;) {
        await burn(nineMillion);
        sent.push(await pay(alice, 1n));
      }
    });
    await assertFails(failing, "ONE_BLOCK", /Transaction 13 does not fit/);
    assert.equal(sent.length, 6, "of 9 million gas in 60");
    assert.equal((await $.block()).number, latest);
    const many = $.inOneBlock(async () => {
      for (let at = 0; at < 6; at += 1) await burn(nineMillion);
      for (;;) await burn();
    });
    await assertFails(many, "ONE_BLOCK", /Transaction 8 does not fit/);
  });

  it("add to the block that is being made already, and need none if there is nothing", async () => {
    await $.inOneBlock(async () => {
      await pay(alice, 1n);
      await $.inOneBlock(() => pay(alice, 2n));
    });
    assert.equal((await mined(latest + 1)).length, 2);
    assert.equal(await $.inOneBlock(() => 7), 7);
    assert.equal((await $.block()).number, latest + 1);
  });

  it("are what a scenario's action sends, whose failure is recorded with its block", async () => {
    $.resetTraces();
    $.addViewTrace(failures, "counter");
    const run = async (): Promise<void> => {
      await $.inOneBlock(async () => {
        await send(failures, "touch");
        await send(failures, "deny");
      });
    };
    await $.sleepAndExecute(100, 50, [{ run, every: 50, name: "both" }], { onRevert: "record" });
    const [first] = $.recording.events;
    assert.equal(first?.kind, "failure");
    assert.equal(first.name, "Denied");
    assert.equal((await mined(first.block)).length, 2);
    $.resetTraces();
  });

  it("come again with a state file", async () => {
    await $.inOneBlock(async () => {
      await pay(alice, 1n);
      await pay(alice, 2n);
      await send(failures, "deny").catch(() => undefined);
    });
    const file = join(folder, "block.chain");
    await $.saveChain(file);
    const again = await openNotebook({ from: file });
    const hashOf = async ({ chain }: Notebook): Promise<unknown> =>
      (await chain.ethersProvider.getBlock("latest"))?.hash;
    assert.equal(await hashOf(again), await hashOf($));
    await again.close();
  });

  it("take a function that has not been called", async () => {
    await assertFails($.inOneBlock(Promise.resolve(1) as never), "INVALID_ARGUMENTS", /not a promise/);
  });
});
