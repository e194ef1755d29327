import type { Interface } from "ethers";
import type { Chain } from "../chain/chain.ts";
import {
  addressOf,
  callerOf,
  type ContractLike,
  plainArguments,
  type ViewArgument,
} from "./traces/contractLike.ts";
import { createViewTrace, type ViewTrace, type ViewTraceOptions } from "./traces/viewTrace.ts";

/** Most descriptions that are kept: those that hold at all samples are asked for soon, others never again. */
const limit = 1_000;

/** Describes what checks read. The same is asked for at every sample, and is described once. */
export class InvariantReads {
  readonly #chain: Chain;
  readonly #known = new Map<Interface, Map<string, ViewTrace>>();

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /** @throws UnknownViewError, InvalidArgumentsError, NotANumberError */
  describe(
    contract: ContractLike,
    view: string,
    args: ViewArgument | readonly ViewArgument[],
    options: Pick<ViewTraceOptions, "pick">,
  ): ViewTrace {
    const known = this.#of(contract.interface);
    const plain = plainArguments([args]);
    const key = JSON.stringify(
      [addressOf(contract), callerOf(contract), view, plain, options.pick],
      writeBigInt,
    );
    const trace = known.get(key) ?? createViewTrace(contract, view, args, options);
    if (known.size < limit) known.set(key, trace);
    return trace;
  }

  #of(abi: Interface): Map<string, ViewTrace> {
    const known = this.#known.get(abi);
    if (known !== undefined) return known;
    this.#chain.contracts.learnErrors(abi);
    const fresh = new Map<string, ViewTrace>();
    this.#known.set(abi, fresh);
    return fresh;
  }
}

function writeBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
