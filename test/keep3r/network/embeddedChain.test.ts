import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addresses, kp3rWethFee } from "../../../src/keep3r/network/addresses.ts";
import type { Chain } from "../../../src/chain/chain.ts";
import { documentationPreset, mainnet13232191Preset } from "../../../src/keep3r/network/presets.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { Keep3r__factory } from "../../../src/keep3r/contracts/factories/Keep3r__factory.ts";
import { Keep3rHelper__factory } from "../../../src/keep3r/contracts/factories/Keep3rHelper__factory.ts";
import { Keep3rV1__factory } from "../../../src/keep3r/contracts/factories/Keep3rV1__factory.ts";
import { NonfungiblePositionManager__factory } from "../../../src/keep3r/contracts/factories/NonfungiblePositionManager__factory.ts";
import { SwapRouter__factory } from "../../../src/keep3r/contracts/factories/SwapRouter__factory.ts";
import { UniswapV3Pool__factory } from "../../../src/keep3r/contracts/factories/UniswapV3Pool__factory.ts";
import { time } from "../../../src/common/time.ts";
import { assertFails } from "../../support/assertFails.ts";

const epochStart = Date.UTC(2021, 8, 15) / 1_000;

/** The pool's mean tick between two times, both in unix seconds. */
async function meanTick(chain: Chain, from: number, to: number): Promise<number> {
  const pool = UniswapV3Pool__factory.connect(addresses.kp3rWethPool, chain.ethersProvider);
  const { timestamp: now } = await chain.block();
  const [[first = 0n, last = 0n]] = await pool.observe([now - from, now - to]);
  return Number(last - first) / (to - from);
}

