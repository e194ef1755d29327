import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { Interface, parseEther } from "ethers";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { time } from "../../src/common/time.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import type { GasBurningJob } from "../../src/keep3r/contracts/GasBurningJob.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import { assertFails } from "../support/assertFails.ts";

const ten = parseEther("10");
const period = time(5, "days");

describe("what people do with Keep3r", () => {
  let $: Notebook;
  let keep3r: Keep3r;
  let provider: SimulatedSigner;
  let job: GasBurningJob;
  /** A job with liquidity; every test starts from here. */
  let start: Snapshot;

  before(async () => {
    $ = await openKeep3rNotebook({ blockInterval: "sample" });
    keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    provider = await $.newSigner();
    const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
    job = await keep3r.createJob(provider);
    await keep3r.addLiquidity(job, provider, minted);
    start = await $.snapshot();
  });
  after(async () => {
    await $.close();
  });
  beforeEach(async () => {
    await $.revert(start);
  });

  describe("activateKeeper", () => {
    it("bonds KP3R that it mints, for a new signer or for one that is named", async () => {
      const { v1, v2 } = keep3r;
      const bonded = await keep3r.activateKeeper({ bond: ten });
      assert.equal(await v2.bonds(bonded, v1), ten);
      assert.equal(await v1.balanceOf(bonded), 0n);
      const keeper = await $.newSigner();
      assert.equal(await keep3r.activateKeeper({ keeper, bond: 1n }), keeper);
      assert.equal(await v2.bonds(keeper, v1), 1n);
    });

    it("adds to the bonds of somebody who is a keeper already", async () => {
      const { v1, v2, keeper } = keep3r;
      await keep3r.activateKeeper({ keeper, bond: ten });
      await keep3r.activateKeeper({ keeper, bond: ten });
      assert.equal(await v2.bonds(keeper, v1), 2n * ten);
    });
  });

  describe("activateKeepers", () => {
    it("makes several keepers in one bond time", async () => {
      const { v1, v2 } = keep3r;
      const before = (await $.block()).timestamp;
      const [none, some, most] = await keep3r.activateKeepers([0n, ten, 20n * ten]);
      assert.ok((await $.block()).timestamp - before < 2 * time(3, "days"));
      for (const [keeper, bond] of [
        [none, 0n],
        [some, ten],
        [most, 20n * ten],
      ] as const) {
        assert.equal(await v2.bonds(keeper, v1), bond);
        assert.equal(await v2.isKeeper.staticCall(keeper), true);
      }
      assert.equal((await v2.keepers()).length, 4);
    });

    it("has the helper pay 120% instead of 110% to those who bonded 200 KP3R", async () => {
      const keepers = await keep3r.activateKeepers([0n, 10n * ten, 20n * ten]);
      await $.sleep(2 * period);
      const { v2 } = keep3r;
      // The first work of each writes new storage, which is paid for too.
      for (const keeper of keepers) await (await job.connect(keeper).workHard(1)).wait();
      const earned: bigint[] = [];
      for (const keeper of keepers) {
        const before = await v2.workCompleted(keeper);
        await (await job.connect(keeper).workHard(1)).wait();
        earned.push((await v2.workCompleted(keeper)) - before);
      }
      const [none = 0n, some = 0n, most = 0n] = earned;
      assert.equal(some, none);
      // The helper's own gas is part of it.
      const rest = (11n * most - 12n * none) * 1_000n;
      assert.ok(-none < rest && rest < none, `${none} ${most}`);
    });
  });

  describe("createPool", () => {
    it("makes a pool at the 1% pool's price, whose kLP jobs earn credits with", async () => {
      const { v2 } = keep3r;
      const pool = await keep3r.createPool({ fee: 500 });
      assert.notEqual(pool.target, keep3r.pool.target);
      assert.equal(await pool.fee(), 500n);
      assert.deepEqual([...(await v2.approvedLiquidities())], [keep3r.pool.target, pool.target]);
      const first = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
      const second = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten }, { pool });
      assert.ok(first.minted - second.minted < 100n && second.minted - first.minted < 100n);
      assert.equal(await pool.balanceOf(provider), second.minted);
      await $.sleep(2 * period);
      const single = await v2.jobPeriodCredits(job);
      await keep3r.addLiquidity(job, provider, second.minted, { pool });
      assert.equal(await v2.liquidityAmount(job, pool), second.minted);
      const both = await v2.jobPeriodCredits(job);
      assert.ok(both > (19n * single) / 10n && both < (21n * single) / 10n, `${single} ${both}`);
    });

    it("changes nothing when it is repeated", async () => {
      const pool = await keep3r.createPool({ fee: 500 });
      const { number } = await $.block();
      assert.equal((await keep3r.createPool({ fee: 500 })).target, pool.target);
      assert.equal((await keep3r.createPool({ fee: 10_000 })).target, keep3r.pool.target);
      assert.equal((await $.block()).number, number);
    });

    it("starts at another price on request", async () => {
      const { sqrtPriceX96 } = await keep3r.uniswapPool.slot0();
      const pool = await keep3r.createPool({ fee: 500, sqrtPriceX96: 2n * sqrtPriceX96 });
      const { kp3rSpent, wethSpent } = await keep3r.mintLiquidity(
        provider,
        { kp3r: ten, weth: 10n * ten },
        { pool },
      );
      const price = (10_000n * wethSpent) / kp3rSpent;
      const usual = (10_000n * sqrtPriceX96 ** 2n) >> 192n;
      assert.ok(price > 4n * usual - 10n && price < 4n * usual + 10n, `${price} ${usual}`);
    });

    it("refuses what this version's pair managers cannot hold, and fees that do not exist", async () => {
      await assertFails(
        keep3r.createPool({ fee: 3_000 }),
        "INVALID_ARGUMENTS",
        "Keep3r V2.0 cannot hold a pool of fee 3000",
        "60 apart",
        "Use 500",
      );
      await assertFails(keep3r.createPool({ fee: 123 }), "INVALID_ARGUMENTS", "no pools of fee 123");
    });

    it("does not stand in for a kLP that the provider lacks", async () => {
      const pool = await keep3r.createPool({ fee: 500 });
      await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
      await assertFails(
        keep3r.addLiquidity(job, provider, 1n, { pool }),
        "INSUFFICIENT_LIQUIDITY",
        "holds 0.0 of the",
      );
    });
  });

  describe("token credits", () => {
    it("pay keepers in a token, less the protocol's fee", async () => {
      const { v2, weth, keeper } = keep3r;
      await (await weth.connect(provider).deposit({ value: ten })).wait();
      const credited = await keep3r.addTokenCreditsToJob(job, provider, weth, ten);
      assert.equal(credited, ten - (ten * 30n) / 10_000n);
      assert.equal(await v2.jobTokenCredits(job, weth), credited);
      const ether = await $.chain.ethersProvider.getBalance(job);
      await keep3r.payInToken(job, keeper, weth, 4n);
      assert.equal(await weth.balanceOf(keeper), 4n);
      assert.equal(await v2.jobTokenCredits(job, weth), credited - 4n);
      assert.equal(await $.chain.ethersProvider.getBalance(job), ether);
    });

    it("are refused by name: for KP3R, beyond what there is", async () => {
      await keep3r.mintKp3r(provider, ten);
      await assertFails(
        keep3r.addTokenCreditsToJob(job, provider, keep3r.v1, ten),
        "REVERTED",
        "TokenUnallowed()",
      );
      await assertFails(
        keep3r.payInToken(job, keep3r.keeper, keep3r.weth, 1n),
        "REVERTED",
        "InsufficientFunds()",
      );
    });
  });

  describe("disputes", () => {
    it("keep a keeper from withdrawing, until they are resolved", async () => {
      const { v1, v2, disputes } = keep3r;
      const keeper = await keep3r.activateKeeper({ bond: ten });
      await (await v2.connect(keeper).unbond(v1, ten)).wait();
      await $.sleep(Number(await v2.unbondTime()) + 1);
      await disputes.open(keeper);
      assert.equal(await v2.disputes(keeper), true);
      await assertFails(v2.connect(keeper).withdraw(v1), "REVERTED", "Disputed()");
      await disputes.resolve(keeper);
      await (await v2.connect(keeper).withdraw(v1)).wait();
      assert.equal(await v1.balanceOf(keeper), ten);
    });

    it("take bonds, a keeper's place, liquidity and token credits", async () => {
      const { v1, v2, weth, pool, disputes, governance } = keep3r;
      const keeper = await keep3r.activateKeeper({ bond: ten });
      await disputes.open(keeper);
      await disputes.slashKeeper(keeper, 4n);
      assert.equal(await v2.bonds(keeper, v1), ten - 4n);
      await disputes.revokeKeeper(keeper);
      assert.equal(await v2.bonds(keeper, v1), 0n);
      assert.equal(await v2.isKeeper.staticCall(keeper), false);

      await (await weth.connect(provider).deposit({ value: ten })).wait();
      const credited = await keep3r.addTokenCreditsToJob(job, provider, weth, ten);
      await disputes.open(job);
      await assertFails(job.connect(keep3r.keeper).workHard(1), "REVERTED", "JobDisputed()");
      const liquidity = await v2.liquidityAmount(job, pool);
      await disputes.slashLiquidity(job, 5n);
      assert.equal(await v2.liquidityAmount(job, pool), liquidity - 5n);
      assert.equal(await pool.balanceOf(governance), 5n);
      await disputes.slashTokenCredits(job, weth, 6n);
      assert.equal(await v2.jobTokenCredits(job, weth), credited - 6n);
    });

    it("come before slashes, and only once", async () => {
      const { keeper, disputes } = keep3r;
      await assertFails(disputes.slashKeeper(keeper, 0n), "REVERTED", "NotDisputed()");
      await assertFails(disputes.resolve(keeper), "REVERTED", "NotDisputed()");
      await disputes.open(keeper);
      await assertFails(disputes.open(keeper), "REVERTED", "AlreadyDisputed()");
    });
  });

  it("slashes with V2.2's function where V2's code has it", async () => {
    const { v1, v2, keeper, disputes } = keep3r;
    const abi = new Interface(["function slash(address,address,uint256,uint256)"]);
    const selector = abi.getFunction("slash")?.selector ?? "";
    // Answers everything with 1, and holds the selector.
    const code = `0x600160005260206000f3${selector.slice(2)}`;
    await $.chain.request("hardhat_setCode", [v2.target, code]);
    await disputes.slashKeeper(keeper, 7n);
    const block = await $.chain.request("eth_getBlockByNumber", ["latest", true]);
    const [transaction] = (block as { readonly transactions: readonly { readonly input: string }[] })
      .transactions;
    assert.equal(transaction?.input, abi.encodeFunctionData("slash", [keeper.address, v1.target, 7n, 0n]));
  });

  it("connects contracts to others without losing their types", async () => {
    const { v1, v2, keeper } = keep3r;
    const own = v2.connect(provider).connect(keeper);
    const bonds: bigint = await own.bonds(keeper, v1.connect(provider));
    assert.equal(bonds, 0n);
    assert.equal(typeof own.interface.getFunction("activate").selector, "string");
    // @ts-expect-error -- V2.2 takes a fourth argument, so that no version's slash is typed
    const slash: unknown = own.slash;
    assert.equal(slash, undefined);
  });
});
