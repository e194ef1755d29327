import { openNotebook } from "hardhat-simulation/notebook";
import { compareRows, History, type Verdict } from "./expect.js";

const wei = 10n ** 18n;

/** A stream of Sablier, compiled by Foundry for Shanghai: half a year with a cliff, withdrawn every twenty days. */
export async function sablier(): Promise<Verdict> {
  const $ = await openNotebook();
  const [owner, recipient] = [await $.newSigner(), await $.newSigner()];
  const coin = await $.deploy("Coin", ["Grain"]);
  const descriptor = await $.deploy("SablierV2NFTDescriptor");
  const lockup = await $.deploy("SablierV2LockupLinear", [owner, descriptor]);
  const total = 654_321n * wei + 77n;
  await coin.mint(owner, total);
  await coin.connect(owner).approve(lockup, total);

  const { timestamp } = await $.block();
  const start = timestamp + $.time(5, "days");
  const cliff = start + $.time(30, "days");
  const end = start + $.time(180, "days");
  const zero = "0x0000000000000000000000000000000000000000";
  await lockup.connect(owner).createWithTimestamps({
    sender: owner.address,
    recipient: recipient.address,
    totalAmount: total,
    asset: await coin.getAddress(),
    cancelable: false,
    transferable: true,
    timestamps: { start, cliff, end },
    broker: { account: zero, fee: 0n },
  });

  /** In fixed point of 18 decimals: first the share of the time that has passed, then of the amount. */
  const streamed = (time: number): bigint => {
    if (time < cliff || time <= start) return 0n;
    if (time >= end) return total;
    return (((BigInt(time - start) * wei) / BigInt(end - start)) * total) / wei;
  };
  const withdrawn = new History<bigint>();
  withdrawn.add(0, 0n);
  const withdraw = async () => {
    const { timestamp: now } = await $.block();
    const amount = streamed(now) - withdrawn.at(now).state;
    if (amount === 0n) return;
    await lockup.connect(recipient).withdraw(1, recipient, amount);
    withdrawn.add((await $.block()).timestamp, withdrawn.at(now).state + amount);
  };
  $.addViewTrace(lockup, "streamedAmountOf", [1], { name: "streamed", decimals: 18 });
  $.addViewTrace(lockup, "withdrawableAmountOf", [1], { name: "withdrawable", decimals: 18 });
  $.addViewTrace(coin, "balanceOf", [recipient], { name: "received", decimals: 18 });
  await $.sleepAndExecute($.time(200, "days"), $.time(2, "days"), withdraw, $.time(20, "days"));
  const verdict = compareRows("Sablier", $, {
    streamed,
    withdrawable: (time) => streamed(time) - withdrawn.at(time).state,
    received: (time) => withdrawn.at(time).state,
  });
  await $.close();
  return verdict;
}
