import { addresses } from "./network/addresses.ts";
import type { Chain } from "../chain/chain.ts";
import { signerBalance, type SimulatedSigner } from "../chain/seededSigners.ts";
import { Keep3r__factory } from "./contracts/factories/Keep3r__factory.ts";
import { Keep3rHelper__factory } from "./contracts/factories/Keep3rHelper__factory.ts";
import { Keep3rV1__factory } from "./contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "./contracts/factories/Keep3rV1Proxy__factory.ts";
import { SwapRouter__factory } from "./contracts/factories/SwapRouter__factory.ts";
import { UniswapV3Pool__factory } from "./contracts/factories/UniswapV3Pool__factory.ts";
import { UniV3PairManager__factory } from "./contracts/factories/UniV3PairManager__factory.ts";
import { UniV3PairManagerFactory__factory } from "./contracts/factories/UniV3PairManagerFactory__factory.ts";
import { WETH9__factory } from "./contracts/factories/WETH9__factory.ts";
import type { Keep3r as Keep3rV2 } from "./contracts/Keep3r.ts";
import { Keep3r } from "./keep3r.ts";

/** What the contracts are called in their sources. */
const contractNames = {
  v1: "Keep3rV1",
  v2: "Keep3r",
  helper: "Keep3rHelper",
  proxy: "Keep3rV1Proxy",
  pool: "UniV3PairManager",
  uniswapPool: "UniswapV3Pool",
  router: "SwapRouter",
  weth: "WETH9",
} as const;

/**
 * Connects to the Keep3r Network on a chain, and lets its governance do what is still missing for jobs to earn
 * credits: V1's governance lies with the proxy, V2 may mint through it, the KP3R/WETH pool has a pair manager
 * (kLP), and V2 accepts kLP. On a chain where all that is done, it changes nothing.
 *
 * @example const keep3r = await connectKeep3r($.chain);
 */
export async function connectKeep3r(chain: Chain): Promise<Keep3r> {
  const provider = chain.ethersProvider;
  const { number: start } = await chain.block();
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, provider);
  const v2 = Keep3r__factory.connect(addresses.keep3rV2, provider);
  // Governance can have replaced both since they were deployed.
  const [proxyAddress, helperAddress] = await Promise.all([v2.keep3rV1Proxy(), v2.keep3rHelper()]);
  const proxy = Keep3rV1Proxy__factory.connect(proxyAddress, provider);
  const governance = await fundedSigner(chain, await v2.governance());

  const proxyGovernance = await fundedSigner(chain, await proxy.governance());
  if ((await v1.governance()) !== proxyAddress) {
    const v1Governance = await fundedSigner(chain, await v1.governance());
    await (await v1.connect(v1Governance).setGovernance(proxy)).wait();
    await (await proxy.connect(proxyGovernance).acceptKeep3rV1Governance()).wait();
  }
  if ((await proxy.minter()) !== addresses.keep3rV2) {
    await (await proxy.connect(proxyGovernance).setMinter(v2)).wait();
  }
  const pool = await connectPairManager(chain, governance);
  await approveLiquidity(v2, await pool.getAddress(), governance);
  if ((await chain.block()).number > start) chain.countBlocksFromHere();

  const contracts = {
    v1,
    v2,
    helper: Keep3rHelper__factory.connect(helperAddress, provider),
    proxy,
    pool,
    uniswapPool: UniswapV3Pool__factory.connect(addresses.kp3rWethPool, provider),
    router: SwapRouter__factory.connect(addresses.swapRouter, provider),
    weth: WETH9__factory.connect(addresses.weth, provider),
  };
  for (const [part, contract] of Object.entries(contracts)) {
    chain.contracts.learnErrors(contract.interface);
    chain.contracts.nameContract(await contract.getAddress(), contractNames[part as keyof typeof contracts]);
  }
  const [candidate] = chain.identity.substitutes ?? [];
  if (candidate !== undefined) chain.contracts.nameContract(addresses.keep3rV2, candidate.name);
  return new Keep3r(chain, contracts, governance);
}

async function connectPairManager(chain: Chain, governance: SimulatedSigner): Promise<Keep3r["pool"]> {
  const factory = UniV3PairManagerFactory__factory.connect(addresses.pairManagerFactory, governance);
  if (BigInt(await factory.pairManagers(addresses.kp3rWethPool)) === 0n) {
    await (await factory.createPairManager(addresses.kp3rWethPool)).wait();
  }
  const address = await factory.pairManagers(addresses.kp3rWethPool);
  return UniV3PairManager__factory.connect(address, chain.ethersProvider);
}

async function approveLiquidity(v2: Keep3rV2, liquidity: string, governance: SimulatedSigner): Promise<void> {
  const approved = await v2.approvedLiquidities();
  if (!approved.includes(liquidity)) await (await v2.connect(governance).approveLiquidity(liquidity)).wait();
}

/** Wei: 100 ETH. */
const enoughForGas = 100n * 10n ** 18n;

async function fundedSigner(chain: Chain, address: string): Promise<SimulatedSigner> {
  // A transaction must be able to pay for all the gas that it is given, at any base fee that mainnet has had.
  if ((await chain.ethersProvider.getBalance(address)) < enoughForGas)
    await chain.setBalance(address, signerBalance);
  return await chain.getSigner(address);
}
