import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { before, beforeEach, describe, it } from "node:test";
import { type BaseContract, type InterfaceAbi, MaxUint256, type Signer } from "ethers";
import { assertReverts, read, send, TestChain } from "../../support/testChain.ts";

const jobForTest = createRequire(import.meta.url)(
  "keep3r-v2/artifacts/solidity/for-test/JobForTest.sol/JobForTest.json",
) as { readonly abi: InterfaceAbi; readonly bytecode: string };

const gasLimit = 28_000_000;

describe("GasBurningJob", () => {
  let chain: TestChain;
  let keeper: Signer & { readonly address: string };
  let keep3r: BaseContract & { readonly address: string };
  let loop: BaseContract;
  let job: BaseContract & { readonly address: string };

  before(async () => {
    chain = await TestChain.create();
    keeper = await chain.newSigner();
  });

  beforeEach(async () => {
    keep3r = await chain.deploy("Keep3rStub", [keeper.address], keeper);
    loop = await chain.deploy(jobForTest, [keep3r.address], keeper);
    job = await chain.deploy("GasBurningJob", [keep3r.address], keeper);
  });

  /** Works, and returns the gas that a Keep3r would pay for. */
  async function paidGas(worked: BaseContract, method: string, ...args: unknown[]): Promise<number> {
    await send(worked, keeper, method, ...args, { gasLimit });
    return Number(await read(keep3r, "gasUsed"));
  }

  function assertWithin(actual: number, expected: number, share: number, what: string): void {
    const difference = Math.abs(actual - expected) / expected;
    assert.ok(difference <= share, `${what}: ${String(actual)} gas for ${String(expected)}`);
  }

  it("has JobForTest's functions and counts as it does", async () => {
    const offered = job.interface.format();
    for (const fragment of loop.interface.format()) assert.ok(offered.includes(fragment), fragment);
    for (const worked of [loop, job]) {
      await paidGas(worked, "workHard", 2);
      await paidGas(worked, "work");
      assert.equal(await read(worked, "nonce"), 3_000n);
      assert.equal(await read(worked, "keep3r"), keep3r.address);
    }
    assert.equal(await read(keep3r, "lastWorker"), keeper.address);
  });

  it("costs what JobForTest costs, in the first run and in later ones, for every factor from 1 to 30", async () => {
    const first = await paidGas(loop, "workHard", 1);
    assertWithin(await paidGas(job, "workHard", 1), first, 0.001, "first run");

    const once = await paidGas(loop, "workHard", 1);
    assert.ok(first - once > 16_000, "the first run sets the counter from zero");
    // The loop is linear in the factor: two points tell all, and a third one confirms it.
    const each = (await paidGas(loop, "workHard", 2)) - once;
    assertWithin(once + 29 * each, await paidGas(loop, "workHard", 30), 0.0001, "linear");
    for (let factor = 1; factor <= 30; factor += 1) {
      const expected = once + (factor - 1) * each;
      assertWithin(await paidGas(job, "workHard", factor), expected, 0.001, `factor ${String(factor)}`);
    }
  });

  it("costs what JobForTest costs for plain work", async () => {
    for (const run of ["first", "second"]) {
      const expected = await paidGas(loop, "work");
      assertWithin(await paidGas(job, "work"), expected, 0.001, `${run} run`);
    }
  });

  it("does no work for a factor of zero, and is still paid for being called", async () => {
    assertWithin(await paidGas(job, "workHard", 0), await paidGas(loop, "workHard", 0), 0.02, "factor 0");
    assert.equal(await read(job, "nonce"), 0n);
  });

  it("takes at most a tenth of JobForTest's time", async () => {
    const secondsOf = async (worked: BaseContract): Promise<number> => {
      await paidGas(worked, "workHard", 1);
      const start = process.hrtime.bigint();
      await paidGas(worked, "workHard", 25);
      return Number(process.hrtime.bigint() - start) / 1e9;
    };
    const [ours, theirs] = [await secondsOf(job), await secondsOf(loop)];
    assert.ok(ours <= theirs / 10, `${String(ours)} s, JobForTest ${String(theirs)} s`);
  });

  it("uses the whole amount or runs out of gas, however little gas is left for the payment", async () => {
    await paidGas(job, "work");
    const full = await paidGas(job, "workHard", 25);
    const outcomes = new Set<string>();
    for (let limit = 12_400_000; limit <= 12_800_000; limit += 10_000) {
      try {
        await send(job, keeper, "workHard", 25, { gasLimit: limit });
        outcomes.add("paid");
        assertWithin(Number(await read(keep3r, "gasUsed")), full, 0.001, `gas limit ${String(limit)}`);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        outcomes.add("failed");
      }
    }
    assert.deepEqual([...outcomes], ["failed", "paid"]);
  });

  it("needs no more gas in the transaction than JobForTest", async () => {
    for (const worked of [job, loop]) await paidGas(worked, "work");
    const { gasUsed } = await send(loop, keeper, "workHard", 25, { gasLimit });
    const tight = { gasLimit: gasUsed + 10_000n };
    await send(loop, keeper, "workHard", 25, tight);
    const expected = Number(await read(keep3r, "gasUsed"));
    await send(job, keeper, "workHard", 25, tight);
    assertWithin(Number(await read(keep3r, "gasUsed")), expected, 0.001, "tight");
  });

  it("runs out of gas when the work does not fit, and consumes all of it", async () => {
    for (const factor of [60n, MaxUint256 / 1_000n]) {
      const before = await chain.ethers.provider.getBlockNumber();
      await assert.rejects(send(job, keeper, "workHard", factor, { gasLimit }), /invalid opcode|out of gas/);
      const block = await chain.ethers.provider.getBlock("latest");
      assert.equal(block?.number, before + 1);
      assert.equal(block.gasUsed, BigInt(gasLimit));
    }
    assert.equal(await read(job, "nonce"), 0n);
  });

  it("refuses who is not a keeper", async () => {
    const stranger = await chain.newSigner();
    await assertReverts(send(job, stranger, "workHard", 1), job, "InvalidKeeper");
    await assertReverts(send(job, stranger, "work"), job, "InvalidKeeper");
  });
});
