import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Contract, keccak256 } from "ethers";
import type { Chain } from "../../../src/chain/chain.ts";
import { connectKeep3rV1 } from "../../../src/keep3r/connectKeep3rV1.ts";
import { addresses, keep3rV1Markets } from "../../../src/keep3r/network/addresses.ts";
import type { Preset } from "../../../src/keep3r/network/preset.ts";
import { presetFromJson, presetToJson } from "../../../src/keep3r/network/presetJson.ts";
import { documentationPreset } from "../../../src/keep3r/network/presets.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { DocumentPart } from "../../../src/recording/document.ts";

const onUniswap: Preset = { ...documentationPreset, keep3rV1Market: "UniswapV2" };

describe("what Keep3r V1's liquidity stands on", () => {
  let chain: Chain;
  before(async () => {
    chain = await openKeep3rChain();
  });
  after(async () => {
    await chain.close();
  });

  it("is WETH9 with mainnet's code, to the byte", async () => {
    assert.equal(
      keccak256(await chain.ethersProvider.getCode(addresses.weth)),
      "0xd0a06b12ac47863b5c7be4185c2deaad1c61557033f56c7d4ea74429cbb25e23",
    );
  });

  it("is SushiSwap's pair, with mainnet's creation code", async () => {
    const { pair } = await connectKeep3rV1(chain);
    assert.equal(pair.target, keep3rV1Markets.SushiSwap.kp3rWethPair);
    assert.equal(await pair.name(), "SushiSwap LP Token");
    const abi = ["function pairCodeHash() view returns (bytes32)"];
    const factory = new Contract(await pair.factory(), abi, chain.ethersProvider);
    assert.equal(
      await factory.getFunction("pairCodeHash").staticCall(),
      "0xe18a34eb0e04b04f7a0ac29a6e80748dca96319b42c54d679cb821dca90c6303",
    );
  });

  it("is the pair of another market if the preset says so, at its mainnet address too", async () => {
    const other = await openKeep3rChain({ preset: onUniswap });
    const { pair, kp3r } = await connectKeep3rV1(other);
    assert.equal(pair.target, keep3rV1Markets.UniswapV2.kp3rWethPair);
    assert.deepEqual([...(await kp3r.pairs())], [pair.target]);
    assert.equal(await other.ethersProvider.getCode(keep3rV1Markets.SushiSwap.factory), "0x");
    await other.close();
  });

  it("is kept with the preset", () => {
    for (const preset of [onUniswap, documentationPreset]) {
      assert.deepEqual(presetFromJson(new DocumentPart(presetToJson(preset), () => "the preset")), preset);
    }
  });
});
