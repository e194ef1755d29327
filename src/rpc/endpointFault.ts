import type { SimulationError } from "../common/errors.ts";
import { blockOf, describeRequest } from "./describeRequest.ts";
import { EndpointAnswerError, EndpointBusyError, EndpointRefusedError, EndpointUnavailableError, PrunedStateError } from "./errors.ts";
import type { RpcCall, RpcErrorBody } from "./rpcCall.ts";

/** Kinds of failure, each an error class of its own. */
export type FaultKind = "unavailable" | "busy" | "refused" | "answer" | "pruned";

/** What went wrong in one attempt to get an answer. */
export interface EndpointFault {
  readonly kind: FaultKind;
  /** What the endpoint did, to follow its host: `"closed the connection"`. Nothing secret in it. */
  readonly did: string;
  /** Whether another attempt can end otherwise. */
  readonly passing: boolean;
  /** Milliseconds that the endpoint asks to wait. */
  readonly retryAfter?: number;
}

/**
 * The fault that an HTTP status tells of.
 *
 * @param status - HTTP status other than 2xx
 * @param retryAfter - milliseconds that the response asks to wait
 */
export function faultOfStatus(status: number, retryAfter: number | undefined): EndpointFault {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  const did = `answered with HTTP ${status}`;
  if (status === 429) return { kind: "busy", did, passing: true, ...wait };
  if (status === 401 || status === 403 || status === 402) return { kind: "refused", did, passing: false };
  if (status >= 500 || status === 408) return { kind: "unavailable", did, passing: true, ...wait };
  return { kind: "refused", did, passing: false };
}

const limits =
  /rate.?limit|too many requests|throttl|capacity|compute units|requests per|exceeded.*(quota|limit)/i;
const tooMuchAsked = /range|results|response size|query timeout|block(s)? limit|more than \d/i;
const keyRejected = /api.?key|unauthori[sz]ed|authenticat|forbidden|access denied|project id|invalid token/i;
const stateGone =
  /missing trie node|state.*(not available|unavailable|pruned|not found)|no state available|historical state|pruned|archive/i;
const blockMissing =
  /header not found|unknown block|block.*not found|could not find block|header for hash not found/i;
const passingTrouble =
  /internal error|timed? ?out|temporar|unavailable|overload|try again|upstream|bad gateway/i;

/**
 * The fault that a JSON-RPC error tells of.
 *
 * @param error - from the endpoint
 * @param text - its message, as it may be shown
 */
export function faultOfError({ code }: RpcErrorBody, text: string): EndpointFault {
  const did = `answered with error ${code}: ${text === "" ? "no message" : text}`;
  const limited = code === 429 || code === -32005 || limits.test(text);
  if (limited && !tooMuchAsked.test(text)) return { kind: "busy", did, passing: true };
  if (code === 401 || code === 403 || keyRejected.test(text)) return { kind: "refused", did, passing: false };
  if (stateGone.test(text)) return { kind: "pruned", did, passing: false };
  // One node of many behind an address can be behind the others.
  if (blockMissing.test(text)) return { kind: "pruned", did, passing: true };
  const passing = code === -32603 || code === -32002 || passingTrouble.test(text);
  return { kind: "answer", did, passing: passing && !tooMuchAsked.test(text) };
}

/**
 * The error that ends the attempts to get an answer.
 *
 * @param host - of the endpoint
 * @param attempts - how many were made
 */
export function errorOfFault(
  fault: EndpointFault,
  call: RpcCall,
  host: string,
  attempts: number,
): SimulationError {
  const often = attempts === 1 ? "" : `, ${attempts} times`;
  const message = `${host} ${fault.did}${often}, when asked ${describeRequest(call)}.`;
  switch (fault.kind) {
    case "busy":
      return new EndpointBusyError({
        message,
        hint: "It limits how much it is asked. Run again later, or use an endpoint that allows more.",
      });
    case "refused":
      return new EndpointRefusedError({
        message,
        hint: "See whether the endpoint's address and the key in it are right, complete, not expired, and good for this chain.",
      });
    case "pruned":
      return new PrunedStateError({
        message,
        hint: `It does not have the state of ${block(call)}. Use an archive endpoint, or a block that it still has.`,
      });
    case "answer":
      return new EndpointAnswerError({
        message,
        hint: "See whether the address is that of a JSON-RPC endpoint which serves this method, or try another one.",
      });
    case "unavailable":
      return new EndpointUnavailableError({
        message,
        hint: "See whether the network is up and the host is right; run again later, or try another endpoint.",
      });
  }
}

function block(call: RpcCall): string {
  const asked = blockOf(call);
  if (typeof asked !== "string") return "that block";
  return /^0x[0-9a-f]{1,16}$/i.test(asked) ? `block ${BigInt(asked)}` : `block ${asked.slice(0, 80)}`;
}
