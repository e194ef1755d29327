import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { createRequire } from "node:module";
import type { InterfaceAbi } from "ethers";
import { assertReverts, read, send, TestChain } from "../../support/testChain.ts";
import { deployKeep3rV1, give, type Keep3rV1Network, kp3r, type TestSigner } from "./keep3rV1Network.ts";

const uniswapFactory = createRequire(import.meta.url)("@uniswap/v2-core/build/UniswapV2Factory.json") as {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
};
const gwei = 10n ** 9n;

describe("Keep3rV1Helper", () => {
  let chain: TestChain;
  let governance: TestSigner;
  let keeper: TestSigner;
  let network: Keep3rV1Network;

  before(async () => {
    chain = await TestChain.create();
    [governance, keeper] = [await chain.newSigner(), await chain.newSigner()];
    network = await deployKeep3rV1(chain, governance);
  });

  it("has mainnet's constants", async () => {
    const { helper, token, pair } = network;
    for (const [view, value] of [
      ["MIN", 11n],
      ["MAX", 12n],
      ["BASE", 10n],
      ["SWAP", 300_000n],
      ["TARGETBOND", 200n * kp3r],
      ["KP3R", token.address],
      ["PAIR", pair.address],
    ] as const) {
      assert.equal(await read(helper, view), value, view);
    }
  });

  it("quotes ether at the pair's price, whichever of the tokens comes first", async () => {
    const { helper, weth, pair } = network;
    assert.equal(await read(helper, "quote", 3n * kp3r), 30n * kp3r, "10 KP3R for 1 WETH");
    const other = await chain.deploy("Keep3rV1Helper", [weth.address, pair.address], governance);
    assert.equal(await read(other, "quote", 30n * kp3r), 3n * kp3r, "the other token's view");
    const before = await chain.helpers.takeSnapshot();
    await give(network, governance, pair.address, 50n * kp3r);
    assert.equal(await read(helper, "quote", kp3r), 10n * kp3r, "the pair does not know of it yet");
    await send(pair, governance, "sync");
    assert.equal(await read(helper, "quote", kp3r), 15n * kp3r);
    await before.restore();
  });

  it("pays for 300,000 gas on top, 110% without bonds and 120% with many", async () => {
    const { helper, token } = network;
    // The base fee reads as zero in a call, so this asks in a transaction.
    const limit = async (gas: bigint): Promise<bigint> => {
      await chain.helpers.setNextBlockBaseFeePerGas(10n * gwei);
      const { hash } = await send(helper, governance, "getQuoteLimitFor", keeper.address, gas, {
        gasPrice: 10n * gwei,
      });
      const trace = (await chain.provider.request({
        method: "debug_traceTransaction",
        params: [hash],
      })) as { readonly returnValue: string };
      return BigInt(`0x${trace.returnValue.replace(/^0x/, "")}`);
    };
    const gas = 1_000_000n;
    const worth = (gas + 300_000n) * 10n * gwei * 10n;
    assert.equal(await limit(gas), (worth * 11n) / 10n);
    await send(token, governance, "addVotes", keeper.address, 190n * kp3r);
    assert.equal(await read(helper, "bonds", keeper.address), 190n * kp3r);
    assert.equal(await limit(gas), (worth * 12n * 19n) / (10n * 20n));
    await send(token, governance, "addVotes", keeper.address, 500n * kp3r);
    assert.equal(await limit(gas), (worth * 12n) / 10n);
  });

  it("has no price while the pair is empty", async () => {
    const { token, helper } = network;
    const factory = await chain.deploy(uniswapFactory, [governance.address], governance);
    await send(factory, governance, "createPair", token.address, helper.address);
    const empty = String(await read(factory, "getPair", token.address, helper.address));
    const blind = await chain.deploy("Keep3rV1Helper", [token.address, empty], governance);
    await assertReverts(read(blind, "quote", 1n), blind, "PairIsEmpty");
  });
});
