import { type AddressLike, MaxUint256 } from "ethers";
import type { Chain } from "../chain/chain.ts";
import { signerBalance, type SimulatedSigner } from "../chain/seededSigners.ts";
import { Clock } from "../recorder/clock/clock.ts";
import { assertHolds } from "./assertHolds.ts";
import type { GasBurningJob } from "./contracts/GasBurningJob.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { Keep3rV1Proxy } from "./contracts/Keep3rV1Proxy.ts";
import type { Keep3rV2 } from "./contracts/Keep3rV2.ts";
import type { Keep3rV2Helper } from "./contracts/Keep3rV2Helper.ts";
import type { SwapRouter } from "./contracts/SwapRouter.ts";
import type { UniV3PairManager } from "./contracts/UniV3PairManager.ts";
import type { UniV3PairManagerFactory } from "./contracts/UniV3PairManagerFactory.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import type { WETH9 } from "./contracts/WETH9.ts";
import { UniswapV3Factory__factory } from "./contracts/factories/UniswapV3Factory__factory.ts";
import { WETH9__factory } from "./contracts/factories/WETH9__factory.ts";
import { createPool, type NewPool } from "./createPool.ts";
import { deployGasBurningJob } from "./deployGasBurningJob.ts";
import { Keep3rDisputes } from "./disputes.ts";
import { Keep3rNotSetUpError, UnknownPoolError } from "./errors.ts";
import { assertAmount } from "./assertAmount.ts";
import { addresses, kp3rWethFee } from "./network/addresses.ts";
import { movePool, type PoolMove, priceOf } from "./movePool.ts";
import type { Keep3rVersion } from "./network/mainnetDeployments.ts";
import type { Keep3rContracts, MintedLiquidity, NewKeeper, PoolChoice, Swap } from "./keep3rOptions.ts";
import { averageTick, priceAtTick } from "./oracle.ts";
import { resolveAddress } from "./resolveAddress.ts";

/** Name under which the keeper is found again in a state file. */
const keeperName = "keeper";

/** The Keep3r Network as a notebook uses it: its contracts, its governance, a keeper, and what people do with them. */
export class Keep3r implements Keep3rContracts {
  /** KP3R, the token. */
  readonly v1: Keep3rV1;
  /** Keep3r V2: jobs, keepers, credits; typed as far as all versions of mainnet agree. */
  readonly v2: Keep3rV2;
  /** Quotes KP3R and computes keepers' rewards. */
  readonly helper: Keep3rV2Helper;
  /** Mints KP3R on behalf of V2. */
  readonly proxy: Keep3rV1Proxy;
  /** kLP: the pair manager that holds KP3R/WETH liquidity, and its ERC-20 share. */
  readonly pool: UniV3PairManager;
  /** Makes pair managers. */
  readonly pairManagerFactory: UniV3PairManagerFactory;
  /** The Uniswap v3 pool behind kLP, with the oracle. */
  readonly uniswapPool: UniswapV3Pool;
  readonly router: SwapRouter;
  readonly weth: WETH9;
  /** Governance of V2. */
  readonly governance: SimulatedSigner;
  /** Which V2 of mainnet it is: the one that is alive at a fork's block, V2.0 on an embedded chain. */
  readonly version: Keep3rVersion;
  /** Disputes about keepers and jobs, and slashes. */
  readonly disputes: Keep3rDisputes;
  readonly #chain: Chain;
  readonly #clock: Clock;
  #keeper: SimulatedSigner | undefined;

