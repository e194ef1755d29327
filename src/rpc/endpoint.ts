import { setTimeout } from "node:timers/promises";
import type { SimulationError } from "../common/errors.ts";
import { describeRequest } from "./describeRequest.ts";
import { type EndpointAddress, givesAway, parseEndpointAddress, redact } from "./endpointAddress.ts";
import { type EndpointFault, errorOfFault, faultOfError, faultOfStatus } from "./endpointFault.ts";
import { EndpointBusyError, RelayError } from "./errors.ts";
import { parseExactly } from "./exactJson.ts";
import { impossibleResult } from "./impossibleResult.ts";
import { delayAfter, parseRetryAfter, type Patience } from "./patience.ts";
import type { AnswerText, RpcCall, RpcErrorBody } from "./rpcCall.ts";
import { Semaphore } from "./semaphore.ts";

/** An answer of an endpoint. */
export interface EndpointAnswer {
  readonly text: AnswerText;
  /** Its result; `undefined` for a call that reverted. */
  readonly result: unknown;
}

/** An RPC endpoint that is asked patiently, believed only as far as that can be told, and shown by its host alone. */
export class Endpoint {
  readonly host: string;
  readonly #address: EndpointAddress;
  readonly #patience: Patience;
  readonly #semaphore: Semaphore;
  readonly #closing = new AbortController();
  #lastId = 0;

  /**
   * @param url - http or https; keys in it never appear in anything that this class says
   * @throws InvalidEndpointError if it is not such a URL
   */
  constructor(url: string, patience: Patience) {
    this.#address = parseEndpointAddress(url);
    this.#patience = patience;
    this.#semaphore = new Semaphore(patience.parallel);
    this.host = this.#address.host;
  }

