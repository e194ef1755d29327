import { setTimeout } from "node:timers/promises";
import { describeRequest } from "./describeRequest.ts";
import { type EndpointAddress, type EndpointLocation, parseEndpointAddress } from "./endpointAddress.ts";
import { type EndpointFault, errorOfFault } from "./endpointFault.ts";
import { EndpointBusyError, RelayError } from "./errors.ts";
import { Pace } from "./pace.ts";
import { delayAfter, type Patience } from "./patience.ts";
import { type EndpointAnswer, readResponse } from "./readResponse.ts";
import type { RpcCall } from "./rpcCall.ts";
import { Semaphore } from "./semaphore.ts";

/** An RPC endpoint that is asked patiently, believed only as far as it can be true, and shown by its host alone. */
export class Endpoint {
  readonly host: string;
  readonly #address: EndpointAddress;
  readonly #patience: Patience;
  readonly #semaphore: Semaphore;
  readonly #pace = new Pace();
  readonly #closing = new AbortController();
  #lastId = 0;

  /**
   * @param location - keys in it never appear in anything that this class says
   * @throws InvalidEndpointError if it is none
   */
  constructor(location: EndpointLocation, patience: Patience) {
    this.#address = parseEndpointAddress(location.url, location.headers);
    this.#patience = patience;
    this.#semaphore = new Semaphore(patience.parallel);
    this.host = this.#address.host;
  }

  /**
   * Asks, again where that can help, until there is an answer or patience ends.
   *
   * @param isWrong - names what cannot be true of a result, beyond its shape
   * @throws EndpointUnavailableError, EndpointBusyError, EndpointRefusedError, EndpointAnswerError, PrunedStateError
   */
  async ask(
    call: RpcCall,
    isWrong: (result: unknown) => string | undefined = () => undefined,
  ): Promise<EndpointAnswer> {
    return await this.#semaphore.run(async () => {
      for (let attempts = 1; ; attempts += 1) {
        this.#assertOpen();
        await this.#pace.turn(this.#closing.signal);
        this.#assertOpen();
        const outcome = await this.#attempt(call, isWrong);
        if ("text" in outcome) return outcome;
        this.#assertOpen();
        if (attempts > outcome.retries || attempts >= this.#patience.attempts) {
          throw errorOfFault(outcome, call, this.host, attempts);
        }
        const delay = this.#delay(outcome, call, attempts);
        // Cut short by closing, after which the next attempt is not made.
        await setTimeout(delay, undefined, { signal: this.#closing.signal }).catch(() => undefined);
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
    let body: string;
    try {
      response = await fetch(this.#address.url, {
        method: "POST",
        headers: { ...this.#address.headers, "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id, method: call.method, params: call.params }),
        // To be redirected could carry the key to another host.
        redirect: "manual",
        signal: AbortSignal.any([timeout, this.#closing.signal]),
      });
      body = await response.text();
    } catch (error) {
      const did = timeout.aborted
        ? `did not answer within ${this.#patience.timeout / 1000} s`
        : reasonOf(error);
      return { reason: "unavailable", did, retries: Infinity };
    }
    const retryAfter = response.headers.get("retry-after");
    return readResponse({ call, id, status: response.status, retryAfter, body }, this.#address, isWrong);
  }

  #delay({ retryAfter = 0, allowedRate, did }: EndpointFault, call: RpcCall, attempts: number): number {
    const { longestDelay } = this.#patience;
    if (retryAfter > longestDelay) {
      throw new EndpointBusyError({
        message: `${this.host} ${did} and asks to wait ${Math.ceil(retryAfter / 1000)} s, when asked ${describeRequest(call)}.`,
        hint: `That is longer than the ${longestDelay / 1000} s that are waited at most. Run again later, or use an endpoint that allows more.`,
      });
    }
    // It is meant for every request, not only for this one.
    this.#pace.pause(retryAfter);
    if (allowedRate !== undefined) this.#pace.limit(allowedRate, longestDelay);
    return Math.max(retryAfter, delayAfter(attempts, this.#patience));
  }

  #assertOpen(): void {
    if (!this.#closing.signal.aborted) return;
    throw new RelayError({
      message: "The relay was closed while it was asked.",
      hint: "Close it after the chain that asks it.",
    });
  }
}

/** Only what is known to say nothing secret: messages of network errors can repeat the address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code =
    cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
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
