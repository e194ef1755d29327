import type { AddressLike } from "ethers";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { Keep3rV1Proxy } from "./contracts/Keep3rV1Proxy.ts";
import type { Keep3rV2 } from "./contracts/Keep3rV2.ts";
import type { Keep3rV2Helper } from "./contracts/Keep3rV2Helper.ts";
import type { SwapRouter } from "./contracts/SwapRouter.ts";
import type { UniV3PairManager } from "./contracts/UniV3PairManager.ts";
import type { UniV3PairManagerFactory } from "./contracts/UniV3PairManagerFactory.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import type { WETH9 } from "./contracts/WETH9.ts";

/** The protocol's contracts. */
export interface Keep3rContracts {
  readonly v1: Keep3rV1;
  readonly v2: Keep3rV2;
  readonly helper: Keep3rV2Helper;
  readonly proxy: Keep3rV1Proxy;
  readonly pool: UniV3PairManager;
  readonly pairManagerFactory: UniV3PairManagerFactory;
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

/** How somebody becomes a keeper. */
export interface NewKeeper {
  /** Who. Default: a new signer. */
  readonly keeper?: SimulatedSigner;
  /** KP3R to bond, 18 decimals; it is minted for the keeper. Default: 0. */
  readonly bond?: bigint;
}

/** Which kLP. */
export interface PoolChoice {
  /** What `keep3r.createPool` gave. Default: `keep3r.pool`, KP3R/WETH with 1% fee. */
  readonly pool?: UniV3PairManager;
}