describe("the embedded chain", () => {
  let chain: Chain;
  before(async () => {
    chain = await openKeep3rChain();
  });
  after(async () => {
    await chain.close();
  });

  it("says what it is", () => {
    assert.deepEqual(chain.identity, {
      kind: "embedded",
      chainId: 1,
      origin: "preset documentation",
      seed: "simulation",
    });
  });

  it("answers with mainnet's chain id", async () => {
    assert.equal(await chain.request("eth_chainId"), "0x1");
  });

  for (const [name, address] of Object.entries(addresses)) {
    it(`has ${name} at its mainnet address`, async () => {
      assert.ok((await chain.ethersProvider.getCode(address)).length > 1_000, address);
    });
  }

  it("has contracts that know one another by those addresses", async () => {
    const provider = chain.ethersProvider;
    const v2 = Keep3r__factory.connect(addresses.keep3rV2, provider);
    assert.equal(await v2.keep3rV1(), addresses.keep3rV1);
    assert.equal(await v2.keep3rV1Proxy(), addresses.keep3rV1Proxy);
    assert.equal(await v2.keep3rHelper(), addresses.keep3rHelper);
    assert.equal(await v2.kp3rWethPool(), addresses.kp3rWethPool);
    assert.equal(
      await Keep3rHelper__factory.connect(addresses.keep3rHelper, provider).keep3rV2(),
      addresses.keep3rV2,
    );
    const periphery = [
      SwapRouter__factory.connect(addresses.swapRouter, provider),
      NonfungiblePositionManager__factory.connect(addresses.positionManager, provider),
    ];
    for (const contract of periphery) {
      assert.equal(await contract.factory(), addresses.uniswapV3Factory);
      assert.equal(await contract.WETH9(), addresses.weth);
    }
    assert.equal(await Keep3rV1__factory.connect(addresses.keep3rV1, provider).symbol(), "KP3R");
  });

  it("has the KP3R/WETH pool of mainnet", async () => {
    const pool = UniswapV3Pool__factory.connect(addresses.kp3rWethPool, chain.ethersProvider);
    assert.equal(await pool.token0(), addresses.keep3rV1);
    assert.equal(await pool.token1(), addresses.weth);
    assert.equal(await pool.fee(), BigInt(kp3rWethFee));
    assert.equal(await pool.factory(), addresses.uniswapV3Factory);
  });

  it("starts a day and a half after the epoch start, at the documentation's market", async () => {
    const { timestamp, baseFee } = await chain.block();
    assert.equal(timestamp, epochStart + time(1.5, "days"));
    assert.equal(baseFee, 40_000_000_000n);

    const pool = UniswapV3Pool__factory.connect(addresses.kp3rWethPool, chain.ethersProvider);
    assert.equal((await pool.slot0()).tick, -22_139n);
    assert.equal(await pool.liquidity(), 6_484n * 10n ** 18n);
    assert.equal(await meanTick(chain, epochStart - time(5, "days"), epochStart), -21_020);
    assert.equal(await meanTick(chain, epochStart, timestamp), -21_804);
  });

  it("has a history in which every block has the preset's base fee and a time of its own", async () => {
    const sampled = await openKeep3rChain({ blockInterval: "sample" });
    const { number } = await sampled.block();
    assert.ok(number > 15, `only ${number} blocks`);
    const first = documentationPreset.prices[0]?.time ?? 0;
    let previous = first - 3_601;
    for (let block = 0; block <= number; block += 1) {
      const { timestamp, baseFee } = await sampled.block(block);
      assert.equal(baseFee, documentationPreset.baseFee, `block ${block}`);
      assert.ok(timestamp > previous, `block ${block} at ${timestamp}`);
      previous = timestamp;
    }
    assert.equal((await sampled.block(0)).timestamp, first - 3_600, "genesis");
    await sampled.close();
  });

  it("is the same in every run", async () => {
    const second = await openKeep3rChain({ seed: "another" });
    const hashes = await Promise.all(
      [chain, second].map(
        async (one) =>
          ((await one.request("eth_getBlockByNumber", ["0x14", false])) as { hash: string }).hash,
      ),
    );
    await second.close();
    assert.equal(hashes[0], hashes[1]);
  });

  it("can start from mainnet's block 13232191", async () => {
    const fork = await openKeep3rChain({ preset: "mainnet-13232191" });
    const pool = UniswapV3Pool__factory.connect(addresses.kp3rWethPool, fork.ethersProvider);
    const { timestamp, baseFee } = await fork.block();
    assert.equal(new Date(timestamp * 1_000).toISOString(), "2021-09-15T19:29:06.000Z");
    assert.equal(baseFee, 138_500_000_000n);
    assert.equal((await pool.slot0()).tick, -20_379n);
    assert.equal(await pool.liquidity(), 6_484n * 10n ** 18n);
    assert.equal((await pool.ticks(-21_000)).liquidityNet, 1_024n * 10n ** 18n);
    assert.equal(await meanTick(fork, epochStart - time(5, "days"), epochStart), -20_569);
    assert.equal(fork.identity.origin, "preset mainnet-13232191");
    await fork.close();
  });

  it("starts from a preset of one's own", async () => {
    const startTime = Date.UTC(2030, 0, 1) / 1_000;
    const own = await openKeep3rChain({
      preset: {
        ...mainnet13232191Preset,
        name: "own",
        startTime,
        baseFee: 0n,
        prices: [{ time: startTime - 100, tick: 5_000, fraction: 0.25 }],
      },
    });
    const pool = UniswapV3Pool__factory.connect(addresses.kp3rWethPool, own.ethersProvider);
    assert.equal((await pool.slot0()).tick, 5_000n);
    assert.equal(await pool.liquidity(), 5_460n * 10n ** 18n);
    assert.equal((await own.block()).timestamp, startTime);
    assert.equal((await own.block()).baseFee, 0n);
    await own.close();
  });

  it("refuses a preset that nobody knows, and names those that exist", async () => {
    await assertFails(
      openKeep3rChain({ preset: "documentaton" }),
      "INVALID_PRESET",
      '"documentaton"',
      '"documentation"',
      '"mainnet-13232191"',
    );
  });
});
