import { InvalidArgumentsError, SimulationError } from "../common/errors.ts";
import { type AnswerSource, openEndpointSource, type SourceExpectations } from "./answerSource.ts";
import { assertReads } from "./assertReads.ts";
import { RelayError } from "./errors.ts";
import type { ForkBlock } from "./forkBlock.ts";
import { defaultPatience, type Patience } from "./patience.ts";
import { openRecordSource } from "./recordSource.ts";
import { errorText, serveRelay } from "./relayServer.ts";
import { openReplaySource } from "./replaySource.ts";
import { requestKey } from "./requestKey.ts";
import type { AnswerText, RpcCall } from "./rpcCall.ts";

/** Where a relay has its answers from. */
export type RelaySource =
  /** Asks an endpoint, and keeps nothing. */
  | { readonly kind: "endpoint"; readonly url: string }
  /** Answers from the file first, asks the endpoint for the rest, and keeps every answer in the file. */
  | { readonly kind: "record"; readonly url: string; readonly file: string }
  /** Answers from the file alone. */
  | { readonly kind: "replay"; readonly file: string };

/** How a relay is opened. */
export interface RelayOptions {
  readonly source: RelaySource;
  /** HTTP headers for the endpoint, such as one that holds its key: never shown, never kept. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Chain id that is expected; checked on opening. */
  readonly chainId?: number;
  /** Number of the block that a fork starts from; on opening it is checked that it exists and has its state. */
  readonly block?: number;
  /** Port to listen on; default a free one. */
  readonly port?: number;
  /**
   * Address to listen on; default 127.0.0.1, which only this machine reaches. With any other one a warning is printed:
   * whoever reaches it asks with the endpoint's key.
   */
  readonly hostname?: string;
  /** How long an endpoint is asked before it is given up; what is left out is as in `defaultPatience`. */
  readonly patience?: Partial<Patience>;
}

/** A JSON-RPC endpoint on this machine. */
export interface Relay {
  /** `http://127.0.0.1:port`, or with the address that was asked for; holds no secret. */
  readonly url: string;
  /** Host of the endpoint, or of the one that was recorded, without port, path and key; `…` stands for a label that may be one. */
  readonly host: string;
  /** The block that was asked for on opening, or that a cassette was made for. */
  readonly block: ForkBlock | undefined;
  /**
   * The first failure that a client met. A client may wrap, cut or lose what it is answered; throw this instead.
   */
  readonly failure: SimulationError | undefined;
  /**
   * Writes what was recorded until now into the cassette's file. That compresses all of it; answers lie safe
   * beside the file before, so there is no need to call this again and again.
   */
  save(): Promise<void>;
  /** Ends the relay, and saves. What is still being asked fails. */
  close(): Promise<void>;
}

/**
 * Opens a JSON-RPC relay on 127.0.0.1, for a chain that forks from it or any other client that reads. Web pages cannot
 * use it.
 *
 * @param options.source - an endpoint, a cassette of one, or both
 * @throws InvalidEndpointError, EndpointUnavailableError, EndpointBusyError, EndpointRefusedError,
 *   EndpointAnswerError, WrongChainError, UnknownBlockError, PrunedStateError about the endpoint;
 *   CassetteMissingError, CassetteFormatError, CassetteMismatchError, CassetteInUseError,
 *   CassetteWriteError about the file; RelayError if the port is taken or the address is none; InvalidArgumentsError if a number cannot
 *   be what it is for
 * @source JSON-RPC 2.0 over HTTP POST, batches included
 * @example
 * const relay = await openRelay({ source: { kind: "record", url, file: "forks/credits.rpc" }, chainId: 1, block });
 * const provider = new ethers.JsonRpcProvider(relay.url);
 */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  assertInteger("chainId", options.chainId, Number.MAX_SAFE_INTEGER);
  assertInteger("block", options.block, Number.MAX_SAFE_INTEGER);
  assertInteger("port", options.port, 65_535);
  const source = await openSource(options, {
    chainId: options.chainId,
    block: options.block,
    patience: { ...defaultPatience, ...options.patience },
  });
  let failure: SimulationError | undefined;
  const inFlight = new Map<string, Promise<AnswerText>>();

  const answerOnce = (call: RpcCall): Promise<AnswerText> => {
    const key = requestKey(call);
    const asked = inFlight.get(key);
    if (asked !== undefined) return asked;
    const answer = source.answer(call, key).finally(() => inFlight.delete(key));
    inFlight.set(key, answer);
    return answer;
  };
  const answer = async (request: unknown): Promise<AnswerText> => {
    const call = asCall(request);
    if (call === undefined)
      return errorText(-32600, "That is not a JSON-RPC request with a method and a list of params.");
    try {
      assertReads(call);
      // A relay for a fork serves the chain as it was at that block: so a cassette does not depend on its day, and a
      // client that caches what lies far behind the head caches nothing.
      if (call.method === "eth_blockNumber" && source.block !== undefined) {
        return `{"result":"0x${source.block.number.toString(16)}"}`;
      }
      return await answerOnce(call);
    } catch (error) {
      failure ??= asFailure(error);
      const { code, message } = asFailure(error);
      return errorText(-32000, `${message} [${code}]`);
    }
  };

  try {
    const server = await serveRelay(options, answer);
    let closed: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await server.close();
      source.stop();
      await Promise.allSettled(inFlight.values());
      try {
        await source.save();
      } finally {
        await source.release();
      }
    };
    return {
      url: server.url,
      host: source.host,
      block: source.block,
      get failure() {
        return failure;
      },
      save: async () => {
        await source.save();
      },
      close: async () => {
        await (closed ??= close());
      },
    };
  } catch (error) {
    source.stop();
    await source.release();
    throw error;
  }
}

async function openSource(
  { source, headers }: Pick<RelayOptions, "source" | "headers">,
  expected: SourceExpectations,
): Promise<AnswerSource> {
  switch (source.kind) {
    case "endpoint":
      return await openEndpointSource({ url: source.url, headers }, expected);
    case "record":
      return await openRecordSource({ url: source.url, headers }, source.file, expected);
    case "replay":
      return await openReplaySource(source.file, expected);
  }
}

function assertInteger(name: string, value: number | undefined, largest: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= largest)) return;
  throw new InvalidArgumentsError({
    message: `${name} of a relay is ${value}.`,
    hint: `Give a whole number from 0 to ${largest}, or leave it out.`,
  });
}

function asCall(request: unknown): RpcCall | undefined {
  if (typeof request !== "object" || request === null) return undefined;
  const { method, params = [] } = request as { readonly method?: unknown; readonly params?: unknown };
  return typeof method === "string" && Array.isArray(params) ? { method, params } : undefined;
}

/** Anything else than our own errors is a mistake of ours, and reported as such: never as silence. */
function asFailure(error: unknown): SimulationError {
  if (error instanceof SimulationError) return error;
  return new RelayError({
    message: `The relay failed: ${error instanceof Error ? error.name : "unknown reason"}.`,
    hint: "Please report it, with what was asked.",
    cause: error,
  });
}
