import { Contract, ContractFactory, type InterfaceAbi, parseEther } from "ethers";
import { Keep3rV1__factory } from "../contracts/factories/Keep3rV1__factory.ts";
import { UniswapV3Pool__factory } from "../contracts/factories/UniswapV3Pool__factory.ts";
import { WETH9__factory } from "../contracts/factories/WETH9__factory.ts";
import { addresses } from "./addresses.ts";
import type { Chain } from "../../chain/chain.ts";
import { keep3rV1Governance } from "./deployments.ts";
import type { Preset, PricePoint } from "./preset.ts";

/** Enough of both tokens for any price that a preset may ask for, within what the pool's arithmetic allows. */
const treasury = { kp3r: parseEther("10000000"), weth: parseEther("10000000") };

/**
 * Lets the real pool make the preset's history: its first price, its liquidity, then a swap to each further
 * tick at its time. Ends with the block at `preset.startTime`.
 */
export async function makeMarketHistory(chain: Chain, preset: Preset): Promise<void> {
  const governance = await chain.getSigner(keep3rV1Governance);
  const { abi, bytecode } = await chain.contracts.readArtifact("MarketMaker");
  const maker = await new ContractFactory(abi as InterfaceAbi, bytecode, governance).deploy();
  const makerAddress = await maker.getAddress();
  const market = new Contract(makerAddress, abi as InterfaceAbi, governance);
  const send = async (method: string, ...args: unknown[]): Promise<void> => {
    const transaction = (await market.getFunction(method).send(...args)) as { wait(): Promise<unknown> };
    await transaction.wait();
  };

  const kp3r = Keep3rV1__factory.connect(addresses.keep3rV1, governance);
  await (await kp3r.mint(treasury.kp3r)).wait();
  await (await kp3r.transfer(makerAddress, treasury.kp3r)).wait();
  await chain.setBalance(keep3rV1Governance, treasury.weth + parseEther("1000"));
  const weth = WETH9__factory.connect(addresses.weth, governance);
  await (await weth.deposit({ value: treasury.weth })).wait();
  await (await weth.transfer(makerAddress, treasury.weth)).wait();

  const pool = addresses.kp3rWethPool;
  const [first, ...rest] = preset.prices;
  if (first === undefined) return;
  await chain.setNextBlockTimestamp(first.time);
  await send("open", pool, first.tick, fractionOf(first));
  const oracle = UniswapV3Pool__factory.connect(pool, governance);
  await (await oracle.increaseObservationCardinalityNext(preset.observationCardinality)).wait();
  for (const { tickLower, tickUpper, liquidity } of preset.positions) {
    await send("provide", pool, tickLower, tickUpper, liquidity);
  }
  for (const point of rest) {
    await chain.setNextBlockTimestamp(point.time);
    await send("moveTo", pool, point.tick, fractionOf(point));
  }
  if ((await chain.block()).timestamp < preset.startTime) await chain.mine(preset.startTime);
}

/** Ten-thousandths of a tick, as the market maker counts. */
function fractionOf({ fraction = 0.5 }: PricePoint): number {
  return Math.round(fraction * 10_000);
}
