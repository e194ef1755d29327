import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it, mock } from "node:test";
import { MaxUint256, formatUnits, parseEther } from "ethers";
import { addresses } from "../../src/keep3r/network/addresses.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { NonfungiblePositionManager__factory } from "../../src/keep3r/contracts/factories/NonfungiblePositionManager__factory.ts";
import { UniswapV3Factory__factory } from "../../src/keep3r/contracts/factories/UniswapV3Factory__factory.ts";
import { UniswapV3Pool__factory } from "../../src/keep3r/contracts/factories/UniswapV3Pool__factory.ts";
import type { UniswapV3Pool } from "../../src/keep3r/contracts/UniswapV3Pool.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import { formatAmount } from "../../src/common/formatAmount.ts";
import { time } from "../../src/common/time.ts";
import { assertFails } from "../support/assertFails.ts";

const period = time(5, "days");
const ten = parseEther("10");

describe("Keep3r", () => {
  let $: Notebook;
  let keep3r: Keep3r;
  /** Right after the set-up; every test starts from here. */
  let start: Snapshot;

  before(async () => {
    $ = await openKeep3rNotebook();
    keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    start = await $.snapshot();
  });
  after(async () => {
    await $.close();
  });
  beforeEach(async () => {
    await $.revert(start);
  });

  describe("the set-up", () => {
    it("gives jobs what they need to earn credits", async () => {
      const { v1, v2, proxy, pool, uniswapPool, helper, governance } = keep3r;
      assert.equal(await v1.governance(), addresses.keep3rV1Proxy);
      assert.equal(await proxy.minter(), addresses.keep3rV2);
      assert.deepEqual([...(await v2.approvedLiquidities())], [await pool.getAddress()]);
      assert.equal(await pool.pool(), addresses.kp3rWethPool);
      assert.equal(uniswapPool.target, addresses.kp3rWethPool);
      assert.equal(await helper.keep3rV2(), addresses.keep3rV2);
      assert.equal(await v2.governance(), governance.address);
    });

    it("names its contracts, as recordings show them", async () => {
      const job = await keep3r.createJob(await $.newSigner());
      const contracts = [keep3r.v2, keep3r.pool, keep3r.uniswapPool, job];
      const addressesOf = await Promise.all(contracts.map((contract) => contract.getAddress()));
      assert.deepEqual(
        addressesOf.map((address) => $.chain.contracts.contractName(address)),
        ["Keep3r", "UniV3PairManager", "UniswapV3Pool", "GasBurningJob"],
      );
    });

    it("registers and bonds a keeper", async () => {
      const { v1, v2, keeper } = keep3r;
      assert.deepEqual([...(await v2.keepers())], [keeper.address]);
      assert.ok((await v2.firstSeen(keeper)) > 0n);
      assert.equal(await v2.bonds(keeper, v1), 0n);
      assert.equal(await v2.isKeeper.staticCall(keeper), true);
    });

    it("changes nothing when it is repeated", async () => {
      const block = await $.chain.request("eth_getBlockByNumber", ["latest", false]);
      const { keeper } = keep3r;
      await keep3r.setup();
      const again = await connectKeep3r($.chain);
      assert.deepEqual(await $.chain.request("eth_getBlockByNumber", ["latest", false]), block);
      assert.equal(keep3r.keeper, keeper);
      assert.equal(again.pool.target, keep3r.pool.target);
      assert.equal((await keep3r.v2.approvedLiquidities()).length, 1);
    });

    it("is asked for by whoever needs the keeper too early", async () => {
      const fresh = await connectKeep3r($.chain);
      await assertFails(() => fresh.keeper, "KEEP3R_NOT_SET_UP", "no keeper yet", "keep3r.setup()");
      const { timestamp } = await $.block();
      await fresh.setup();
      assert.notEqual(fresh.keeper.address, keep3r.keeper.address);
      assert.ok((await $.block()).timestamp >= timestamp + time(3, "days"));
      assert.equal(await fresh.v2.isKeeper.staticCall(fresh.keeper), true);
    });

    it("is done again after going back to before it", async () => {
      const other = await openKeep3rNotebook();
      const protocol = await connectKeep3r(other.chain);
      const early = await other.snapshot();
      await protocol.setup();
      await other.revert(early);
      assert.deepEqual([...(await protocol.v2.keepers())], []);
      await protocol.setup();
      assert.deepEqual([...(await protocol.v2.keepers())], [protocol.keeper.address]);
      await other.close();
    });

    it("makes anybody else a keeper", async () => {
      const signer = await $.newSigner();
      assert.equal(await keep3r.activateKeeper(signer), signer);
      const another = await keep3r.activateKeeper();
      assert.deepEqual(
        new Set(await keep3r.v2.keepers()),
        new Set([keep3r.keeper.address, signer.address, another.address]),
      );
    });
  });

  describe("prices", () => {
    it("are the documentation's right after the set-up", async () => {
      assert.equal(await keep3r.averageTick(period), -21_926);
      assert.equal(await keep3r.quote(period), 0.11163838045095273);
    });

    it("are averages of the pool's own tick, whatever the window", async () => {
      // The price has stood at -22139 since the notebook's start, a bond time and a few seconds ago.
      assert.equal(await keep3r.averageTick(1), -22_139);
      assert.equal(await keep3r.averageTick(time(3, "days")), -22_139);
      await $.sleep(2 * period);
      assert.equal(await keep3r.averageTick(period), -22_139);
      assert.equal(await keep3r.quote(period), 1.0001 ** -22_139);
    });

    it("cannot be had for times before the pool, or for no time", async () => {
      for (const window of [0, -1, 1.5, Number.NaN, time(1_000, "days")]) {
        await assertFails(keep3r.averageTick(window), "INVALID_TIME", String(window));
      }
    });
  });

  describe("liquidity and credits", () => {
    let provider: SimulatedSigner;
    beforeEach(async () => {
      provider = await $.newSigner();
    });

    it("come out as the documentation says", async () => {
      const minted = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
      assert.equal(formatAmount(minted.kp3rSpent), "9.99");
      assert.equal(formatAmount(minted.wethSpent), "1.09");
      assert.equal(formatAmount(minted.minted), "3.3");
      assert.equal(await keep3r.pool.balanceOf(provider), minted.minted);

      const job = await keep3r.createJob(provider);
      const { v2 } = keep3r;
      assert.ok((await v2.jobs()).includes(await job.getAddress()));
      assert.equal(await v2.jobOwner(job), provider.address);
      await keep3r.addLiquidity(job, provider, minted.minted);
      assert.equal(await keep3r.pool.balanceOf(provider), 0n);
      assert.equal(await v2.liquidityAmount(job, keep3r.pool), minted.minted);

      assert.equal(formatAmount(await v2.totalJobCredits(job)), "0");
      assert.equal(formatAmount(await v2.jobPeriodCredits(job)), "1.39");
      assert.equal(formatAmount(await v2.jobLiquidityCredits(job)), "0");
      const perInflation =
        ((await v2.jobPeriodCredits(job)) * (await v2.inflationPeriod())) / (await v2.rewardPeriodTime());
      assert.equal(formatAmount(perInflation), "9.45");
    });

    it("belong to the job that they were given to", async () => {
      const { minted } = await keep3r.mintLiquidity(provider, { kp3r: 10n * ten, weth: 10n * ten });
      const [job, other] = [await keep3r.createJob(provider), await keep3r.createJob(provider)];
      await keep3r.addLiquidity(job, provider, minted / 4n);
      await keep3r.addLiquidity(other, provider, minted / 2n);
      const [credits, otherCredits] = [
        await keep3r.v2.jobPeriodCredits(job),
        await keep3r.v2.jobPeriodCredits(other),
      ];
      assert.ok(credits > 0n && otherCredits - 2n * credits <= 2n, `${credits} ${otherCredits}`);
    });

    it("cannot be given twice", async () => {
      const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
      const job = await keep3r.createJob(provider);
      await keep3r.addLiquidity(job, provider, minted);
      const number = (await $.block()).number;
      await assert.rejects(keep3r.addLiquidity(job, provider, minted), {
        code: "INSUFFICIENT_LIQUIDITY",
        message: new RegExp(
          `^${provider.address} holds 0\\.0 of the 3\\.30\\d+ liquidity that the job is to get\\.`,
        ),
      });
      assert.equal((await $.block()).number, number);
    });

    it("can be had for any contract, which need not be ours", async () => {
      const stranger = (await $.newSigner()).address;
      await keep3r.registerJob(stranger, provider);
      assert.equal(await keep3r.v2.jobOwner(stranger), provider.address);
    });

    it("pay the keeper who works", async () => {
      const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
      const job = await keep3r.createJob(provider);
      await keep3r.addLiquidity(job, provider, minted);
      const { v1, v2, keeper } = keep3r;
      $.addEventTrace(v2, "KeeperWork");
      $.addViewTrace(v2, "jobLiquidityCredits", job);
      $.addViewTrace(v2, "bonds", [keeper, v1]);
      await $.sleepAndExecute(period + 100, period + 50, () => job.connect(keeper).workHard(2), period + 50);
      const [work, ...more] = $.recording.events;
      assert.equal(more.length, 0);
      const { _amount: amount, _keeper: worker, _job: worked, _credit: credit } = work?.args ?? {};
      assert.ok(typeof amount === "bigint" && amount > parseEther("0.1"));
      assert.deepEqual(
        [worker, worked, credit],
        [keeper.address, await job.getAddress(), addresses.keep3rV1],
      );
      assert.equal(await v2.bonds(keeper, v1), amount, "paid as a bond");
      assert.equal(await v2.jobLiquidityCredits(job), (await v2.jobPeriodCredits(job)) - amount);
    });

    it("fail by name when there are none", async () => {
      const job = await keep3r.createJob(provider);
      await assertFails(
        $.sleepAndExecute(10, 10, () => job.connect(keep3r.keeper).workHard(2), 10),
        "ACTION_FAILED",
        "reverted with",
        "InsufficientFunds()",
      );
    });
  });

  describe("mintKp3r", () => {
    it("mints to whom it is told, signer, contract or address", async () => {
      const signer = await $.newSigner();
      const supply = await keep3r.v1.totalSupply();
      await keep3r.mintKp3r(signer, 5n);
      await keep3r.mintKp3r(signer.address, 6n);
      await keep3r.mintKp3r(keep3r.weth, 7n);
      assert.equal(await keep3r.v1.balanceOf(signer), 11n);
      assert.equal(await keep3r.v1.balanceOf(keep3r.weth), 7n);
      assert.equal(await keep3r.v1.totalSupply(), supply + 18n);
    });
  });

  it("refuses plain numbers for amounts and wrong checksums, and warns of a few wei", async () => {
    const owner = await $.newSigner();
    const [number, wrong] = [10 as never, addresses.keep3rV2.toLowerCase().replace("dc", "Dc")];
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => keep3r.mintLiquidity(owner, { kp3r: number, weth: ten }),
      () => keep3r.mintLiquidity(owner, { kp3r: ten, weth: number }),
      () => keep3r.mintKp3r(owner, number),
      () => keep3r.sellMintedKp3r(owner, number),
      () => keep3r.swap({ from: keep3r.v1, to: keep3r.weth, amount: number, seller: owner }),
      () => keep3r.addLiquidity(owner, owner, number),
    ];
    for (const attempt of attempts) {
      await assertFails(attempt, "INVALID_ARGUMENTS", "is the number 10", 'parseEther("10")');
    }
    await assertFails(keep3r.mintKp3r(wrong, ten), "INVALID_ARGUMENTS", "checksum", addresses.keep3rV2);
    await assertFails(keep3r.registerJob(wrong, owner), "INVALID_ARGUMENTS", "The job", "checksum");
    const warn = mock.method(console, "warn", () => undefined);
    await keep3r.mintKp3r(owner, 10n);
    await keep3r.mintKp3r(owner, ten);
    assert.deepEqual(
      warn.mock.calls.map(({ arguments: [text] }) => String(text).includes("10 of the smallest unit")),
      [true],
    );
    warn.mock.restore();
    assert.equal(await keep3r.averageTick(BigInt(period)), await keep3r.averageTick(period));
  });

  describe("swap", () => {
    let seller: SimulatedSigner;
    const amount = parseEther("300");
    beforeEach(async () => {
      seller = await $.newSigner();
      await keep3r.mintKp3r(seller, 2n * amount);
      await (await keep3r.weth.connect(seller).deposit({ value: ten })).wait();
    });

    it("sells exactly the amount, and gives the seller what was bought", async () => {
      const { v1, weth } = keep3r;
      const bought = await keep3r.swap({ from: v1, to: weth, amount, seller });
      assert.equal(await v1.balanceOf(seller), amount, "the other half is left");
      assert.equal(await weth.balanceOf(seller), ten + bought);
      // 0.1093 WETH per KP3R, less the 1% fee and what the swap itself moves the price by.
      assert.ok(bought > parseEther("31") && bought < parseEther("32.5"), formatUnits(bought));
      const { tick } = await keep3r.uniswapPool.slot0();
      assert.ok(tick < -22_139n, "the price of KP3R falls");
    });

    it("sells WETH for KP3R just as well", async () => {
      const { v1, weth } = keep3r;
      const bought = await keep3r.swap({ from: weth, to: v1, amount: ten, seller });
      assert.equal(await weth.balanceOf(seller), 0n);
      assert.equal(await v1.balanceOf(seller), 2n * amount + bought);
      assert.ok(bought > parseEther("85") && bought < parseEther("92"), formatUnits(bought));
      const { tick } = await keep3r.uniswapPool.slot0();
      assert.ok(tick > -22_139n, "the price of KP3R rises");
    });

    it("gives what was bought to the recipient", async () => {
      const { v1, weth } = keep3r;
      const recipient = await $.newSigner();
      const bought = await keep3r.swap({ from: v1, to: weth, amount, seller, recipient });
      assert.ok(bought > 0n);
      assert.equal(await weth.balanceOf(recipient), bought);
      assert.equal(await weth.balanceOf(seller), ten);
    });

    it("takes tokens and recipient by address", async () => {
      const { address: recipient } = await $.newSigner();
      const bought = await keep3r.swap({
        from: addresses.weth,
        to: addresses.keep3rV1,
        fee: 10_000,
        amount: 10n ** 15n,
        seller,
        recipient,
      });
      assert.equal(await keep3r.v1.balanceOf(recipient), bought);
      assert.ok(bought > 0n);
    });

    it("uses the pool of the fee that it is told", async () => {
      const { v1, weth, uniswapPool } = keep3r;
      const { sqrtPriceX96, tick } = await uniswapPool.slot0();
      const cheap = await openPool(3_000, sqrtPriceX96, amount);
      const bought = await keep3r.swap({ from: v1, to: weth, fee: 3_000, amount: ten, seller });
      assert.equal(await weth.balanceOf(seller), bought);
      assert.ok((await cheap.slot0()).tick < tick, "the price moves there");
      assert.equal((await uniswapPool.slot0()).tick, tick, "and not here");
    });

    /** A second KP3R/WETH pool, to which the seller provides up to `kp3r` and all of its WETH. */
    async function openPool(fee: number, sqrtPriceX96: bigint, kp3r: bigint): Promise<UniswapV3Pool> {
      const { v1, weth } = keep3r;
      const manager = NonfungiblePositionManager__factory.connect(addresses.positionManager, seller);
      await manager.createAndInitializePoolIfNecessary(v1, weth, fee, sqrtPriceX96);
      await v1.connect(seller).approve(manager, kp3r);
      const wethHeld = await weth.balanceOf(seller);
      await weth.connect(seller).approve(manager, wethHeld);
      await manager.mint({
        token0: v1,
        token1: weth,
        fee,
        tickLower: -887_220,
        tickUpper: 887_220,
        amount0Desired: kp3r,
        amount1Desired: wethHeld,
        amount0Min: 0n,
        amount1Min: 0n,
        recipient: seller,
        deadline: MaxUint256,
      });
      await weth.connect(seller).transfer(keep3r.governance, await weth.balanceOf(seller));
      const factory = UniswapV3Factory__factory.connect(addresses.uniswapV3Factory, seller);
      return UniswapV3Pool__factory.connect(await factory.getPool(v1, weth, fee), seller);
    }

    it("tells a fee of which there is no pool, and sells nothing", async () => {
      const { v1, weth } = keep3r;
      await assertFails(
        keep3r.swap({ from: v1, to: weth, fee: 500, amount, seller }),
        "UNKNOWN_POOL",
        addresses.keep3rV1,
        addresses.weth,
        "fee 500",
        "10000",
      );
      assert.equal(await v1.balanceOf(seller), 2n * amount);
    });

    it("does not wear out when the next block's time was set far ahead", async () => {
      await $.chain.setNextBlockTimestamp((await $.block()).timestamp + time(30, "days"));
      assert.ok((await keep3r.swap({ from: keep3r.v1, to: keep3r.weth, amount, seller })) > 0n);
    });

    it("sells and buys back in one block, a keeper's work between them", async () => {
      const { keeper, uniswapPool, v1, weth } = keep3r;
      const [seller, owner] = [await $.newSigner(), await $.newSigner()];
      const job = await keep3r.createJob(owner);
      const { minted } = await keep3r.mintLiquidity(owner, { kp3r: ten, weth: ten });
      await keep3r.addLiquidity(job, owner, minted);
      await $.sleep(period);
      const before = await $.block();
      const tickBefore = (await uniswapPool.slot0()).tick;
      const { bought, sold, worked } = await $.inOneBlock(async () => {
        const bought = await keep3r.sellMintedKp3r(seller, ten);
        const worked = await (await job.connect(keeper).workHard(2n)).wait();
        return { bought, worked, sold: await keep3r.swap({ from: weth, to: v1, amount: bought, seller }) };
      });
      const after = await $.block();
      assert.deepEqual([after.number, after.timestamp], [before.number + 1, before.timestamp + 1]);
      assert.equal(worked?.blockNumber, after.number);
      assert.ok(bought > 0n && sold < ten && sold > (ten * 97n) / 100n, "two fees of 1%");
      const { tick } = await uniswapPool.slot0();
      assert.ok(tick - tickBefore > -50n && tick - tickBefore < 50n, `${tick} after ${tickBefore}`);
      await assertFails(
        $.inOneBlock(() => keep3r.activateKeeper()),
        "ONE_BLOCK",
        /evm_mine/,
      );
    });

    it("sells minted KP3R in one go", async () => {
      const { v1, weth } = keep3r;
      const bought = await keep3r.sellMintedKp3r(seller, amount);
      assert.equal(await v1.balanceOf(seller), 2n * amount);
      assert.equal(await weth.balanceOf(seller), ten + bought);
      assert.ok(
        (await keep3r.averageTick(1)) === -22_139,
        "an average knows nothing of the latest block yet",
      );
      await $.sleep(time(1, "hour"));
      assert.ok((await keep3r.averageTick(time(1, "hour"))) < -22_139);
    });
  });
});
