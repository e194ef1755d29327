import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { parseEther } from "ethers";
import { addresses, keep3rV1Markets } from "../../src/keep3r/network/addresses.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { UniswapV2Factory__factory } from "../../src/keep3r/contracts/factories/UniswapV2Factory__factory.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import { connectKeep3rV1 } from "../../src/keep3r/connectKeep3rV1.ts";
import type { Keep3rV1Credits } from "../../src/keep3r/keep3rV1Credits.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import { time } from "../../src/common/time.ts";
import { assertFails } from "../support/assertFails.ts";

const ten = parseEther("10");
const hundred = parseEther("100");

describe("Keep3rV1Credits", () => {
  let $: Notebook;
  let v1: Keep3rV1Credits;
  let keeper: SimulatedSigner;
  let provider: SimulatedSigner;
  let start: Snapshot;

  before(async () => {
    $ = await openKeep3rNotebook();
    v1 = await connectKeep3rV1($.chain);
    keeper = await v1.activateKeeper();
    provider = await $.newSigner();
    start = await $.snapshot();
  });
  after(async () => {
    await $.close();
  });
  beforeEach(async () => {
    await $.revert(start);
  });

  describe("the connection", () => {
    it("finds SushiSwap and its pair, which mainnet's governance had approved, at their mainnet addresses", async () => {
      const provider = $.chain.ethersProvider;
      const factory = UniswapV2Factory__factory.connect(keep3rV1Markets.SushiSwap.factory, provider);
      assert.equal(await factory.getPair(addresses.weth, addresses.keep3rV1), v1.pair.target);
      assert.equal(v1.pair.target, "0xaf988afF99d3d0cb870812C325C588D8D8CB7De8");
      assert.equal(await v1.pair.token0(), addresses.keep3rV1);
      assert.equal(await factory.feeTo(), "0x0000000000000000000000000000000000000000");
    });

    it("opens the pair at the price of the Uniswap v3 pool, and has it approved", async () => {
      const [kp3r, weth] = await v1.pair.getReserves();
      assert.equal(kp3r, parseEther("1000"));
      const keep3r = await connectKeep3r($.chain);
      const { tick } = await keep3r.uniswapPool.slot0();
      assert.equal(tick, -22_139n);
      const price = Number(weth) / Number(kp3r);
      assert.ok(price >= 1.0001 ** -22_139 && price < 1.0001 ** -22_138, String(price));
      assert.equal(await v1.kp3r.liquidityAccepted(v1.pair), true);
      assert.equal(await v1.kp3r.KPRH(), v1.helper.target);
      assert.equal(await v1.kp3r.governance(), addresses.keep3rV1Proxy);
    });

    it("changes nothing when it is made again", async () => {
      const block = await $.block();
      const again = await connectKeep3rV1($.chain);
      assert.deepEqual(await $.block(), block);
      assert.equal(again.helper.target, v1.helper.target);
      assert.equal(again.pair.target, v1.pair.target);
    });

    it("is not made for those who do not ask for it", async () => {
      const other = await openKeep3rNotebook();
      const keep3r = await connectKeep3r(other.chain);
      assert.equal(await other.chain.ethersProvider.getCode(keep3rV1Markets.SushiSwap.factory), "0x");
      assert.equal(BigInt(await keep3r.v1.KPRH()), 0n);
      await other.close();
    });
  });

  it("registers keepers, given or new", async () => {
    assert.equal(await v1.kp3r.isKeeper.staticCall(keeper), true);
    const signer = await $.newSigner();
    assert.equal(await v1.activateKeeper(signer), signer);
    assert.deepEqual([...(await v1.kp3r.getKeepers())], [keeper.address, signer.address]);
  });

  it("mints liquidity in the proportion of the price, limited by either token", async () => {
    const byKp3r = await v1.mintLiquidity(provider, { kp3r: ten, weth: hundred });
    assert.equal(byKp3r.kp3rSpent, ten);
    assert.equal(await v1.pair.balanceOf(provider), byKp3r.minted);
    const represented = await v1.representedKp3r(byKp3r.minted);
    assert.ok(ten - represented < 100n, `${represented} of 10 KP3R`);

    const byWeth = await v1.mintLiquidity(provider, { kp3r: hundred, weth: byKp3r.wethSpent });
    assert.equal(byWeth.wethSpent, byKp3r.wethSpent);
    assert.ok(ten - byWeth.kp3rSpent < 100n, `${byWeth.kp3rSpent} of 10 KP3R`);
  });

  it("gives a job the KP3R of its liquidity, once and after three days", async () => {
    const { minted } = await v1.mintLiquidity(provider, { kp3r: ten, weth: ten });
    const job = await v1.createJob(provider);
    assert.equal(await v1.kp3r.jobs(job), true);
    await v1.addLiquidity(job, provider, minted);
    await assertFails(v1.applyCredit(job, provider), "REVERTED", "credit: bonding");
    await $.sleep(time(3, "days"));
    const expected = await v1.representedKp3r(minted);
    assert.equal(await v1.applyCredit(job, provider), expected);
    assert.equal(await v1.kp3r.credits(job, v1.kp3r), expected);
    assert.equal(await v1.applyCredit(job, provider), 0n);
  });

  it("pays the same job's keeper from its credits", async () => {
    const { minted } = await v1.mintLiquidity(provider, { kp3r: ten, weth: ten });
    const job = await v1.createJob(provider);
    await v1.addLiquidity(job, provider, minted);
    await $.sleep(time(3, "days"));
    const credits = await v1.applyCredit(job, provider);
    $.addEventTrace(v1.kp3r, "KeeperWorked");
    await $.sleepAndExecute(
      time(2, "days"),
      time(1, "day"),
      () => job.connect(keeper).workHard(2),
      time(1, "day"),
    );
    const amounts = $.recording.events.map(({ args }) => args._amount as bigint);
    assert.equal(amounts.length, 2);
    const paid = amounts.reduce((sum, amount) => sum + amount, 0n);
    assert.equal(await v1.kp3r.credits(job, v1.kp3r), credits - paid);
    assert.equal(await v1.kp3r.bonds(keeper, v1.kp3r), paid);
    // 63/64 of two units of 501,000 gas, and 300,000 for a swap, at the base fee, plus 10%, at 0.1093 WETH a KP3R.
    const [kp3r, weth] = await v1.pair.getReserves();
    const { baseFee } = await $.block();
    const gas = ((amounts[1] ?? 0n) * 10n * weth) / (11n * kp3r * baseFee);
    assert.ok(gas > 1_286_000n && gas < 1_310_000n, `${gas} gas`);
  });

  it("says why a job without credits cannot pay", async () => {
    const job = await v1.createJob(provider);
    await assertFails(job.connect(keeper).workHard(1), "REVERTED", "workReceipt: insuffient funds");
  });

  it("registers any contract as a job", async () => {
    const { address } = await $.newSigner();
    await v1.registerJob(address);
    assert.equal(await v1.kp3r.jobs(address), true);
  });
});
