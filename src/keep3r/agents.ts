import type { AddressLike } from "ethers";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import type { Agent } from "../ensemble/agents/agent.ts";
import { type Path, valueAt } from "../recorder/path.ts";
import type { Keep3r } from "./keep3r.ts";

/** A job's function as ethers has it: `job.connect(keeper).work`. */
interface Call<Args extends readonly unknown[]> {
  (...args: Args): Promise<{ readonly hash: string }>;
  readonly staticCall: (...args: Args) => Promise<unknown>;
  readonly estimateGas: (...args: Args) => Promise<bigint>;
}

/** What a careful keeper works with. */
export interface CarefulKeeper<Args extends readonly unknown[]> {
  /** Who works, registered and bonded. */
  readonly keeper: SimulatedSigner;
  /** The job's function, connected to the keeper. */
  readonly call: Call<Args>;
  /** Its arguments. Default: none. */
  readonly args?: Args;
  /** The least gain of a call, in wei. Default: 0. */
  readonly margin?: bigint;
}

/**
 * A keeper who works when the call succeeds, and the pay, at the pool's price, exceeds the gas at the block's base fee.
 * He asks for the gas once, when the call first succeeds.
 *
 * @returns the `decide` of an agent
 * @source IKeep3rHelper.getRewardAmountFor, eth_call, eth_estimateGas
 * @example { name: "Ada", every: 3600, decide: carefulKeeper(keep3r, { keeper, call: job.connect(keeper).work }) };
 */
export function carefulKeeper<Args extends readonly unknown[] = []>(
  keep3r: Keep3r,
  { keeper, call, args, margin = 0n }: CarefulKeeper<Args>,
): Agent["decide"] {
  const given = args ?? ([] as unknown as Args);
  let gas: bigint | undefined;
  return async ({ baseFee }) => {
    const works = await call.staticCall(...given).then(
      () => true,
      () => false,
    );
    if (!works) return undefined;
    gas ??= await call.estimateGas(...given);
    const pay = await keep3r.helper.getRewardAmountFor(keeper, gas);
    const earned = Number(pay) * (await keep3r.spotPrice());
    if (earned < Number(gas * baseFee + margin)) return undefined;
    return { name: "work", send: () => call(...given) };
  };
}

/**
 * A job's owner who takes the liquidity away when KP3R gets cheap: unbonds all of it, withdraws it when the unbonding
 * time has passed, and leaves the pool.
 *
 * @param floor - WETH per KP3R below which it goes
 * @returns the `decide` of an agent
 * @source IKeep3rJobFundableLiquidity.unbondLiquidityFromJob, withdrawLiquidityFromJob, IUniV3PairManager.burn
 */
export function leavingProvider(
  keep3r: Keep3r,
  job: AddressLike,
  provider: SimulatedSigner,
  floor: number,
): Agent["decide"] {
  const { pool } = keep3r;
  const v2 = keep3r.v2.connect(provider);
  return async ({ time }) => {
    const bonded = await v2.liquidityAmount(job, pool);
    if (bonded > 0n && (await keep3r.spotPrice()) < floor) {
      const run = async (): Promise<void> => {
        await (await v2.unbondLiquidityFromJob(job, pool, bonded)).wait();
      };
      return { name: "unbond liquidity", run };
    }
    const unbonding = await v2.pendingUnbonds(job, pool);
    if (unbonding === 0n || (await v2.canWithdrawAfter(job, pool)) >= time) return undefined;
    const run = async (): Promise<void> => {
      await (await v2.withdrawLiquidityFromJob(job, pool, provider)).wait();
      await (await pool.connect(provider).burn(unbonding, 0n, 0n, provider)).wait();
    };
    return { name: "leave the pool", run };
  };
}

/**
 * An arbitrageur who keeps the KP3R/WETH pool at the price of a market elsewhere, to within the pool's fee.
 *
 * @param market - WETH per KP3R, from when the agents begin
 * @returns the `decide` of an agent
 */
export function arbitrageur(keep3r: Keep3r, market: Path): Agent["decide"] {
  return async ({ elapsed }) => {
    const price = valueAt(market, elapsed);
    if (!(await keep3r.arbitragePays(price))) return undefined;
    return { name: "arbitrage", run: async () => await keep3r.arbitrage(price) };
  };
}
