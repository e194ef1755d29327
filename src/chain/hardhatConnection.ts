import type {} from "@nomicfoundation/hardhat-ethers";
import type {} from "@nomicfoundation/hardhat-network-helpers";
import type { Signer } from "ethers";
import type { NetworkHooks } from "hardhat/types/hooks";
import type { FailedJsonRpcResponse } from "hardhat/types/providers";
import { InvalidArgumentsError } from "../common/errors.ts";
import { BlockRules } from "./blockRules.ts";
import type { ChainConnection, ConnectionHandlers } from "./connection.ts";
import { findRevert } from "./decodeRevert.ts";
import { temporaryForkCache } from "./fork/temporaryForkCache.ts";
import { Journal, type JournalEntry } from "./journal.ts";
import { openProject } from "./project.ts";
import { type RpcProvider, type RpcRequest, toQuantity } from "./rpc.ts";

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

/** Hardforks before Osaka, as Hardhat names them. */
const beforeOsakaNames = new Set(
  "chainstart homestead dao tangerineWhistle spuriousDragon byzantium constantinople petersburg istanbul muirGlacier berlin london arrowGlacier grayGlacier merge shanghai cancun prague".split(
    " ",
  ),
);

/**
 * Opens a connection of its own to the network that the plugin has added to the project.
 *
 * @throws PluginMissingError if the project's config does not list the plugin
 */
export async function connectHardhat(options: ConnectionOptions = {}): Promise<ChainConnection> {
  const { hardhat: hre } = await openProject();
  const { chainId, genesisTime, baseFee, hardfork, fork } = options;
  const limits = beforeOsakaNames.has(hardfork ?? "") ? beforeOsaka : sinceOsaka;
  const rules = new BlockRules(baseFee);
  const journal = new Journal();
  let replayed: readonly JournalEntry[] | undefined;
  const connect = async () =>
    await hre.network.create({
      network: networkName,
      override: {
        blockGasLimit: limits.block,
        // The node would hold calls to it as well, which read many views at once; transactions are held to it below.
        transactionGasCap: false,
        ...(chainId === undefined ? {} : { chainId }),
        ...(genesisTime === undefined ? {} : { initialDate: new Date(genesisTime * 1_000) }),
        ...(baseFee === undefined ? {} : { initialBaseFeePerGas: baseFee }),
        ...(hardfork === undefined ? {} : { hardfork }),
        ...(fork === undefined ? {} : { forking: { url: fork.url, blockNumber: fork.block } }),
      },
    });
  const cache = fork === undefined ? undefined : await temporaryForkCache(hre.hooks, fork.url);
  const connection = await (cache?.connect(connect) ?? connect()).catch((error: unknown) => {
    throw fork?.failure() ?? error;
  });

  let lastId = 0;
  const handlers: ConnectionHandlers = {
    before: () => undefined,
    explain: () => Promise.resolve(undefined),
    accounts: () => Promise.resolve([]),
  };
  const obeyRules: NetworkHooks["onRequest"] = async (context, target, rpcRequest, next) => {
    const { method } = rpcRequest;
    if (replayed === undefined && !rules.concerns(method) && !journal.concerns(method)) {
      return await next(context, target, rpcRequest);
    }
    const given = Array.isArray(rpcRequest.params) ? rpcRequest.params : [];
    const params = method === "eth_sendTransaction" ? given.map((part) => withGas(part, limits)) : given;
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
      const { method, id } = rpcRequest;
      // Nearly always there is nothing to wait for, and no need to give other work a turn.
      const held = handlers.before(method);
      if (held !== undefined) await held;
      try {
        if (method === "eth_accounts") return { jsonrpc: "2.0", id, result: await handlers.accounts() };
        return await obeyRules(context, target, rpcRequest, next);
      } catch (error) {
        // A revert is no failure of the endpoint, whatever failed before.
        const failed = findRevert(error) === undefined ? fork?.failure() : undefined;
        throw failed ?? (await handlers.explain(method, error)) ?? error;
      }
    },
  };
  hre.hooks.registerHandlers("network", hooks);

  const provider: RpcProvider = connection.provider;
  const { ethers, networkHelpers } = connection;
  return {
    hardhat: connection,
    chainId: connection.networkConfig.chainId ?? Number(await provider.request({ method: "eth_chainId" })),
    provider,
    ethersProvider: ethers.provider,
    rules,
    handlers,
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
    close: async () => {
      await connection.close();
      cache?.remove();
      hre.hooks.unregisterHandlers("network", hooks);
    },
  };
}

/** Hardhat fills gas in on the first request that a hook sends on only, which under the rules is a read. */
function withGas(given: unknown, limits: GasLimits): unknown {
  const transaction: Readonly<Record<string, unknown>> = {
    gas: toQuantity(limits.transaction),
    ...(given as object),
  };
  if (Number(transaction.gas) <= limits.transaction) return transaction;
  throw new InvalidArgumentsError({
    message: `A transaction of ${Number(transaction.gas)} gas is refused: the chain's rules allow ${limits.transaction}.`,
    hint: "Leave gasLimit out, or do less in one transaction: since Osaka one may have 2^24 gas, before as much as a block.",
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
