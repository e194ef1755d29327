import { openNotebook } from "hardhat-simulation/notebook";
import WalletModule from "../ignition/Wallet.js";
import { compareRows, History, type Verdict } from "./expect.js";

/** OpenZeppelin's VestingWallet, deployed by Ignition: a year of grain, taken out every thirty days. */
export async function vesting(): Promise<Verdict> {
  const $ = await openNotebook();
  const beneficiary = await $.newSigner();
  const { timestamp } = await $.block();
  const start = timestamp + $.time(30, "days");
  const duration = $.time(365, "days");
  const total = 1_000_003n * 10n ** 18n + 7n;

  const parameters = { Wallet: { beneficiary: beneficiary.address, start, duration } };
  const { coin, wallet } = await $.connection.ignition.deploy(WalletModule, { parameters });
  const address = await wallet.getAddress();
  await coin.mint(address, total);
  const [coinAddress, signature] = [await coin.getAddress(), "(address)"];
  $.addViewTrace(wallet, `releasable${signature}`, [coinAddress], { name: "releasable", decimals: 18 });
  $.addViewTrace(wallet, `released${signature}`, [coinAddress], { name: "released", decimals: 18 });
  $.addViewTrace(coin, "balanceOf", [beneficiary], { name: "paid", decimals: 18 });

  const vested = (time: number): bigint =>
    time < start ? 0n : time >= start + duration ? total : (total * BigInt(time - start)) / BigInt(duration);
  const released = new History<bigint>();
  released.add(0, 0n);
  const release = async () => {
    await wallet.getFunction("release(address)")(coinAddress);
    const { timestamp: now } = await $.block();
    released.add(now, vested(now));
  };
  await $.sleepAndExecute($.time(420, "days"), $.time(3, "days"), release, $.time(30, "days"));

  const verdict = compareRows("VestingWallet", $, {
    releasable: (time) => vested(time) - released.at(time).state,
    released: (time) => released.at(time).state,
    paid: (time) => released.at(time).state,
  });
  await $.close();
  return verdict;
}
