import { ethers, openNotebook } from "hardhat-simulation/notebook";
import { compareRows, History, type Verdict } from "./expect.js";

const wei = 10n ** 18n;

/** An ERC4626 vault that belongs to a TimelockController: the rate that is proposed comes two days later. */
export async function vault(): Promise<Verdict> {
  const $ = await openNotebook();
  const [admin, alice] = [await $.newSigner(), await $.newSigner()];
  const delay = $.time(2, "days");
  const coin = await $.deploy("Coin", ["Grain"]);
  const timelock = await $.deploy("TimelockController", [delay, [admin.address], [admin.address], admin]);
  // As a script of one's own would deploy it.
  const { address } = await $.newSigner().then(async (deployer) => {
    const deployed = await $.connection.ethers.deployContract("Vault", [coin, timelock], deployer);
    return { address: await deployed.getAddress() };
  });
  const vault = await $.fetch("Vault", address, alice);
  await coin.mint(alice, 10n ** 24n);
  await coin.connect(alice).approve(vault, 10n ** 24n);

  const { timestamp: created } = await $.block();
  const history = new History<{ stored: bigint; rate: bigint; shares: bigint }>();
  history.add(0, { stored: 0n, rate: 0n, shares: 0n });
  history.add(created, { stored: 0n, rate: 0n, shares: 0n });
  const assetsAt = (time: number): bigint => {
    const { since, state } = history.at(time);
    return state.stored + (state.stored * state.rate * BigInt(time - since)) / wei;
  };

  const deposit = async () => {
    const amount = 123n * wei + 1n;
    await vault.deposit(amount, alice);
    const { timestamp: now } = await $.block();
    const assets = assetsAt(now);
    const { rate, shares } = history.at(now).state;
    const minted = (amount * (shares + 1n)) / (assets + 1n);
    history.add(now, { stored: assets + amount, rate, shares: shares + minted });
  };

  let proposals = 0;
  let proposed:
    readonly [target: string, value: bigint, data: string, before: string, salt: string] | undefined;
  let rate = 0n;
  const propose = async () => {
    proposals += 1;
    rate = 1_000_000_007n * BigInt(proposals);
    const data = vault.interface.encodeFunctionData("setRate", [rate]);
    proposed = [address, 0n, data, ethers.ZeroHash, ethers.zeroPadValue(ethers.toBeHex(proposals), 32)];
    await timelock.connect(admin).schedule(...proposed, delay);
  };
  const execute = async () => {
    if (proposed === undefined) return;
    await timelock.connect(admin).execute(...proposed);
    const { timestamp: now } = await $.block();
    history.add(now, { ...history.at(now).state, stored: assetsAt(now), rate });
    proposed = undefined;
  };
  /** Proposes on one day and executes three days later. */
  let turn = 0;
  const govern = async () => {
    await (turn % 2 === 0 ? propose() : execute());
    turn += 1;
  };

  $.addViewTrace(vault, "totalAssets", [], { decimals: 18 });
  $.addViewTrace(vault, "totalSupply", [], { decimals: 18 });
  $.addViewTrace(vault, "convertToAssets", [wei], { name: "share", decimals: 18 });
  $.addViewTrace(vault, "rate", []);
  await $.sleepAndExecute($.time(60, "days"), $.time(12, "hours"), [
    { run: deposit, every: $.time(5, "days"), name: "deposit" },
    { run: govern, every: $.time(3, "days"), name: "govern" },
  ]);
  const verdict = compareRows("ERC4626 and TimelockController", $, {
    totalAssets: assetsAt,
    totalSupply: (time) => history.at(time).state.shares,
    share: (time) => (wei * (assetsAt(time) + 1n)) / (history.at(time).state.shares + 1n),
    rate: (time) => history.at(time).state.rate,
  });
  await $.close();
  return verdict;
}
