import type {} from "@nomicfoundation/hardhat-ethers";
import type {} from "@nomicfoundation/hardhat-network-helpers";
import type { Signer } from "ethers";
import type { NetworkHooks } from "hardhat/types/hooks";
import type { FailedJsonRpcResponse } from "hardhat/types/providers";
import { BlockRules } from "./blockRules.ts";
import type { ChainConnection, FailureExplainer } from "./chain.ts";
import { findRevert } from "./decodeRevert.ts";
import { temporaryForkCache } from "./fork/temporaryForkCache.ts";
import { Journal, type JournalEntry } from "./journal.ts";
import { projectArtifacts } from "./projectArtifacts.ts";
import type { RpcProvider, RpcRequest } from "./rpc.ts";

/** What differs from the network's entry in hardhat.config.ts. */
export interface ConnectionOptions {
  /** Unix seconds of the genesis block. */
  readonly genesisTime?: number;
  /** Wei per gas of every block; `undefined` leaves it to EIP-1559. */
  readonly baseFee?: bigint;
  readonly fork?: ForkOptions;
}

/** Where a fork's state comes from, and how it goes on. */
export interface ForkOptions {
  /** JSON-RPC endpoint; holds no secret. */
  readonly url: string;
  readonly block: number;
  /** Rules of the blocks to come. */
  readonly hardfork: string;
  /** Why the endpoint could not answer, if it could not: the node wraps and cuts what it is told. */
  readonly failure: () => Error | undefined;
}

/**
 * Opens a connection of its own to a network of hardhat.config.ts.
 *
 * Hardhat is loaded here and not earlier, so that a notebook's `require` of this library stays possible.
 *
 * @param network - name of the network in hardhat.config.ts
 */
export async function connectHardhat(
  network: string,
  options: ConnectionOptions = {},
): Promise<ChainConnection> {
  const { default: hre } = await import("hardhat");
  const { fork } = options;
  const rules = new BlockRules(options.baseFee);
  const journal = new Journal();
  let replayed: readonly JournalEntry[] | undefined;
  const connect = async () =>
    await hre.network.create({
      network,
      override: {
        ...(options.genesisTime === undefined ? {} : { initialDate: new Date(options.genesisTime * 1_000) }),
        ...(options.baseFee === undefined ? {} : { initialBaseFeePerGas: options.baseFee }),
        ...(fork === undefined
          ? {}
          : { hardfork: fork.hardfork, forking: { url: fork.url, blockNumber: fork.block } }),
      },
    });
  const cache = fork === undefined ? undefined : await temporaryForkCache(hre.hooks, fork.url);
  const connection = await (cache?.connect(connect) ?? connect()).catch((error: unknown) => {
    throw fork?.failure() ?? error;
  });

  let lastId = 0;
  const failures: FailureExplainer = { explain: () => Promise.resolve(undefined) };
  const obeyRules: NetworkHooks["onRequest"] = async (context, target, rpcRequest, next) => {
    const { method } = rpcRequest;
    if (replayed === undefined && !rules.concerns(method) && !journal.concerns(method)) {
      return await next(context, target, rpcRequest);
    }
    const params = Array.isArray(rpcRequest.params) ? rpcRequest.params : [];
    const send = async (request: RpcRequest): Promise<unknown> => {
      lastId += 1;
      const response = await next(context, target, {
        jsonrpc: "2.0",
        id: `block-rules-${lastId}`,
        method: request.method,
        params: [...(request.params ?? [])],
      });
      if ("error" in response) throw new RpcFailure(response.error);
      return response.result;
    };
    const forward = async (request: RpcRequest): Promise<unknown> => await journal.pass(request, send);
    try {
      const entries = replayed;
      replayed = undefined;
      const result = await rules.apply({ method, params }, forward);
      if (entries !== undefined) await journal.replay(entries, send);
      return { jsonrpc: "2.0", id: rpcRequest.id, result };
    } catch (error) {
      if (error instanceof RpcFailure) return { jsonrpc: "2.0", id: rpcRequest.id, error: error.response };
      throw error;
    }
  };
  const hooks: Partial<NetworkHooks> = {
    onRequest: async (context, target, rpcRequest, next) => {
      if (target.id !== connection.id) return await next(context, target, rpcRequest);
      try {
        return await obeyRules(context, target, rpcRequest, next);
      } catch (error) {
        // A revert is no failure of the endpoint, whatever failed before.
        const failed = findRevert(error) === undefined ? fork?.failure() : undefined;
        throw failed ?? (await failures.explain(rpcRequest.method, error)) ?? error;
      }
    },
  };
  hre.hooks.registerHandlers("network", hooks);

  const provider: RpcProvider = connection.provider;
  const { ethers, networkHelpers } = connection;
  return {
    provider,
    ethersProvider: ethers.provider,
    rules,
    failures,
    journal,
    replay: async (entries) => {
      replayed = entries;
      // Hardhat's own handlers, which fill in gas and its price, act on the first request that a hook sends on. Under
      // the rules that is always a read; so it has to be here for the node to get what it got before.
      await provider.request({ method: "eth_chainId" });
    },
    getSigner: async (address): Promise<Signer> => await ethers.getImpersonatedSigner(address),
    setBalance: async (address, wei) => {
      await networkHelpers.setBalance(address, wei);
    },
    takeSnapshot: async () => await networkHelpers.takeSnapshot(),
    readArtifact: async (name) => await (await projectArtifacts()).read(name),
    close: async () => {
      await connection.close();
      cache?.remove();
      hre.hooks.unregisterHandlers("network", hooks);
    },
  };
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
