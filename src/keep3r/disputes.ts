import { type AddressLike, Contract, id, resolveAddress } from "ethers";
import type { Chain } from "../chain/chain.ts";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { Keep3rV2 } from "./contracts/Keep3rV2.ts";
import type { UniV3PairManager } from "./contracts/UniV3PairManager.ts";

/** V2.2 takes from bonds that wait for their withdrawal, too. */
const slashes = {
  upToV21: "slash(address,address,uint256)",
  sinceV22: "slash(address,address,uint256,uint256)",
} as const;

/**
 * Disputes about keepers and jobs, and what follows from them, on behalf of V2's governance; it becomes a disputer and a
 * slasher when it is first needed. While there is a dispute, a keeper cannot bond, activate, withdraw or be paid in a
 * token, but can work; a job cannot pay, and its owner cannot withdraw its liquidity.
 */
export class Keep3rDisputes {
  readonly #chain: Chain;
  readonly #v1: Keep3rV1;
  readonly #v2: Keep3rV2;
  readonly #pool: UniV3PairManager;
  readonly #governance: SimulatedSigner;

  /** Use `keep3r.disputes`. */
  constructor(
    chain: Chain,
    { v1, v2, pool }: { readonly v1: Keep3rV1; readonly v2: Keep3rV2; readonly pool: UniV3PairManager },
    governance: SimulatedSigner,
  ) {
    this.#chain = chain;
    this.#v1 = v1;
    this.#v2 = v2.connect(governance);
    this.#pool = pool;
    this.#governance = governance;
  }

  /**
   * Disputes a keeper or a job.
   *
   * @throws RevertedError with AlreadyDisputed if it is disputed already
   * @source Keep3rDisputable.dispute
   */
  async open(jobOrKeeper: AddressLike): Promise<void> {
    await this.#becomeDisputer();
    await (await this.#v2.dispute(jobOrKeeper)).wait();
  }

  /**
   * Ends a dispute: the keeper or job may do again what it could.
   *
   * @throws RevertedError with NotDisputed if there is none
   * @source Keep3rDisputable.resolve
   */
  async resolve(jobOrKeeper: AddressLike): Promise<void> {
    await this.#becomeDisputer();
    await (await this.#v2.resolve(jobOrKeeper)).wait();
  }

  /**
   * Takes bonds from a disputed keeper. KP3R that was bonded had been burnt; other tokens go to governance.
   *
   * @param amount - of the token, in its smallest unit
   * @param token - that was bonded. Default: KP3R
   * @throws RevertedError with NotDisputed without a dispute
   * @source Keep3rKeeperDisputable.slash
   */
  async slashKeeper(keeper: AddressLike, amount: bigint, token: AddressLike = this.#v1): Promise<void> {
    await this.#becomeSlasher();
    const code = await this.#chain.ethersProvider.getCode(this.#v2);
    const isNew = code.includes(id(slashes.sinceV22).slice(2, 10));
    const signature = isNew ? slashes.sinceV22 : slashes.upToV21;
    const v2 = new Contract(await this.#v2.getAddress(), [`function ${signature}`], this.#governance);
    const transaction = await v2
      .getFunction(signature)
      .send(...(await resolveAll(keeper, token)), amount, ...(isNew ? [0n] : []));
    await transaction.wait();
  }

  /**
   * Removes a disputed keeper from the network, with all its bonded KP3R.
   *
   * @throws RevertedError with NotDisputed without a dispute
   * @source Keep3rKeeperDisputable.revoke
   */
  async revokeKeeper(keeper: AddressLike): Promise<void> {
    await this.#becomeSlasher();
    await (await this.#v2.revoke(keeper)).wait();
  }

  /**
   * Takes liquidity from a disputed job; it goes to governance.
   *
   * @param amount - kLP, 18 decimals
   * @param pool - whose kLP. Default: that of KP3R/WETH with 1% fee
   * @throws RevertedError with NotDisputed without a dispute
   * @source Keep3rJobDisputable.slashLiquidityFromJob
   */
  async slashLiquidity(job: AddressLike, amount: bigint, pool: UniV3PairManager = this.#pool): Promise<void> {
    await this.#becomeSlasher();
    await (await this.#v2.slashLiquidityFromJob(job, pool, amount)).wait();
  }

  /**
   * Takes credits in a token from a disputed job; they go to governance.
   *
   * @param amount - in the token's smallest unit
   * @throws RevertedError with NotDisputed without a dispute
   * @source Keep3rJobDisputable.slashTokenFromJob
   */
  async slashTokenCredits(job: AddressLike, token: AddressLike, amount: bigint): Promise<void> {
    await this.#becomeSlasher();
    await (await this.#v2.slashTokenFromJob(job, token, amount)).wait();
  }

  async #becomeDisputer(): Promise<void> {
    if (!(await this.#v2.disputers(this.#governance))) {
      await (await this.#v2.addDisputer(this.#governance)).wait();
    }
  }

  async #becomeSlasher(): Promise<void> {
    if (!(await this.#v2.slashers(this.#governance))) {
      await (await this.#v2.addSlasher(this.#governance)).wait();
    }
  }
}

async function resolveAll(...addresses: readonly AddressLike[]): Promise<string[]> {
  return await Promise.all(addresses.map(async (address) => await resolveAddress(address)));
}
