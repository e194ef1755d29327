import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ethers, openNotebook, type Notebook } from "../../src/notebook/index.ts";
import { assertFails } from "../support/assertFails.ts";

const day = 86_400;
const one = 10n ** 18n;

describe("a chain with a block every 12 seconds", () => {
  let $: Notebook;
  before(async () => {
    $ = await openNotebook();
  });
  after(async () => {
    await $.close();
  });

  it("pays a farm that counts blocks the same, however often somebody samples", async () => {
    const farm = await $.deploy("BlockFarm");
    $.resetTraces();
    $.addViewTrace(farm, "rewards");
    $.addViewTrace(farm, "rewardsByTime");
    const start = await $.snapshot();
    for (const every of [day, 3_600, 600, 100, 7_919]) {
      const rows = await $.sleepAndRecord(2 * day, every);
      const { rewards, rewardsByTime } = rows.at(-1)?.values ?? {};
      assert.equal(rewards, 14_400n * one, `every ${every} s`);
      assert.equal(rewardsByTime, 14_400n * one);
      await $.revert(start);
    }
  });

  it("makes up for the blocks of transactions by the next ones", async () => {
    const farm = await $.deploy("BlockFarm");
    const signer = await $.newSigner();
    $.resetTraces();
    $.addViewTrace(farm, "rewards");
    const send = async (): Promise<void> => {
      for (let count = 0; count < 5; count += 1) {
        await (await signer.sendTransaction({ to: signer.address })).wait();
      }
    };
    const rows = await $.sleepAndExecute(day, 3_600, send, 4_000);
    // The farm was deployed within a block's interval: up to one block more or less.
    const blocks = Number(rows.at(-1)?.values.rewards) / 1e18;
    assert.ok(Math.abs(blocks - 7_200) <= 1, String(blocks));
  });

  it("accrues a debt by the block over a year as the integer formula says: 0 rows differ", async () => {
    const debt = await $.deploy("BlockDebt");
    const rate = 110_000_000_000_000_000n / 2_628_000n;
    const start = await $.block();
    let [index, accruedAt] = [one, BigInt(start.number)];
    const current = (number: number): bigint => index + (index * rate * (BigInt(number) - accruedAt)) / one;
    const expected: bigint[] = [];
    $.resetTraces();
    $.addViewTrace(debt, "indexCurrent");
    $.addScriptTrace("formula", ({ number }) => {
      expected.push(current(number));
      return 0;
    });
    const accrue = async (): Promise<void> => {
      const transaction = await debt.getFunction("accrue").send();
      const { blockNumber } = (await transaction.wait()) ?? assert.fail("it is mined");
      index = current(blockNumber);
      accruedAt = BigInt(blockNumber);
    };
    const rows = await $.sleepAndExecute(365 * day, day, accrue, 30 * day);
    const differing = rows.filter(({ values }, row) => values.indexCurrent !== expected[row]);
    assert.deepEqual(differing, []);
    assert.equal(rows.length, 378);
    // 11% a year, compounded every 30 days.
    const growth = Number(rows.at(-1)?.values.indexCurrent) / 1e18;
    assert.ok(growth > 1.11 && growth < 1.117, String(growth));
  });

  it("opens a vote when the Governor's delay of 7,200 blocks has passed: after a day", async () => {
    const voter = await $.newSigner();
    const token = await $.deploy("BlockVotes", [], { from: voter });
    await (await token.getFunction("delegate").send(voter.address)).wait();
    const governor = await $.deploy("BlockGovernor", [token], { from: voter });
    const proposal = [[voter.address], [0n], ["0x"], "nothing"] as const;
    await (await governor.getFunction("propose").send(...proposal)).wait();
    const description = ethers.id("nothing");
    const hashed: unknown = await governor
      .getFunction("hashProposal")
      .staticCall(...proposal.slice(0, 3), description);
    $.resetTraces();
    $.addViewTrace(governor, "state", [hashed as bigint]);
    const { timestamp } = await $.block();
    const rows = await $.sleepAndRecord(2 * day, 600);
    const opened = rows.find(({ values }) => values.state === 1n) ?? assert.fail("it opens");
    assert.ok(Math.abs(opened.time - timestamp - day) <= 600 + 24, `${opened.time - timestamp} s`);
  });

  it("refuses to read inside a jump, by number and by hash, and reads on both sides of it", async () => {
    const farm = await $.deploy("BlockFarm");
    const from = (await $.block()).number;
    await $.sleep(day);
    const to = (await $.block()).number;
    const inside = ethers.toQuantity(from + 100);
    const call = { to: await farm.getAddress(), data: farm.interface.encodeFunctionData("rewards") };
    const { hash } = (await $.chain.request("eth_getBlockByNumber", [inside, false])) as { hash: string };
    const words = [
      `block ${from + 100}`,
      `blocks ${from + 1} to ${to - 1}`,
      `Read at block ${from} or ${to}`,
    ];
    await assertFails($.chain.request("eth_call", [call, inside]), "BLOCK_INSIDE_JUMP", ...words);
    await assertFails(
      $.chain.request("eth_call", [call, { blockHash: hash }]),
      "BLOCK_INSIDE_JUMP",
      ...words,
    );
    await assertFails($.chain.request("eth_getBalance", [call.to, inside]), "BLOCK_INSIDE_JUMP", ...words);
    await assertFails($.chain.request("eth_getStorageAt", [call.to, "0x0", inside]), "BLOCK_INSIDE_JUMP");
    for (const block of [from, to]) {
      assert.notEqual(await $.chain.request("eth_call", [call, ethers.toQuantity(block)]), "0x");
    }
  });

  it("lets a jump be read again that a snapshot has undone", async () => {
    const snapshot = await $.snapshot();
    const { number } = await $.block();
    await $.sleep(day);
    await $.revert(snapshot);
    for (let count = 0; count < 30; count += 1) await $.sleep(1);
    await $.chain.request("eth_getBalance", [ethers.ZeroAddress, ethers.toQuantity(number + 20)]);
  });
});

describe("jumps of the node", () => {
  it("read right up to seven blocks: so short ones may be read", async () => {
    const $ = await openNotebook();
    const signer = await $.newSigner();
    const { number: start } = await $.block();
    const balances = new Map<number, unknown>();
    for (let blocks = 1; blocks <= 7; blocks += 1) {
      await (await signer.sendTransaction({ to: ethers.ZeroAddress, value: 1n })).wait();
      const from = (await $.block()).number;
      const balance = await $.chain.request("eth_getBalance", [ethers.ZeroAddress, "latest"]);
      await $.sleep(12 * (blocks + 1));
      const to = (await $.block()).number;
      for (let number = from; number <= to; number += 1) balances.set(number, balance);
    }
    assert.ok(balances.size > 25 && start < Math.min(...balances.keys()));
    for (const [number, balance] of balances) {
      const read = await $.chain.request("eth_getBalance", [ethers.ZeroAddress, ethers.toQuantity(number)]);
      assert.equal(read, balance, `block ${number}`);
    }
    await $.close();
  });
});

describe("hardhat_mine", () => {
  it("mines just so many blocks, so far apart, and lets the count go on from there", async () => {
    const $ = await openNotebook();
    const before = await $.block();
    await $.chain.request("hardhat_mine", [ethers.toQuantity(1_000), ethers.toQuantity(5)]);
    const mined = await $.block();
    assert.equal(mined.number, before.number + 1_000);
    assert.equal(mined.timestamp, before.timestamp + 1 + 999 * 5);
    await $.sleep(1_200);
    assert.equal((await $.block()).number, mined.number + 100);
    await $.close();
  });
});
