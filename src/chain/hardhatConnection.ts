import type {} from "@nomicfoundation/hardhat-ethers";
import type {} from "@nomicfoundation/hardhat-network-helpers";
import type { Signer } from "ethers";
import type { NetworkHooks } from "hardhat/types/hooks";
import type { FailedJsonRpcResponse } from "hardhat/types/providers";
import { type BlockInterval, BlockRules } from "./blockRules.ts";
import { closest } from "../common/closest.ts";
import { kindOf } from "../common/kindOf.ts";
import type { ChainConnection } from "./connection.ts";
import { InvalidSettingError } from "./errors.ts";
import { findRevert } from "./decodeRevert.ts";
import { temporaryForkCache } from "./fork/temporaryForkCache.ts";
import { Journal } from "./journal.ts";
import { NodeRequests } from "./nodeRequests.ts";
import { openProject } from "./project.ts";
import type { RpcProvider, RpcRequest } from "./rpc.ts";

/** Name of the network that the plugin adds to a project: every chain is a connection to it. */
export const networkName = "simulation";

/** How a connection starts. */
export interface ConnectionOptions {
  /** Default: Hardhat's, 31337. */
  readonly chainId?: number | undefined;
  /** Unix seconds of the genesis block. */
  readonly genesisTime?: number;
  /** Wei per gas of every block; `undefined` leaves it to EIP-1559. */
  readonly baseFee?: bigint | undefined;
  /** Seconds between blocks, or `"sample"`. */
  readonly blockInterval: BlockInterval;
  /** Rules of the blocks to come. Default: the newest that Hardhat knows. */
  readonly hardfork?: string | undefined;
  readonly fork?: ForkOptions;
}

/** Where a fork's state comes from. */
export interface ForkOptions {
  /** JSON-RPC endpoint; holds no secret. */
  readonly url: string;
  readonly block: number;
  /** Why the endpoint could not answer, if it could not: the node wraps and cuts what it is told. */
  readonly failure: () => Error | undefined;
}

/** Gas of blocks, and of transactions that do not say how much: estimating costs ten executions. */
interface GasLimits {
  readonly block: number;
  readonly transaction: number;
}

/** Since Osaka a transaction may have 2^24 gas; before, as much as its block. */
const sinceOsaka: GasLimits = { block: 60_000_000, transaction: 2 ** 24 };
const beforeOsaka: GasLimits = { block: 30_000_000, transaction: 30_000_000 };

/** Hardforks that the node knows, oldest first, as Hardhat names them. */
const hardforks: readonly string[] =
  "byzantium constantinople petersburg istanbul muirGlacier berlin london arrowGlacier grayGlacier merge shanghai cancun prague osaka amsterdam".split(
    " ",
  );

/** Whether one hardfork comes before another; one that is not named or not known is the newest. */
export function isBefore(hardfork: string | undefined, other: "london" | "osaka"): boolean {
  const place = hardforks.indexOf(hardfork ?? "");
  return place !== -1 && place < hardforks.indexOf(other);
}

/**
 * Opens a connection of its own to the network that the plugin has added to the project.
 *
 * @throws PluginMissingError if the project's config does not list the plugin
 */
