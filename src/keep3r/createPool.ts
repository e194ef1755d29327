import { type AddressLike, resolveAddress } from "ethers";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { Keep3rV2 } from "./contracts/Keep3rV2.ts";
import { UniswapV3Factory__factory } from "./contracts/factories/UniswapV3Factory__factory.ts";
import { UniswapV3Pool__factory } from "./contracts/factories/UniswapV3Pool__factory.ts";
import { UniV3PairManager__factory } from "./contracts/factories/UniV3PairManager__factory.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import type { UniV3PairManager } from "./contracts/UniV3PairManager.ts";
import type { UniV3PairManagerFactory } from "./contracts/UniV3PairManagerFactory.ts";
import { addresses } from "./network/addresses.ts";
import type { Keep3rVersion } from "./network/mainnetDeployments.ts";

/** A further pool of KP3R and WETH. */
export interface NewPool {
  /** Millionths: 500 on V2.0 and V2.1; 3000 too on V2.2. */
  readonly fee: number;
  /** Price to start at, 1.0001^(tick / 2) squared: WETH per KP3R. Default: that of the 1% pool. */
  readonly sqrtPriceX96?: bigint;
}

/** What a pool is made with. */
export interface PoolParts {
  readonly v1: AddressLike;
  readonly v2: Keep3rV2;
  readonly weth: AddressLike;
  /** The 1% pool. */
  readonly uniswapPool: UniswapV3Pool;
  readonly pairManagerFactory: UniV3PairManagerFactory;
  readonly governance: SimulatedSigner;
  readonly version: Keep3rVersion;
}

/** The ticks between which pair managers of V2.0 and V2.1 provide liquidity, whatever the pool. */
const fixedTick = 887_200n;

/** How many observations the new pool's oracle keeps: enough for as many blocks with swaps in two reward periods. */
const observations = 300;

/**
 * Makes a further pool of KP3R and WETH, and its kLP, which V2 accepts. What the chain has of that is used.
 *
 * @throws InvalidArgumentsError if Uniswap has no such fee, or this version's pair managers cannot hold the pool
 */
export async function createPool(
  parts: PoolParts,
  { fee, sqrtPriceX96 }: NewPool,
): Promise<UniV3PairManager> {
  const { v1, v2, weth, governance, pairManagerFactory, version } = parts;
  const factory = UniswapV3Factory__factory.connect(addresses.uniswapV3Factory, governance);
  const spacing = await factory.feeAmountTickSpacing(fee);
  if (spacing === 0n || (version !== "V2.2" && fixedTick % spacing !== 0n)) {
    throw new InvalidArgumentsError({
      message:
        spacing === 0n
          ? `Uniswap v3 has no pools of fee ${fee}.`
          : `A pair manager of Keep3r ${version} cannot hold a pool of fee ${fee}: it provides from tick -${fixedTick} to ${fixedTick}, and the pool's ticks are ${spacing} apart.`,
      hint: "Fees are millionths. Use 500 for a second pool of KP3R and WETH; 10000 is keep3r.pool.",
    });
  }
  let address = await factory.getPool(v1, weth, fee);
  if (BigInt(address) === 0n) {
    await (await factory.createPool(v1, weth, fee)).wait();
    address = await factory.getPool(v1, weth, fee);
    const pool = UniswapV3Pool__factory.connect(address, governance);
    await (await pool.initialize(sqrtPriceX96 ?? (await parts.uniswapPool.slot0()).sqrtPriceX96)).wait();
    await (await pool.increaseObservationCardinalityNext(observations)).wait();
  }
  const managers = pairManagerFactory.connect(governance);
  if (BigInt(await managers.pairManagers(address)) === 0n) {
    await (await managers.createPairManager(address)).wait();
  }
  const manager = UniV3PairManager__factory.connect(
    await managers.pairManagers(address),
    parts.uniswapPool.runner,
  );
  const approved = await v2.approvedLiquidities();
  if (!approved.includes(await resolveAddress(manager))) {
    await (await v2.connect(governance).approveLiquidity(manager)).wait();
  }
  return manager;
}
