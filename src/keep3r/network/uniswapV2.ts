import { UniswapV2Factory__factory } from "../contracts/factories/UniswapV2Factory__factory.ts";
import { addresses, uniswapV2Addresses } from "./addresses.ts";
import type { Chain } from "../../chain/chain.ts";
import { assertAddress, ensureDeployed, hasCode, type Deployment } from "./deployments.ts";

/** Facts: see the table in docs/architecture.md. */
const uniswapV2Factory: Deployment = {
  name: "UniswapV2Factory",
  deployer: "0x9C33eaCc2F50E39940D3AfaF2c7B8246B681A374",
  nonce: 0,
  address: uniswapV2Addresses.factory,
  file: "@uniswap/v2-core/build/UniswapV2Factory.json",
  // Who may say where the protocol's fees go; nowhere, to this day.
  args: ["0xc0a4272bb5df52134178Df25d77561CfB17ce407"],
};

/**
 * Makes sure of Uniswap V2 and its KP3R/WETH pair, for Keep3r V1. What the chain lacks is deployed as mainnet did, so
 * that it gets its mainnet address. The pair of an embedded chain is empty.
 *
 * @throws DeploymentMismatchError at the first contract that cannot get its mainnet address
 */
export async function ensureUniswapV2(chain: Chain): Promise<void> {
  await ensureDeployed(chain, uniswapV2Factory);
  if (await hasCode(chain, uniswapV2Addresses.kp3rWethPair)) return;
  const signer = await chain.getSigner(uniswapV2Factory.deployer);
  const factory = UniswapV2Factory__factory.connect(uniswapV2Addresses.factory, signer);
  await (await factory.createPair(addresses.keep3rV1, addresses.weth)).wait();
  const pair = await factory.getPair(addresses.keep3rV1, addresses.weth);
  assertAddress("the KP3R/WETH pair", pair, uniswapV2Addresses.kp3rWethPair);
}
