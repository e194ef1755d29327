import { type AddressLike, MaxUint256 } from "ethers";
import type { Chain } from "../chain/chain.ts";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import { Clock } from "../recorder/clock/clock.ts";
import { assertHolds } from "./assertHolds.ts";
import type { GasBurningJob } from "./contracts/GasBurningJob.ts";
import type { Keep3r as Keep3rV2 } from "./contracts/Keep3r.ts";
import type { Keep3rHelper } from "./contracts/Keep3rHelper.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { Keep3rV1Proxy } from "./contracts/Keep3rV1Proxy.ts";
import type { SwapRouter } from "./contracts/SwapRouter.ts";
import type { UniV3PairManager } from "./contracts/UniV3PairManager.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import type { WETH9 } from "./contracts/WETH9.ts";
import { UniswapV3Factory__factory } from "./contracts/factories/UniswapV3Factory__factory.ts";
import { WETH9__factory } from "./contracts/factories/WETH9__factory.ts";
import { deployGasBurningJob } from "./deployGasBurningJob.ts";
import { Keep3rNotSetUpError, UnknownPoolError } from "./errors.ts";
import { assertAmount } from "./assertAmount.ts";
import { addresses, kp3rWethFee } from "./network/addresses.ts";
import { averageTick, priceAtTick } from "./oracle.ts";
import { resolveAddress } from "./resolveAddress.ts";

/** The protocol's contracts. */
export interface Keep3rContracts {
  readonly v1: Keep3rV1;
  readonly v2: Keep3rV2;
  readonly helper: Keep3rHelper;
  readonly proxy: Keep3rV1Proxy;
  readonly pool: UniV3PairManager;
  readonly uniswapPool: UniswapV3Pool;
  readonly router: SwapRouter;
  readonly weth: WETH9;
}

/** What minting kLP took and gave. */
export interface MintedLiquidity {
  /** KP3R that went into the pool, 18 decimals. */
  readonly kp3rSpent: bigint;
  /** WETH that went into the pool, 18 decimals. */
  readonly wethSpent: bigint;
  /** kLP received, 18 decimals. */
  readonly minted: bigint;
}

/** A trade on Uniswap v3. */
export interface Swap {
  /** Token to sell. */
  readonly from: AddressLike;
  /** Token to buy. */
  readonly to: AddressLike;
  /** The pool's fee in millionths: 500, 3000 or 10000. Default: 10000, the KP3R/WETH pool. */
  readonly fee?: number;
  /** How much to sell, in the token's smallest unit. */
  readonly amount: bigint;
  /** Who sells, and approves the router. */
  readonly seller: SimulatedSigner;
  /** Who gets what was bought. Default: the seller. */
  readonly recipient?: AddressLike;
}

/** Name under which the keeper is found again in a state file. */
const keeperName = "keeper";

/** The Keep3r Network as a notebook uses it: its contracts, its governance, a keeper, and what people do with them. */
export class Keep3r implements Keep3rContracts {
  /** KP3R, the token. */
  readonly v1: Keep3rV1;
  /** Keep3r V2: jobs, keepers, credits. */
  readonly v2: Keep3rV2;
  /** Quotes KP3R and computes keepers' rewards. */
  readonly helper: Keep3rHelper;
  /** Mints KP3R on behalf of V2. */
  readonly proxy: Keep3rV1Proxy;
  /** kLP: the pair manager that holds KP3R/WETH liquidity, and its ERC-20 share. */
  readonly pool: UniV3PairManager;
  /** The Uniswap v3 pool behind kLP, with the oracle. */
  readonly uniswapPool: UniswapV3Pool;
  readonly router: SwapRouter;
  readonly weth: WETH9;
  /** Governance of V2. */
  readonly governance: SimulatedSigner;
  readonly #chain: Chain;
  readonly #clock: Clock;
  #keeper: SimulatedSigner | undefined;

  /** Use `connectKeep3r`. */
  constructor(chain: Chain, contracts: Keep3rContracts, governance: SimulatedSigner) {
    this.#chain = chain;
    this.#clock = new Clock(chain);
    this.v1 = contracts.v1;
    this.v2 = contracts.v2;
    this.helper = contracts.helper;
    this.proxy = contracts.proxy;
    this.pool = contracts.pool;
    this.uniswapPool = contracts.uniswapPool;
    this.router = contracts.router;
    this.weth = contracts.weth;
    this.governance = governance;
  }

