import type { ContractRunner } from "ethers";
import type { ContractName, ContractOf } from "../notebook/contractTypes.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { GasBurningJob } from "./contracts/GasBurningJob.ts";
import type { JobForTest } from "./contracts/JobForTest.ts";
import type { Keep3rV1 } from "./contracts/Keep3rV1.ts";
import type { Keep3rV1Helper } from "./contracts/Keep3rV1Helper.ts";
import type { Keep3rV1Proxy } from "./contracts/Keep3rV1Proxy.ts";
import type { Keep3rV2 } from "./contracts/Keep3rV2.ts";
import type { Keep3rV2Helper } from "./contracts/Keep3rV2Helper.ts";
import type { SwapRouter } from "./contracts/SwapRouter.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import type { UniV3PairManager } from "./contracts/UniV3PairManager.ts";
import type { UniV3PairManagerFactory } from "./contracts/UniV3PairManagerFactory.ts";
import type { WETH9 } from "./contracts/WETH9.ts";
import { GasBurningJob__factory } from "./contracts/factories/GasBurningJob__factory.ts";
import { JobForTest__factory } from "./contracts/factories/JobForTest__factory.ts";
import { Keep3rV1__factory } from "./contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Helper__factory } from "./contracts/factories/Keep3rV1Helper__factory.ts";
import { Keep3rV1Proxy__factory } from "./contracts/factories/Keep3rV1Proxy__factory.ts";
import { Keep3rV2__factory } from "./contracts/factories/Keep3rV2__factory.ts";
import { Keep3rV2Helper__factory } from "./contracts/factories/Keep3rV2Helper__factory.ts";
import { SwapRouter__factory } from "./contracts/factories/SwapRouter__factory.ts";
import { UniswapV3Pool__factory } from "./contracts/factories/UniswapV3Pool__factory.ts";
import { UniV3PairManager__factory } from "./contracts/factories/UniV3PairManager__factory.ts";
import { UniV3PairManagerFactory__factory } from "./contracts/factories/UniV3PairManagerFactory__factory.ts";
import { WETH9__factory } from "./contracts/factories/WETH9__factory.ts";

/** The pack's contracts by the names that `$.fetch` takes. */
export interface Keep3rContractsByName {
  readonly GasBurningJob: GasBurningJob;
  readonly JobForTest: JobForTest;
  /** Keep3r V2, as far as all versions of mainnet agree. */
  readonly Keep3r: Keep3rV2;
  /** The helper of V2, as far as all versions of mainnet agree. */
  readonly Keep3rHelper: Keep3rV2Helper;
  readonly Keep3rV1: Keep3rV1;
  readonly Keep3rV1Helper: Keep3rV1Helper;
  readonly Keep3rV1Proxy: Keep3rV1Proxy;
  readonly SwapRouter: SwapRouter;
  readonly UniV3PairManager: UniV3PairManager;
  readonly UniV3PairManagerFactory: UniV3PairManagerFactory;
  readonly UniswapV3Pool: UniswapV3Pool;
  readonly WETH9: WETH9;
}

/** Their ABIs, for `$.fetch` in projects that do not compile them. */
export const keep3rFactories: Readonly<
  Record<
    keyof Keep3rContractsByName,
    { createInterface(): Keep3rContractsByName[keyof Keep3rContractsByName]["interface"] }
  >
> = {
  GasBurningJob: GasBurningJob__factory,
  JobForTest: JobForTest__factory,
  Keep3r: Keep3rV2__factory,
  Keep3rHelper: Keep3rV2Helper__factory,
  Keep3rV1: Keep3rV1__factory,
  Keep3rV1Helper: Keep3rV1Helper__factory,
  Keep3rV1Proxy: Keep3rV1Proxy__factory,
  SwapRouter: SwapRouter__factory,
  UniV3PairManager: UniV3PairManager__factory,
  UniV3PairManagerFactory: UniV3PairManagerFactory__factory,
  UniswapV3Pool: UniswapV3Pool__factory,
  WETH9: WETH9__factory,
};

/** The notebook object of a chain with Keep3r: it knows the pack's contracts by name, too. */
export interface Keep3rNotebook extends Notebook {
  /**
   * A contract that exists on the chain, with its types.
   *
   * @param name - of the pack's contracts, or as in any notebook
   * @example const job = await $.fetch("GasBurningJob", $.addressBook.job);
   */
  fetch<Name extends keyof Keep3rContractsByName>(
    name: Name,
    address: string,
    runner?: ContractRunner,
  ): Promise<Keep3rContractsByName[Name]>;
  fetch<Name extends ContractName>(
    name: Name,
    address: string,
    runner?: ContractRunner,
  ): Promise<ContractOf<Name>>;
}
