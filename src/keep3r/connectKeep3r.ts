import { addresses } from "./network/addresses.ts";
import type { Chain } from "../chain/chain.ts";
import { signerBalance, type SimulatedSigner } from "../chain/seededSigners.ts";
import { Keep3rV2__factory } from "./contracts/factories/Keep3rV2__factory.ts";
import { Keep3rV2Helper__factory } from "./contracts/factories/Keep3rV2Helper__factory.ts";
import { Keep3rV1__factory } from "./contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "./contracts/factories/Keep3rV1Proxy__factory.ts";
import { SwapRouter__factory } from "./contracts/factories/SwapRouter__factory.ts";
import { UniswapV3Pool__factory } from "./contracts/factories/UniswapV3Pool__factory.ts";
import { UniV3PairManager__factory } from "./contracts/factories/UniV3PairManager__factory.ts";
import { UniV3PairManagerFactory__factory } from "./contracts/factories/UniV3PairManagerFactory__factory.ts";
import { WETH9__factory } from "./contracts/factories/WETH9__factory.ts";
import type { Keep3rV2 } from "./contracts/Keep3rV2.ts";
import { NoLiveKeep3rError } from "./errors.ts";
import { Keep3r } from "./keep3r.ts";
import { findKeep3r } from "./network/findKeep3r.ts";
import type { Keep3rVersion } from "./network/mainnetDeployments.ts";
import { hasCode } from "./network/deployments.ts";
import { describeAddress, firstCompleteBlock, wantedVersion } from "./network/versions.ts";

/** What the contracts are called in their sources. */
const contractNames = {
  v1: "Keep3rV1",
  v2: "Keep3r",
  helper: "Keep3rHelper",
  proxy: "Keep3rV1Proxy",
  pool: "UniV3PairManager",
  pairManagerFactory: "UniV3PairManagerFactory",
  uniswapPool: "UniswapV3Pool",
  router: "SwapRouter",
  weth: "WETH9",
} as const;

/**
 * Connects to the Keep3r V2 that is alive on a chain, with the proxy, helper and pair managers that it has itself.
 * Before its launch, which is where an embedded chain starts, its governance does what is still missing for jobs to
 * earn credits: V1's governance goes to the proxy, and V2 may mint through it. The KP3R/WETH pool gets a pair manager
 * (kLP) that V2 accepts, if it has none. On a chain where all that is done, it changes nothing.
 *
 * @throws NoLiveKeep3rError if the chain has no V2 that this kit knows, or another than `KEEP3R_VERSION` says
 * @example const keep3r = await connectKeep3r($.chain);
 */
export async function connectKeep3r(chain: Chain): Promise<Keep3r> {
  const provider = chain.ethersProvider;
  const { number: start } = await chain.block();
  const isFork = chain.identity.kind === "fork";
  const found = await findKeep3r(chain, isFork ? await wantedVersion() : undefined);
  if (found === undefined) throw await noKeep3r(chain);
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, provider);
  const v2 = Keep3rV2__factory.connect(found.keep3r, provider);
  // Governance can have replaced both since they were deployed.
  const [proxyAddress, helperAddress] = await Promise.all([v2.keep3rV1Proxy(), v2.keep3rHelper()]);
  await assertCode(chain, found.version, [proxyAddress, helperAddress, found.factory]);
  const proxy = Keep3rV1Proxy__factory.connect(proxyAddress, provider);
  const governance = await fundedSigner(chain, await v2.governance());

  const proxyGovernance = await fundedSigner(chain, await proxy.governance());
  if (!found.isAlive) await launch(chain, { v1, v2, proxy }, proxyGovernance);
  const pool = await connectPairManager(chain, found.factory, governance);
  await approveLiquidity(v2, await pool.getAddress(), governance);
  if ((await chain.block()).number > start) chain.countBlocksFromHere();

  const contracts = {
    v1,
    v2,
    helper: Keep3rV2Helper__factory.connect(helperAddress, provider),
    proxy,
    pool,
    pairManagerFactory: UniV3PairManagerFactory__factory.connect(found.factory, provider),
    uniswapPool: UniswapV3Pool__factory.connect(addresses.kp3rWethPool, provider),
    router: SwapRouter__factory.connect(addresses.swapRouter, provider),
    weth: WETH9__factory.connect(addresses.weth, provider),
  };
  for (const [part, contract] of Object.entries(contracts)) {
    chain.contracts.learnErrors(contract.interface);
    chain.contracts.nameContract(await contract.getAddress(), contractNames[part as keyof typeof contracts]);
  }
  const [candidate] = chain.identity.substitutes ?? [];
  if (candidate !== undefined) chain.contracts.nameContract(found.keep3r, candidate.name);
  return new Keep3r(chain, contracts, governance, found.version);
}

/** Hands V1's governance to the proxy, and lets V2 mint through it, as far as that has not been done. */
async function launch(
  chain: Chain,
  { v1, v2, proxy }: Pick<Keep3r, "v1" | "v2" | "proxy">,
  proxyGovernance: SimulatedSigner,
): Promise<void> {
  const v1Governance = await v1.governance();
  if (v1Governance !== (await proxy.getAddress())) {
    const handsOver = await fundedSigner(chain, v1Governance);
    await (await v1.connect(handsOver).setGovernance(proxy)).wait();
    await (await proxy.connect(proxyGovernance).acceptKeep3rV1Governance()).wait();
  }
  if ((await proxy.minter()) !== (await v2.getAddress())) {
    await (await proxy.connect(proxyGovernance).setMinter(v2)).wait();
  }
}

/** Every part must be there before anything is changed. */
async function assertCode(chain: Chain, version: Keep3rVersion, parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    if (await hasCode(chain, part)) continue;
    throw new NoLiveKeep3rError({
      message: `At block ${(await chain.block()).number} Keep3r ${version} is not complete: there is no code at ${describeAddress(part)}.`,
      hint: `Nothing was changed. Fork from a later block: on mainnet, all of ${version} is there from ${firstCompleteBlock(version)}.`,
    });
  }
}

async function noKeep3r(chain: Chain): Promise<NoLiveKeep3rError> {
  return new NoLiveKeep3rError({
    message: `At block ${(await chain.block()).number} there is no Keep3r V2 on this chain.`,
    hint: 'Open the chain with openKeep3rNotebook() or openKeep3rChain(), which deploy V2 where it is missing unless they are told until: "keep3r-v1".',
  });
}

async function connectPairManager(
  chain: Chain,
  factoryAddress: string,
  governance: SimulatedSigner,
): Promise<Keep3r["pool"]> {
  const factory = UniV3PairManagerFactory__factory.connect(factoryAddress, governance);
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
