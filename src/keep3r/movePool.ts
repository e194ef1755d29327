import { getAddress, id, MaxUint256 } from "ethers";
import type { Chain } from "../chain/chain.ts";
import { signerBalance, type SimulatedSigner } from "../chain/seededSigners.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { SwapRouter } from "./contracts/SwapRouter.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import type { WETH9 } from "./contracts/WETH9.ts";
import { kp3rWethFee } from "./network/addresses.ts";

/** What it takes to trade in the pool. */
interface Market {
  readonly v1: Keep3rV1;
  readonly weth: WETH9;
  readonly uniswapPool: UniswapV3Pool;
  readonly router: SwapRouter;
  mintKp3r(to: SimulatedSigner, amount: bigint): Promise<void>;
}

/** What went into the KP3R/WETH pool; what came out is negative. Fees are in it. */
export interface PoolMove {
  /** 18 decimals. */
  readonly kp3r: bigint;
  /** 18 decimals. */
  readonly weth: bigint;
}

/** Fixed-point one of Uniswap's square roots of prices. */
const one = 2n ** 96n;
/** Ends of what Uniswap's arithmetic can express, as square roots. */
const [lowest, highest] = [4_295_128_740n, 1461446703485210103287273052203988822378723970341n];
/** Fees count in millionths. */
const millionth = 1_000_000n;

/** Who trades against the pool: the same on every chain, so that a snapshot cannot forget it. */
const traderAddress = getAddress(`0x${id("the rest of the market").slice(-40)}`);

/**
 * Swaps in the KP3R/WETH pool until its price stands at one, with the liquidity that there is: as much as that takes is
 * minted or deposited for the trader, and what comes out stays with him for the next time.
 *
 * @param price - WETH per KP3R, > 0
 * @throws InvalidArgumentsError if no pool could have the price
 * @source IUniswapV3PoolActions.swap with sqrtPriceLimitX96, through the router
 */
export async function movePool(chain: Chain, market: Market, price: number): Promise<PoolMove> {
  const target = sqrtOf(price);
  const trader = await chain.getSigner(traderAddress);
  const before = await holdings(market, trader);
  let given: PoolMove = { kp3r: 0n, weth: 0n };
  for (;;) {
    const { sqrtPriceX96: current } = await market.uniswapPool.slot0();
    if (current === target) break;
    // What it takes if the liquidity stays as it is. Where there is more further on, the next swap goes on.
    const liquidity = await market.uniswapPool.liquidity();
    const isFall = target < current;
    const net = isFall
      ? (liquidity * one * (current - target)) / (current * target)
      : (liquidity * (target - current)) / one;
    const amount = (net * millionth) / (millionth - BigInt(kp3rWethFee)) + 1_000n;
    const added = await provide(chain, market, trader, isFall ? "kp3r" : "weth", amount);
    given = { kp3r: given.kp3r + added.kp3r, weth: given.weth + added.weth };
    await swapTo(market, trader, isFall, amount, target);
  }
  const after = await holdings(market, trader);
  return { kp3r: before.kp3r + given.kp3r - after.kp3r, weth: before.weth + given.weth - after.weth };
}

async function holdings({ v1, weth }: Market, trader: SimulatedSigner): Promise<PoolMove> {
  return { kp3r: await v1.balanceOf(trader), weth: await weth.balanceOf(trader) };
}

/** Gives the trader what he lacks of a token, and lets the router take it. @returns what he was given */
async function provide(
  chain: Chain,
  market: Market,
  trader: SimulatedSigner,
  side: keyof PoolMove,
  amount: bigint,
): Promise<PoolMove> {
  const token = (side === "kp3r" ? market.v1 : market.weth).connect(trader);
  const missing = amount - (await token.balanceOf(trader));
  const ether = (missing > 0n && side === "weth" ? missing : 0n) + signerBalance;
  if ((await chain.ethersProvider.getBalance(trader)) < ether) await chain.setBalance(trader.address, ether);
  if (missing > 0n && side === "kp3r") await market.mintKp3r(trader, missing);
  if (missing > 0n && side === "weth")
    await (await market.weth.connect(trader).deposit({ value: missing })).wait();
  if ((await token.allowance(trader, market.router)) < amount)
    await (await token.approve(market.router, MaxUint256)).wait();
  return { kp3r: 0n, weth: 0n, [side]: missing > 0n ? missing : 0n };
}

async function swapTo(
  { router, v1, weth }: Market,
  trader: SimulatedSigner,
  isFall: boolean,
  amountIn: bigint,
  sqrtPriceLimitX96: bigint,
): Promise<void> {
  const [tokenIn, tokenOut] = isFall ? [v1, weth] : [weth, v1];
  const swap = { tokenIn, tokenOut, fee: kp3rWethFee, recipient: trader, deadline: MaxUint256, amountIn };
  const limits = { amountOutMinimum: 0n, sqrtPriceLimitX96 };
  await (await router.connect(trader).exactInputSingle({ ...swap, ...limits })).wait();
}

function sqrtOf(price: number): bigint {
  const root = Math.sqrt(price) * 2 ** 96;
  const sqrt = Number.isFinite(root) ? BigInt(Math.floor(root)) : 0n;
  if (sqrt >= lowest && sqrt <= highest) return sqrt;
  throw new InvalidArgumentsError({
    message: `The KP3R/WETH pool cannot have the price ${String(price)}.`,
    hint: "Give WETH per KP3R, above 0: about 0.1 in September 2021.",
  });
}

/** WETH per KP3R of a square root of Uniswap's. */
export function priceOf(sqrtPriceX96: bigint): number {
  return (Number(sqrtPriceX96) / 2 ** 96) ** 2;
}