  /** Use `connectKeep3r`. */
  constructor(chain: Chain, contracts: Keep3rContracts, governance: SimulatedSigner, version: Keep3rVersion) {
    this.#chain = chain;
    this.#clock = new Clock(chain);
    this.v1 = contracts.v1;
    this.v2 = contracts.v2;
    this.helper = contracts.helper;
    this.proxy = contracts.proxy;
    this.pool = contracts.pool;
    this.pairManagerFactory = contracts.pairManagerFactory;
    this.uniswapPool = contracts.uniswapPool;
    this.router = contracts.router;
    this.weth = contracts.weth;
    this.governance = governance;
    this.version = version;
    this.disputes = new Keep3rDisputes(chain, contracts, governance);
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
   * Makes somebody a keeper: bonds KP3R, waits for the bond time, activates.
   *
   * @param who - a signer, who bonds 0 KP3R; or who, and how much. Default: a new signer
   * @example const rich = await keep3r.activateKeeper({ bond: 200n * 10n ** 18n });
   */
  async activateKeeper(who: SimulatedSigner | NewKeeper = {}): Promise<SimulatedSigner> {
    const { keeper, bond = 0n }: NewKeeper = "address" in who ? { keeper: who } : who;
    const signer = keeper ?? (await this.#chain.newSigner());
    await this.#activate([{ signer, bond }]);
    return signer;
  }

  /**
   * Makes several new signers keepers, with one wait for all.
   *
   * @param bonds - KP3R that each bonds, 18 decimals; as many keepers come back, in that order
   * @example const [small, large] = await keep3r.activateKeepers([0n, 200n * 10n ** 18n]);
   */
  async activateKeepers<const Bonds extends readonly bigint[]>(
    bonds: Bonds,
  ): Promise<{ -readonly [Index in keyof Bonds]: SimulatedSigner }> {
    const keepers: { readonly signer: SimulatedSigner; readonly bond: bigint }[] = [];
    for (const bond of bonds) keepers.push({ signer: await this.#chain.newSigner(), bond });
    await this.#activate(keepers);
    return keepers.map(({ signer }) => signer) as { -readonly [Index in keyof Bonds]: SimulatedSigner };
  }

  async #activate(
    keepers: readonly { readonly signer: SimulatedSigner; readonly bond: bigint }[],
  ): Promise<void> {
    for (const { signer, bond } of keepers) {
      if (bond > 0n) {
        await this.mintKp3r(signer, bond);
        await (await this.v1.connect(signer).approve(this.v2, bond)).wait();
      }
      await (await this.v2.connect(signer).bond(this.v1, bond)).wait();
    }
    // The bond is locked up to and including the moment at which the bond time has passed.
    await this.#clock.sleep(Number(await this.v2.bondTime()));
    for (const { signer } of keepers) await (await this.v2.connect(signer).activate(this.v1)).wait();
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
   * @param options - `pool`
   */
  async mintLiquidity(
    provider: SimulatedSigner,
    most: { readonly kp3r: bigint; readonly weth: bigint },
    { pool: chosen = this.pool }: PoolChoice = {},
  ): Promise<MintedLiquidity> {
    assertAmount(most.kp3r, "kp3r");
    assertAmount(most.weth, "weth");
    const [kp3r, weth, pool] = [
      this.v1.connect(provider),
      this.weth.connect(provider),
      chosen.connect(provider),
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
   * Makes a further pool of KP3R and WETH, at the price of the 1% pool, with a pair manager whose kLP jobs may get. A
   * job can be given it once the pool's oracle reaches back over a whole reward period: two periods later at most.
   *
   * @returns its pair manager: `{ pool }` for `mintLiquidity` and `addLiquidity`
   * @throws InvalidArgumentsError if Uniswap has no such fee, or this version's pair managers cannot hold the pool
   * @example const pool = await keep3r.createPool({ fee: 500 });
   */
  async createPool(options: NewPool): Promise<UniV3PairManager> {
    const pool = await createPool(this, options);
    this.#chain.contracts.nameContract(await pool.getAddress(), "UniV3PairManager");
    return pool;
  }

  /**
   * Bonds kLP to a job, which then earns credits.
   *
   * @param amount - kLP, 18 decimals
   * @param options - `pool`
   * @throws InsufficientLiquidityError if the provider holds less
   */
  async addLiquidity(
    job: AddressLike,
    provider: SimulatedSigner,
    amount: bigint,
    { pool = this.pool }: PoolChoice = {},
  ): Promise<void> {
    assertAmount(amount, "kLP for the job");
    assertHolds(provider, await pool.balanceOf(provider), amount);
    await (await pool.connect(provider).approve(this.v2, amount)).wait();
    const to = await resolveAddress(job, "The job");
    await (await this.v2.connect(provider).addLiquidityToJob(to, pool, amount)).wait();
  }

  /**
   * Gives a job credits in a token other than KP3R, which it can pay its keepers with.
   *
   * @param token - an ERC-20
   * @param amount - that the provider pays, in the token's smallest unit
   * @returns what the job can spend of it: the amount less the protocol's fee
   * @throws RevertedError with TokenUnallowed for KP3R, JobUnavailable for what is no job
   * @source Keep3rJobFundableCredits.addTokenCreditsToJob
   */
  async addTokenCreditsToJob(
    job: AddressLike,
    provider: SimulatedSigner,
    token: AddressLike,
    amount: bigint,
  ): Promise<bigint> {
    const v2 = this.v2.connect(provider);
    const before = await v2.jobTokenCredits(job, token);
    await (
      await WETH9__factory.connect(await resolveAddress(token, "The token"), provider).approve(
        this.v2,
        amount,
      )
    ).wait();
    await (await v2.addTokenCreditsToJob(job, token, amount)).wait();
    return (await v2.jobTokenCredits(job, token)) - before;
  }

  /**
   * Pays a keeper out of a job's token credits, as the job itself would in its work: the job is impersonated.
   *
   * @param amount - in the token's smallest unit
   * @throws RevertedError with InsufficientFunds if the job has less
   * @source Keep3rJobWorkable.directTokenPayment
   */
  async payInToken(job: AddressLike, keeper: AddressLike, token: AddressLike, amount: bigint): Promise<void> {
    const address = await resolveAddress(job, "The job");
    const ether = await this.#chain.ethersProvider.getBalance(address);
    if (ether < signerBalance) await this.#chain.setBalance(address, signerBalance);
    const v2 = this.v2.connect(await this.#chain.getSigner(address));
    try {
      await (await v2.directTokenPayment(token, keeper, amount)).wait();
    } finally {
      await this.#chain.setBalance(address, ether);
    }
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
   * Moves the KP3R/WETH pool's price by real swaps, with the liquidity that the pool has. Takes a few transactions.
   *
   * @param price - WETH per KP3R
   * @returns what the rest of the market put into the pool, fees included; what it took out is negative
   * @throws InvalidArgumentsError if no pool could have the price
   * @example const fall = await $.follow(kp3rPrice, $.time(4, "hours"), (price) => keep3r.moveTo(price));
   */
  async moveTo(price: number): Promise<PoolMove> {
    return await movePool(this.#chain, this, price);
  }

  /**
   * Trades in the KP3R/WETH pool as an arbitrageur who can trade elsewhere at a price: as far as the pool's fee leaves
   * a gain, which is to within the fee of that price. Does nothing where there is none.
   *
   * @param market - WETH per KP3R elsewhere
   * @returns as {@link moveTo}; `undefined` if no trade pays
   * @throws InvalidArgumentsError if no pool could have the price
   */
  async arbitrage(market: number): Promise<PoolMove | undefined> {
    const edge = await this.#arbitrageEdge(market);
    return edge === undefined ? undefined : await this.moveTo(edge);
  }

  /** Whether an arbitrageur who can trade elsewhere at a price, WETH per KP3R, has a gain in the pool. */
  async arbitragePays(market: number): Promise<boolean> {
    return (await this.#arbitrageEdge(market)) !== undefined;
  }

  /** Up to which price trading pays. */
  async #arbitrageEdge(market: number): Promise<number | undefined> {
    const kept = 1 - kp3rWethFee / 1_000_000;
    const [low, high] = [market * kept, market / kept];
    const price = await this.spotPrice();
    // A pool at the edge already may stand a rounding beyond it.
    if (price < low * (1 - 1e-9)) return low;
    return price > high * (1 + 1e-9) ? high : undefined;
  }

  /** The KP3R/WETH pool's price at the latest block, WETH per KP3R. */
  async spotPrice(): Promise<number> {
    return priceOf((await this.uniswapPool.slot0()).sqrtPriceX96);
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