export async function connectHardhat(options: ConnectionOptions): Promise<ChainConnection> {
  const { hardhat: hre } = await openProject();
  const { chainId, genesisTime, baseFee, blockInterval, hardfork, fork } = options;
  const limits = isBefore(hardfork, "osaka") ? beforeOsaka : sinceOsaka;
  const rules = new BlockRules(baseFee, blockInterval, limits.transaction);
  const journal = new Journal();
  const requests = new NodeRequests(rules, journal, limits.transaction);
  const connect = async () =>
    await hre.network.create({
      network: networkName,
      override: {
        blockGasLimit: limits.block,
        // The node would hold calls to it as well, which read many views at once; transactions are held to it below.
        transactionGasCap: false,
        // Several transactions of one block come in the order in which they were sent.
        mining: { mempool: { order: "fifo" } },
        ...(chainId === undefined ? {} : { chainId }),
        ...(genesisTime === undefined ? {} : { initialDate: new Date(genesisTime * 1_000) }),
        ...(baseFee === undefined ? {} : { initialBaseFeePerGas: baseFee }),
        ...(hardfork === undefined ? {} : { hardfork }),
        ...(fork === undefined ? {} : { forking: { url: fork.url, blockNumber: fork.block } }),
      },
    });
  const cache = fork === undefined ? undefined : await temporaryForkCache(hre.hooks, fork.url);
  const connection = await (cache?.connect(connect) ?? connect()).catch((error: unknown) => {
    throw fork?.failure() ?? unknownHardfork(hardfork, error) ?? error;
  });

  let lastId = 0;
  const hooks: Partial<NetworkHooks> = {
    onRequest: async (context, target, rpcRequest, next) => {
      if (target.id !== connection.id) return await next(context, target, rpcRequest);
      const { method, id, jsonrpc } = rpcRequest;
      const send = async (request: RpcRequest): Promise<unknown> => {
        lastId += 1;
        const params = [...(request.params ?? [])];
        const inner = { jsonrpc, id: `simulation-${lastId}`, method: request.method, params };
        const response = await next(context, target, inner);
        if ("error" in response) throw new RpcFailure(response.error);
        return response.result;
      };
      const params = Array.isArray(rpcRequest.params) ? rpcRequest.params : [];
      try {
        return { jsonrpc, id, result: await requests.answer({ method, params }, send) };
      } catch (error) {
        if (error instanceof RpcFailure) return { jsonrpc, id, error: error.response };
        // A revert is no failure of the endpoint, whatever failed before.
        const failed = findRevert(error) === undefined ? fork?.failure() : undefined;
        throw failed ?? (await requests.handlers.explain({ method, params }, error)) ?? error;
      }
    },
  };
  hre.hooks.registerHandlers("network", hooks);

  const provider: RpcProvider = connection.provider;
  const { ethers, networkHelpers } = connection;
  return {
    hardhat: connection,
    chainId: connection.networkConfig.chainId ?? Number(await provider.request({ method: "eth_chainId" })),
    hardfork: "hardfork" in connection.networkConfig ? connection.networkConfig.hardfork : "",
    provider,
    ethersProvider: ethers.provider,
    rules,
    handlers: requests.handlers,
    journal,
    replay: async (entries) => {
      requests.replayNext(entries);
      // Hardhat's own handlers, which fill in gas and its price, act on the first request that a hook sends on. Under
      // the rules that is always a read; so it has to be here for the node to get what it got before.
      await provider.request({ method: "eth_chainId" });
    },
    getSigner: async (address): Promise<Signer> => await ethers.getImpersonatedSigner(address),
    setBalance: async (address, wei) => {
      await networkHelpers.setBalance(address, wei);
    },
    takeSnapshot: async () => await networkHelpers.takeSnapshot(),
    refuse: (error) => {
      // Contracts and signers hold this very object.
      Object.defineProperty(connection.provider, "request", {
        value: async ({ method }: RpcRequest) => await Promise.reject(error(method)),
      });
    },
    close: async () => {
      await connection.close();
      cache?.remove();
      hre.hooks.unregisterHandlers("network", hooks);
    },
  };
}

/** What Hardhat says of a hardfork that it does not know. */
function unknownHardfork(hardfork: string | undefined, cause: unknown): InvalidSettingError | undefined {
  if (hardfork === undefined || hardforks.includes(hardfork)) return undefined;
  const meant = typeof hardfork === "string" ? closest(hardfork, hardforks)[0] : undefined;
  return new InvalidSettingError({
    message: `There are no rules called ${kindOf(hardfork).replace(/^the text /, "")}.`,
    hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}Hardforks are ${hardforks.join(", ")}.`,
    cause,
  });
}

type RpcErrorBody = FailedJsonRpcResponse["error"];

/** Carries an error response through the rules, unchanged. */
class RpcFailure extends Error {
  readonly response: RpcErrorBody;

  constructor(response: RpcErrorBody) {
    super("JSON-RPC error response");
    this.response = response;
  }
}