  /**
   * Asks, again where that can help, until there is an answer or patience ends.
   *
   * @param isWrong - tells what cannot be true of a result, beyond its shape
   * @throws EndpointUnavailableError, EndpointBusyError, EndpointRefusedError, EndpointAnswerError, PrunedStateError
   */
  async ask(
    call: RpcCall,
    isWrong: (result: unknown) => string | undefined = () => undefined,
  ): Promise<EndpointAnswer> {
    return await this.#semaphore.run(async () => {
      for (let attempts = 1; ; attempts += 1) {
        this.#assertOpen();
        const outcome = await this.#attempt(call, isWrong);
        if ("text" in outcome) return outcome;
        this.#assertOpen();
        if (!outcome.passing || attempts >= this.#patience.attempts) {
          throw errorOfFault(outcome, call, this.host, attempts);
        }
        await this.#wait(this.#delay(outcome, call, attempts));
      }
    });
  }

  /** Ends all requests and waits; what is being asked fails. */
  close(): void {
    this.#closing.abort();
  }

  async #attempt(
    call: RpcCall,
    isWrong: (result: unknown) => string | undefined,
  ): Promise<EndpointAnswer | EndpointFault> {
    this.#lastId += 1;
    const id = this.#lastId;
    const timeout = AbortSignal.timeout(this.#patience.timeout);
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#address.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...this.#address.headers },
        body: JSON.stringify({ jsonrpc: "2.0", id, method: call.method, params: call.params }),
        // To be redirected could carry the key to another host.
        redirect: "manual",
        signal: AbortSignal.any([timeout, this.#closing.signal]),
      });
      text = await response.text();
    } catch (error) {
      const did = timeout.aborted
        ? `did not answer within ${this.#patience.timeout / 1000} s`
        : reasonOf(error);
      return { kind: "unavailable", did, passing: true };
    }
    return this.#read(response, text, id, call, isWrong);
  }

  #read(
    response: Response,
    text: string,
    id: number,
    call: RpcCall,
    isWrong: (result: unknown) => string | undefined,
  ): EndpointAnswer | EndpointFault {
    const body = parsed(text);
    const error = isObject(body) ? asErrorBody(body.error) : undefined;
    // What a contract reverts with is an answer like any other, under whatever status it comes.
    if (isRevert(error) && isObject(body) && body.id === id) {
      return { text: revertText(error, this.#address), result: undefined };
    }
    const fault = error === undefined ? undefined : faultOfError(error, redact(error.message, this.#address));
    if (!response.ok) {
      const byStatus = faultOfStatus(response.status, parseRetryAfter(response.headers.get("retry-after")));
      // Some endpoints give the reason as JSON-RPC, under a status that says less.
      return byStatus.passing || fault === undefined ? byStatus : fault;
    }
    if (!isObject(body)) {
      const what = text.trimStart().startsWith("<") ? "a web page" : "something that is not JSON";
      return answerFault(`answered with ${text === "" ? "nothing" : what}`, true);
    }
    if (fault !== undefined) return fault;
    if (body.id !== id) return answerFault("answered another request", true);
    if (!("result" in body)) return answerFault("answered without a result", true);
    const { result } = body;
    const wrong = impossibleResult(call, result) ?? isWrong(result);
    if (wrong !== undefined) return answerFault(`answered with ${redact(wrong, this.#address)}`, true);
    if (givesAway(text, this.#address)) {
      return answerFault("repeated its own address in an answer, which would have been kept", false);
    }
    return { text: `{"result":${JSON.stringify(result)}}`, result };
  }

  #delay({ retryAfter, did }: EndpointFault, call: RpcCall, attempts: number): number {
    if (retryAfter === undefined) return delayAfter(attempts, this.#patience);
    if (retryAfter <= this.#patience.longestDelay) return retryAfter;
    throw new EndpointBusyError({
      message: `${this.host} ${did} and asks to wait ${Math.ceil(retryAfter / 1000)} s, when asked ${describeRequest(call)}.`,
      hint: `That is longer than the ${this.#patience.longestDelay / 1000} s that are waited at most. Run again later, or use an endpoint that allows more.`,
    });
  }

  async #wait(milliseconds: number): Promise<void> {
    // Cut short by closing, after which the next attempt is not made.
    await setTimeout(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #assertOpen(): void {
    if (!this.#closing.signal.aborted) return;
    throw closedError();
  }
}

/** The error of a client whose relay was closed while it waited. */
export function closedError(): SimulationError {
  return new RelayError({
    message: "The relay was closed while it was asked.",
    hint: "Close it after the chain that asks it.",
  });
}

function answerFault(did: string, passing: boolean): EndpointFault {
  return { kind: "answer", did, passing };
}

/** Only what is known to say nothing secret: messages of network errors can repeat the address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = isObject(cause) && typeof cause.code === "string" ? cause.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: "refused the connection",
    ECONNRESET: "cut the connection",
    UND_ERR_SOCKET: "cut the connection",
    ENOTFOUND: "is not a host that can be found",
    EAI_AGAIN: "could not be looked up",
    UND_ERR_CONNECT_TIMEOUT: "did not take the connection",
  };
  if (code === undefined) return "broke off";
  return reasons[code] ?? `could not be reached (${/^[A-Z_0-9]+$/.test(code) ? code : "unknown"})`;
}

function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

function asErrorBody(error: unknown): RpcErrorBody | undefined {
  if (error === undefined || error === null) return undefined;
  if (!isObject(error)) return { code: 0, message: typeof error === "string" ? error : "" };
  const { code, message, data } = error;
  return {
    code: typeof code === "number" ? code : 0,
    message: typeof message === "string" ? message : "",
    ...(data === undefined ? {} : { data }),
  };
}

function isRevert(error: RpcErrorBody | undefined): error is RpcErrorBody {
  return error !== undefined && (error.code === 3 || /execution reverted/i.test(error.message));
}

function revertText({ code, message, data }: RpcErrorBody, address: EndpointAddress): AnswerText {
  const shown = givesAway(message, address) ? redact(message, address) : message;
  return JSON.stringify({ error: { code, message: shown, data } });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
