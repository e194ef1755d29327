import { createRequire } from "node:module";
import type { BaseContract, InterfaceAbi, Signer } from "ethers";
import { read, send, type TestChain } from "../../support/testChain.ts";

const require = createRequire(import.meta.url);
const weth9 = require("canonical-weth/build/contracts/WETH9.json") as Artifact;
const uniswapFactory = require("@uniswap/v2-core/build/UniswapV2Factory.json") as Artifact;
const uniswapPair = require("@uniswap/v2-core/build/UniswapV2Pair.json") as Artifact;

interface Artifact {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

export type TestSigner = Signer & { readonly address: string };
export type TestContract = BaseContract & { readonly address: string };

export const day = 86_400;
export const kp3r = 10n ** 18n;

/** Keep3r V1 with its helper and the real Uniswap V2 pair, whose price is 1 WETH for 10 KP3R. */
export interface Keep3rV1Network {
  readonly token: TestContract;
  readonly helper: TestContract;
  readonly pair: TestContract;
  readonly weth: TestContract;
}

export async function deployKeep3rV1(chain: TestChain, governance: TestSigner): Promise<Keep3rV1Network> {
  const nobody = "0x0000000000000000000000000000000000000000";
  const token = await chain.deploy("Keep3rV1", [nobody], governance);
  const weth = await chain.deploy(weth9, [], governance);
  const factory = await chain.deploy(uniswapFactory, [governance.address], governance);
  await send(factory, governance, "createPair", token.address, weth.address);
  const address = String(await read(factory, "getPair", token.address, weth.address));
  const pair = Object.assign(new chain.ethers.Contract(address, uniswapPair.abi, governance), { address });
  const helper = await chain.deploy("Keep3rV1Helper", [token.address, address], governance);
  await send(token, governance, "setKeep3rHelper", helper.address);
  const network = { token, helper, pair, weth };
  await provide(network, governance, governance, 100n * kp3r);
  return network;
}

/** Mints KP3R to an account, as governance. */
export async function give(
  { token }: Keep3rV1Network,
  governance: TestSigner,
  account: string,
  amount: bigint,
): Promise<void> {
  await send(token, governance, "mint", amount);
  await send(token, governance, "transfer", account, amount);
}

/** Mints liquidity of the pair for a provider, with so much KP3R and a tenth of it in WETH. */
export async function provide(
  network: Keep3rV1Network,
  governance: TestSigner,
  provider: TestSigner,
  amount: bigint,
): Promise<bigint> {
  const { token, weth, pair } = network;
  await give(network, governance, pair.address, amount);
  await send(weth, provider, "deposit", { value: amount / 10n });
  await send(weth, provider, "transfer", pair.address, amount / 10n);
  const before = (await read(pair, "balanceOf", provider.address)) as bigint;
  await send(pair, provider, "mint", provider.address);
  await send(pair, provider, "approve", token.address, 2n ** 255n);
  return ((await read(pair, "balanceOf", provider.address)) as bigint) - before;
}

/** Makes somebody a keeper with a bond of zero. */
export async function activateKeeper(
  chain: TestChain,
  { token }: Keep3rV1Network,
  keeper: TestSigner,
): Promise<void> {
  await send(token, keeper, "bond", token.address, 0n);
  await chain.helpers.time.increase(3 * day + 1);
  await send(token, keeper, "activate", token.address);
}
