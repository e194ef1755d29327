import type { AddressLike } from "ethers";
import type { Chain } from "../chain/chain.ts";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import { Clock } from "../recorder/clock/clock.ts";
import type { GasBurningJob } from "./contracts/GasBurningJob.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { Keep3rV1Helper } from "./contracts/Keep3rV1Helper.ts";
import type { UniswapV2Pair } from "./contracts/UniswapV2Pair.ts";
import { assertAmount } from "./assertAmount.ts";
import { assertHolds } from "./assertHolds.ts";
import { deployGasBurningJob } from "./deployGasBurningJob.ts";
import type { Keep3r } from "./keep3r.ts";
import type { MintedLiquidity } from "./keep3rOptions.ts";

/** What Keep3r V1 has beside the contracts of `Keep3r`. */
export interface Keep3rV1Contracts {
  readonly helper: Keep3rV1Helper;
  readonly pair: UniswapV2Pair;
}

/**
 * Keep3r V1 as a notebook uses it: jobs, keepers, and credits that liquidity brings once. Make one with
 * `connectKeep3rV1`.
 */
export class Keep3rV1Credits {
  /** KP3R: the token, and the books of jobs and keepers. */
  readonly kp3r: Keep3rV1;
  /** Quotes gas in KP3R. */
  readonly helper: Keep3rV1Helper;
  /** The pair of KP3R and WETH, SushiSwap's unless the preset names another; its ERC-20 share is the liquidity that jobs get. */
  readonly pair: UniswapV2Pair;
  readonly #chain: Chain;
  readonly #clock: Clock;
  readonly #keep3r: Keep3r;

  /** Use `connectKeep3rV1`. */
  constructor(chain: Chain, keep3r: Keep3r, contracts: Keep3rV1Contracts) {
    this.#chain = chain;
    this.#clock = new Clock(chain);
    this.#keep3r = keep3r;
    this.kp3r = keep3r.v1;
    this.helper = contracts.helper;
    this.pair = contracts.pair;
  }

  /**
   * Makes somebody a keeper of V1: bonds 0 KP3R, waits for the bond time of three days, activates.
   *
   * @param keeper - default: a new signer
   */
  async activateKeeper(keeper?: SimulatedSigner): Promise<SimulatedSigner> {
    const signer = keeper ?? (await this.#chain.newSigner());
    const kp3r = this.kp3r.connect(signer);
    await (await kp3r.bond(this.kp3r, 0n)).wait();
    // The bond is locked up to and including the moment at which the bond time has passed.
    await this.#clock.sleep(Number(await kp3r.BOND()));
    await (await kp3r.activate(this.kp3r)).wait();
    return signer;
  }

  /**
   * Mints liquidity of the pair: provides KP3R and WETH in the proportion of its price.
   *
   * @param provider - gets the liquidity, and pays
   * @param most - the most of each token to provide, 18 decimals; KP3R is minted for it, WETH wrapped
   * @source UniswapV2Pair.mint
   */
  async mintLiquidity(
    provider: SimulatedSigner,
    most: { readonly kp3r: bigint; readonly weth: bigint },
  ): Promise<MintedLiquidity> {
    assertAmount(most.kp3r, "kp3r");
    assertAmount(most.weth, "weth");
    const { kp3r, weth } = await this.#inProportion(most);
    const before = await this.pair.balanceOf(provider);
    await this.#keep3r.mintKp3r(this.pair, kp3r);
    const token = this.#keep3r.weth.connect(provider);
    await (await token.deposit({ value: weth })).wait();
    await (await token.transfer(this.pair, weth)).wait();
    await (await this.pair.connect(provider).mint(provider)).wait();
    return { kp3rSpent: kp3r, wethSpent: weth, minted: (await this.pair.balanceOf(provider)) - before };
  }

  /** As much of both as fits the reserves; all of both into an empty pair. */
  async #inProportion(most: { readonly kp3r: bigint; readonly weth: bigint }): Promise<typeof most> {
    const { _reserve0: kp3rReserve, _reserve1: wethReserve } = await this.pair.getReserves();
    if (kp3rReserve === 0n) return most;
    const weth = (most.kp3r * wethReserve) / kp3rReserve;
    if (weth <= most.weth) return { kp3r: most.kp3r, weth };
    return { kp3r: (most.weth * kp3rReserve) / wethReserve, weth: most.weth };
  }

  /**
   * KP3R that liquidity represents: its part of what lies in the pair. So much credit it brings to a job.
   *
   * @param liquidity - 18 decimals
   * @returns KP3R, 18 decimals
   */
  async representedKp3r(liquidity: bigint): Promise<bigint> {
    const { _reserve0: kp3rReserve } = await this.pair.getReserves();
    return (kp3rReserve * liquidity) / (await this.pair.totalSupply());
  }

  /**
   * Deploys a job that burns gas on demand, the same as V2's, and has governance add it to V1.
   *
   * @param owner - deploys it
   */
  async createJob(owner: SimulatedSigner): Promise<GasBurningJob> {
    const job = await deployGasBurningJob(this.#chain, this.kp3r, owner);
    await this.registerJob(job);
    return job;
  }

  /** Has governance add any contract as a job. */
  async registerJob(job: AddressLike): Promise<void> {
    const { proxy } = this.#keep3r;
    const governance = await this.#chain.getSigner(await proxy.governance());
    await (await proxy.connect(governance).addJob(job)).wait();
  }

  /**
   * Adds liquidity to a job. It waits for three days, `LIQUIDITYBOND`; then `applyCredit` brings its credits.
   *
   * @param amount - liquidity, 18 decimals
   * @throws InsufficientLiquidityError if the provider holds less
   */
  async addLiquidity(job: AddressLike, provider: SimulatedSigner, amount: bigint): Promise<void> {
    assertAmount(amount, "Liquidity for the job");
    assertHolds(provider, await this.pair.balanceOf(provider), amount);
    await (await this.pair.connect(provider).approve(this.kp3r, amount)).wait();
    await (await this.kp3r.connect(provider).addLiquidityToJob(this.pair, job, amount)).wait();
  }

  /**
   * Mints the KP3R that the provider's liquidity represents as credits of the job, once for all that was added.
   *
   * @returns credits minted: KP3R, 18 decimals; 0 if all were applied before
   * @throws RevertedError with "credit: bonding" within three days of the last addition
   */
  async applyCredit(job: AddressLike, provider: SimulatedSigner): Promise<bigint> {
    const before = await this.kp3r.credits(job, this.kp3r);
    await (await this.kp3r.connect(provider).applyCreditToJob(provider, this.pair, job)).wait();
    return (await this.kp3r.credits(job, this.kp3r)) - before;
  }
}
