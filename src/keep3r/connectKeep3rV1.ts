import { ContractFactory, type InterfaceAbi } from "ethers";
import type { Chain } from "../chain/chain.ts";
import { hasCode } from "./network/deployments.ts";
import { ensureKp3rWethPair, findApprovedMarket } from "./network/uniswapV2.ts";
import { Keep3rV1Helper__factory } from "./contracts/factories/Keep3rV1Helper__factory.ts";
import { UniswapV2Pair__factory } from "./contracts/factories/UniswapV2Pair__factory.ts";
import type { Keep3rV1Helper } from "./contracts/Keep3rV1Helper.ts";
import { connectKeep3r } from "./connectKeep3r.ts";
import type { Keep3r } from "./keep3r.ts";
import { Keep3rV1Credits } from "./keep3rV1Credits.ts";

/** KP3R in the pair of an embedded chain, before anybody provides liquidity: 1,000. */
const openingKp3r = 1_000n * 10n ** 18n;

/**
 * Connects to Keep3r V1, the first Keep3r Network: jobs that liquidity of a KP3R/WETH pair gives credits to. The pair is
 * the one that V1's governance has approved: SushiSwap's, as on mainnet, unless the preset names another. What the
 * chain lacks is made: SushiSwap and its pair at their mainnet addresses, liquidity in the pair at the price of the
 * Uniswap v3 pool, a helper, and governance's approval of the pair. On a chain where all that is done, it changes
 * nothing.
 *
 * @throws DeploymentMismatchError if SushiSwap cannot get its mainnet addresses
 * @example const v1 = await connectKeep3rV1($.chain);
 */
export async function connectKeep3rV1(chain: Chain): Promise<Keep3rV1Credits> {
  const keep3r = await connectKeep3r(chain);
  const address = await ensureKp3rWethPair(chain, await findApprovedMarket(chain));
  const pair = UniswapV2Pair__factory.connect(address, chain.ethersProvider);
  const helper = await connectHelper(chain, keep3r, address);
  for (const [name, contract] of Object.entries({ UniswapV2Pair: pair, Keep3rV1Helper: helper })) {
    chain.contracts.learnErrors(contract.interface);
    chain.contracts.nameContract(await contract.getAddress(), name);
  }
  const v1 = new Keep3rV1Credits(chain, keep3r, { helper, pair });
  if ((await pair.totalSupply()) === 0n) await openMarket(chain, keep3r, v1);
  if (!(await keep3r.v1.liquidityAccepted(pair))) {
    const governance = await chain.getSigner(await keep3r.proxy.governance());
    await (await keep3r.proxy.connect(governance).approveLiquidity(pair)).wait();
  }
  return v1;
}

/** V1's own helper; ours, if it has none. */
async function connectHelper(chain: Chain, { v1, proxy }: Keep3r, pair: string): Promise<Keep3rV1Helper> {
  const known = await v1.KPRH();
  if (await hasCode(chain, known)) return Keep3rV1Helper__factory.connect(known, chain.ethersProvider);
  const governance = await chain.getSigner(await proxy.governance());
  const { abi, bytecode } = await chain.contracts.readArtifact("Keep3rV1Helper");
  const factory = new ContractFactory(abi as InterfaceAbi, bytecode, governance);
  const deployed = await factory.deploy(v1, pair);
  await deployed.waitForDeployment();
  await (await proxy.connect(governance).setKeep3rHelper(deployed)).wait();
  return Keep3rV1Helper__factory.connect(await deployed.getAddress(), chain.ethersProvider);
}

/** The first liquidity decides the price: here the Uniswap v3 pool's. */
async function openMarket(chain: Chain, { uniswapPool }: Keep3r, v1: Keep3rV1Credits): Promise<void> {
  const { sqrtPriceX96 } = await uniswapPool.slot0();
  const weth = (openingKp3r * sqrtPriceX96 ** 2n) >> 192n;
  await v1.mintLiquidity(await chain.newSigner(), { kp3r: openingKp3r, weth });
}
