import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ethers, openNotebook } from "hardhat-simulation/notebook";
import { compareRows, History, type Verdict } from "./expect.js";

const wei = 10n ** 18n;
const duration = 60n * 86_400n;

/** What StakingRewards keeps. */
interface Books {
  readonly perToken: bigint;
  readonly staked: Readonly<Record<string, bigint>>;
  readonly paid: Readonly<Record<string, bigint>>;
  readonly rewards: Readonly<Record<string, bigint>>;
}

/** Uniswap's StakingRewards, compiled by Waffle: three months in which Alice and Bob stake by turns. */
export async function staking(): Promise<Verdict> {
  const $ = await openNotebook();
  const [owner, alice, bob] = [await $.newSigner(), await $.newSigner(), await $.newSigner()];
  const reward = await $.deploy("Coin", ["Reward"]);
  const stake = await $.deploy("Coin", ["Stake"]);
  // `$.deploy("StakingRewards", …)` finds it, too; an ethers factory is what one makes from any other file.
  const file = createRequire(import.meta.url).resolve("@uniswap/liquidity-staker/build/StakingRewards.json");
  const { abi, bytecode } = JSON.parse(readFileSync(file, "utf8"));
  const factory = new ethers.ContractFactory(abi, bytecode, owner);
  const pool = await $.deploy(factory, [owner, reward, stake], { name: "StakingRewards" });
  for (const staker of [alice, bob]) {
    await stake.mint(staker, 10n ** 24n);
    await stake.connect(staker).approve(pool, 10n ** 24n);
  }
  const total = 1_234_567n * wei + 89n;
  await reward.mint(pool, total);
  await pool.connect(owner).notifyRewardAmount(total);
  const { timestamp: notified } = await $.block();
  const rate = total / duration;
  const end = BigInt(notified) + duration;

  const history = new History<Books>();
  history.add(notified, { perToken: 0n, staked: {}, paid: {}, rewards: {} });
  const supplyOf = ({ staked }: Books): bigint => Object.values(staked).reduce((sum, one) => sum + one, 0n);
  const perTokenAt = (time: number): bigint => {
    const { since, state } = history.at(time);
    const until = (at: number): bigint => (BigInt(at) < end ? BigInt(at) : end);
    const supply = supplyOf(state);
    return supply === 0n
      ? state.perToken
      : state.perToken + ((until(time) - until(since)) * rate * wei) / supply;
  };
  const earnedAt = (time: number, who: string): bigint => {
    const { staked, paid, rewards } = history.at(time).state;
    const [amount, before, kept] = [staked[who] ?? 0n, paid[who] ?? 0n, rewards[who] ?? 0n];
    return (amount * (perTokenAt(time) - before)) / wei + kept;
  };
  const stakeFor = async (staker: typeof alice, amount: bigint) => {
    await pool.connect(staker).stake(amount);
    const { timestamp: now } = await $.block();
    const [perToken, rewards] = [perTokenAt(now), earnedAt(now, staker.address)];
    const { state } = history.at(now);
    history.add(now, {
      perToken,
      staked: { ...state.staked, [staker.address]: (state.staked[staker.address] ?? 0n) + amount },
      paid: { ...state.paid, [staker.address]: perToken },
      rewards: { ...state.rewards, [staker.address]: rewards },
    });
  };

  $.addViewTrace(pool, "rewardPerToken", [], { decimals: 18 });
  $.addViewTrace(pool, "earned", [alice], { name: "alice", decimals: 18 });
  $.addViewTrace(pool, "earned", [bob], { name: "bob", decimals: 18 });
  await $.sleepAndExecute($.time(90, "days"), $.time(1, "days"), [
    { run: () => stakeFor(alice, 100n * wei + 3n), every: $.time(7, "days"), name: "alice" },
    { run: () => stakeFor(bob, 57n * wei + 1n), every: $.time(11, "days"), name: "bob" },
  ]);
  const verdict = compareRows("StakingRewards", $, {
    rewardPerToken: perTokenAt,
    alice: (time) => earnedAt(time, alice.address),
    bob: (time) => earnedAt(time, bob.address),
  });
  await $.close();
  return verdict;
}