  /**
   * A keeper, registered and bonded.
   *
   * @throws Keep3rNotSetUpError before `setup()`
   */
  get keeper(): SimulatedSigner {
    if (this.#keeper !== undefined) return this.#keeper;
    throw new Keep3rNotSetUpError({
      message: "There is no keeper yet.",
      hint: "Run await keep3r.setup() first: it registers one, which takes the protocol's three days.",
    });
  }

  /**
   * Registers and bonds the keeper, unless that has been done, here or before the chain was saved to a file. Takes the
   * protocol's bond time, three days.
   */
  async setup(): Promise<void> {
    // Going back to a snapshot may have undone an earlier set-up.
    const address = this.#keeper?.address ?? this.#chain.contracts.savedAddress(keeperName);
    const known = address !== undefined && (await this.v2.keepers()).includes(address);
    if (known) this.#keeper ??= await this.#chain.getSigner(address);
    else this.#keeper = await this.activateKeeper();
    this.#chain.contracts.addressBook.set(keeperName, this.#keeper.address);
  }

  /**
   * Makes somebody a keeper: bonds 0 KP3R, waits for the bond time, activates.
   *
   * @param keeper - default: a new signer
   */
  async activateKeeper(keeper?: SimulatedSigner): Promise<SimulatedSigner> {
    const signer = keeper ?? (await this.#chain.newSigner());
    const v2 = this.v2.connect(signer);
    await (await v2.bond(this.v1, 0n)).wait();
    // The bond is locked up to and including the moment at which the bond time has passed.
    await this.#clock.sleep(Number(await v2.bondTime()));
    await (await v2.activate(this.v1)).wait();
    return signer;
  }

  /**
   * Mints KP3R, as the governance of V1's proxy may.
   *
   * @param amount - KP3R, 18 decimals
   */
  async mintKp3r(to: AddressLike, amount: bigint): Promise<void> {
    assertAmount(amount, "KP3R to mint");
    const recipient = await resolveAddress(to, "Who gets minted KP3R");
    const proxyGovernance = await this.#chain.getSigner(await this.proxy.governance());
    await (await this.proxy.connect(proxyGovernance)["mint(address,uint256)"](recipient, amount)).wait();
  }

  /**
   * Mints kLP: provides KP3R and WETH to the pool over its full range, in the proportion of its price.
   *
   * @param provider - gets the kLP, and pays
   * @param most - the most of each token to provide, 18 decimals; both are minted for the provider
   */
  async mintLiquidity(
    provider: SimulatedSigner,
    most: { readonly kp3r: bigint; readonly weth: bigint },
  ): Promise<MintedLiquidity> {
    assertAmount(most.kp3r, "kp3r");
    assertAmount(most.weth, "weth");
    const [kp3r, weth, pool] = [
      this.v1.connect(provider),
      this.weth.connect(provider),
      this.pool.connect(provider),
    ];
    await this.mintKp3r(provider, most.kp3r);
    await (await weth.deposit({ value: most.weth })).wait();
    await (await kp3r.approve(pool, most.kp3r)).wait();
    await (await weth.approve(pool, most.weth)).wait();

    const holdings = async (): Promise<bigint[]> =>
      await Promise.all([kp3r, weth, pool].map(async (token) => await token.balanceOf(provider)));
    const [kp3rBefore = 0n, wethBefore = 0n, klpBefore = 0n] = await holdings();
    await (await pool.mint(most.kp3r, most.weth, 0n, 0n, provider)).wait();
    const [kp3rAfter = 0n, wethAfter = 0n, klpAfter = 0n] = await holdings();
    return {
      kp3rSpent: kp3rBefore - kp3rAfter,
      wethSpent: wethBefore - wethAfter,
      minted: klpAfter - klpBefore,
    };
  }

  /**
   * Deploys a job that burns gas on demand, and registers it with V2.
   *
   * @param owner - deploys it and thereby owns its liquidity
   */
  async createJob(owner: SimulatedSigner): Promise<GasBurningJob> {
    const job = await deployGasBurningJob(this.#chain, this.v2, owner);
    this.#chain.contracts.nameContract(await job.getAddress(), "GasBurningJob");
    await this.registerJob(job, owner);
    return job;
  }

  /** Registers any contract as a job; `owner` then owns its liquidity. */
  async registerJob(job: AddressLike, owner: SimulatedSigner): Promise<void> {
    await (await this.v2.connect(owner).addJob(await resolveAddress(job, "The job"))).wait();
  }

  /**
   * Bonds kLP to a job, which then earns credits.
   *
   * @param amount - kLP, 18 decimals
   * @throws InsufficientLiquidityError if the provider holds less
   */
  async addLiquidity(job: AddressLike, provider: SimulatedSigner, amount: bigint): Promise<void> {
    assertAmount(amount, "kLP for the job");
    assertHolds(provider, await this.pool.balanceOf(provider), amount);
    await (await this.pool.connect(provider).approve(this.v2, amount)).wait();
    const to = await resolveAddress(job, "The job");
    await (await this.v2.connect(provider).addLiquidityToJob(to, this.pool, amount)).wait();
  }

  /**
   * Sells one token for another, at whatever price.
   *
   * @returns how much was bought, in the token's smallest unit
   * @throws UnknownPoolError if there is no pool of the two tokens with that fee
   * @source ISwapRouter.exactInputSingle
   */
  async swap(swap: Swap): Promise<bigint> {
    const { amount, seller, fee = kp3rWethFee } = swap;
    assertAmount(amount, "amount");
    const from = await resolveAddress(swap.from, "from");
    const to = await resolveAddress(swap.to, "to");
    const recipient = await resolveAddress(swap.recipient ?? seller, "recipient");
    await this.#assertPool(from, to, fee);
    const token = WETH9__factory.connect(from, seller);
    const bought = WETH9__factory.connect(to, seller);
    await (await token.approve(this.router, amount)).wait();
    const before = await bought.balanceOf(recipient);
    await (
      await this.router.connect(seller).exactInputSingle({
        tokenIn: from,
        tokenOut: to,
        fee,
        recipient,
        deadline: MaxUint256,
        amountIn: amount,
        amountOutMinimum: 0n,
        sqrtPriceLimitX96: 0n,
      })
    ).wait();
    return (await bought.balanceOf(recipient)) - before;
  }

  async #assertPool(from: string, to: string, fee: number): Promise<void> {
    const factory = UniswapV3Factory__factory.connect(addresses.uniswapV3Factory, this.#chain.ethersProvider);
    if (BigInt(await factory.getPool(from, to, fee)) !== 0n) return;
    throw new UnknownPoolError({
      message: `There is no Uniswap v3 pool of ${from} and ${to} with fee ${fee}.`,
      hint: "Fees are millionths: 500, 3000 or 10000. KP3R/WETH is the pool of fee 10000.",
    });
  }

  /**
   * Mints KP3R and sells it for WETH in the KP3R/WETH pool: moves the price down.
   *
   * @param amount - KP3R, 18 decimals
   * @returns WETH bought, 18 decimals
   */
  async sellMintedKp3r(seller: SimulatedSigner, amount: bigint): Promise<bigint> {
    await this.mintKp3r(seller, amount);
    return await this.swap({ from: this.v1, to: this.weth, amount, seller });
  }

  /**
   * The pool's average tick over the time before the latest block.
   *
   * @param window - seconds
   * @returns an integer, cut towards zero as Keep3r does
   * @throws InvalidTimeError if the pool's oracle does not reach back that far
   */
  async averageTick(window: number | bigint): Promise<number> {
    return await averageTick(this.uniswapPool, window);
  }

  /**
   * The pool's time-weighted average price over the time before the latest block.
   *
   * @param window - seconds
   * @returns WETH per KP3R: 1.0001 to the average tick
   */
  async quote(window: number | bigint): Promise<number> {
    return priceAtTick(await this.averageTick(window));
  }
}

/** Addresses of the contracts that never change. */
export const keep3rAddresses: typeof addresses = addresses;
