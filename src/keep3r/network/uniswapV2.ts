import { Keep3rV1__factory } from "../contracts/factories/Keep3rV1__factory.ts";
import { UniswapV2Factory__factory } from "../contracts/factories/UniswapV2Factory__factory.ts";
import { addresses, type Keep3rV1Market, keep3rV1Markets } from "./addresses.ts";
import type { Chain } from "../../chain/chain.ts";
import {
  assertAddress,
  ensureDeployed,
  hasCode,
  keep3rV1Governance,
  type Deployment,
} from "./deployments.ts";

/** Facts: see docs/keep3r-v1.md. */
const factories: Readonly<Record<Keep3rV1Market, Deployment>> = {
  SushiSwap: {
    name: "SushiSwap's UniswapV2Factory",
    deployer: "0xF942Dba4159CB61F8AD88ca4A83f5204e8F4A6bd",
    nonce: 58,
    address: keep3rV1Markets.SushiSwap.factory,
    // Of the packages that ship SushiSwap's factory, the one whose pairs have mainnet's creation code.
    file: "@sushiswap/sushiswap/deployments/ethereum/UniswapV2Factory.json",
    // Who may say where the protocol's fees go. Here nobody does, and they stay in the pair.
    args: ["0xF942Dba4159CB61F8AD88ca4A83f5204e8F4A6bd"],
  },
  UniswapV2: {
    name: "UniswapV2Factory",
    deployer: "0x9C33eaCc2F50E39940D3AfaF2c7B8246B681A374",
    nonce: 0,
    address: keep3rV1Markets.UniswapV2.factory,
    file: "@uniswap/v2-core/build/UniswapV2Factory.json",
    // Who may say where the protocol's fees go; nowhere, to this day.
    args: ["0xc0a4272bb5df52134178Df25d77561CfB17ce407"],
  },
};

/**
 * Makes sure of a market and its KP3R/WETH pair, for Keep3r V1. What the chain lacks is deployed as mainnet did, so
 * that it gets its mainnet address. The pair of an embedded chain is empty.
 *
 * @returns the pair's address
 * @throws DeploymentMismatchError at the first contract that cannot get its mainnet address
 */
export async function ensureKp3rWethPair(chain: Chain, market: Keep3rV1Market): Promise<string> {
  const { kp3rWethPair } = keep3rV1Markets[market];
  const deployment = factories[market];
  await ensureDeployed(chain, deployment);
  if (await hasCode(chain, kp3rWethPair)) return kp3rWethPair;
  const signer = await chain.getSigner(deployment.deployer);
  const factory = UniswapV2Factory__factory.connect(deployment.address, signer);
  await (await factory.createPair(addresses.keep3rV1, addresses.weth)).wait();
  const pair = await factory.getPair(addresses.keep3rV1, addresses.weth);
  assertAddress(`the KP3R/WETH pair of ${market}`, pair, kp3rWethPair);
  return kp3rWethPair;
}

/**
 * Has V1's governance approve a market's KP3R/WETH pair, as mainnet's had, while it is still an account.
 *
 * @throws DeploymentMismatchError as {@link ensureKp3rWethPair} does
 */
export async function approveKp3rWethPair(chain: Chain, market: Keep3rV1Market): Promise<void> {
  const pair = await ensureKp3rWethPair(chain, market);
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, await chain.getSigner(keep3rV1Governance));
  await (await v1.approveLiquidity(pair)).wait();
}

/** The market whose KP3R/WETH pair V1's governance has approved; mainnet's, if it has approved none. */
export async function findApprovedMarket(chain: Chain): Promise<Keep3rV1Market> {
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, chain.ethersProvider);
  if (await v1.liquidityAccepted(keep3rV1Markets.SushiSwap.kp3rWethPair)) return "SushiSwap";
  return (await v1.liquidityAccepted(keep3rV1Markets.UniswapV2.kp3rWethPair)) ? "UniswapV2" : "SushiSwap";
}
