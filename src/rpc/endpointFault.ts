import type { SimulationError } from "../common/errors.ts";
import { blockOf, describeRequest } from "./describeRequest.ts";
import { meaningOfCode, meaningOfStatus, meaningOfWords, wordsOf } from "./endpointReason.ts";
import {
  EndpointAnswerError,
  EndpointBusyError,
  EndpointRefusedError,
  EndpointUnavailableError,
  PrunedStateError,
} from "./errors.ts";
import { type RateAdvice, rateAdviceOf } from "./rateAdvice.ts";
import type { Reason } from "./refusalRules.ts";
import type { RpcCall, RpcErrorBody } from "./rpcCall.ts";

/** What went wrong in one attempt to get an answer. */
export interface EndpointFault extends RateAdvice {
  readonly reason: Reason;
  /** What the endpoint did, to follow its host: `"closed the connection"`. Nothing secret in it. */
  readonly did: string;
  /** Further attempts that are worth making; `Infinity` for as many as patience allows. */
  readonly retries: number;
}

/** A response that may be a refusal. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** Milliseconds that its header asks to wait. */
  readonly retryAfter: number | undefined;
  /** Its JSON-RPC error. */
  readonly error: RpcErrorBody | undefined;
  /** Its body, where that is plain text. */
  readonly text: string | undefined;
}

/**
 * The fault that a response shows. Its words decide, where they name a reason; then its HTTP status; then its code.
 *
 * @param shown - makes a text of the endpoint's one that may be shown
 * @returns `undefined` if nothing shows a fault: status 2xx, no error, no words that name a reason
 */
export function faultOf(refusal: Refusal, shown: (text: string) => string): EndpointFault | undefined {
  const { status, retryAfter, error, text } = refusal;
  const said = error?.message ?? text ?? "";
  const byWords = meaningOfWords(wordsOf(said, error?.data));
  const byStatus = byWords === undefined ? meaningOfStatus(status, error?.code) : undefined;
  const meaning = byWords ?? byStatus ?? (error === undefined ? undefined : meaningOfCode(error.code));
  if (meaning === undefined) return undefined;
  const advice = { ...rateAdviceOf(said, error?.data), ...(retryAfter === undefined ? {} : { retryAfter }) };
  // An endpoint that names a time will answer then, even one whose allowance is used up.
  const comesBack = meaning.reason === "quota" && advice.retryAfter !== undefined;
  const isPlain = error === undefined && byWords !== undefined;
  const what =
    error === undefined || byStatus !== undefined
      ? `HTTP ${status}`
      : `error ${error.code}: ${described(error, shown)}`;
  return {
    ...advice,
    reason: meaning.reason,
    retries: comesBack ? Infinity : meaning.retries,
    did: `answered with ${what}${isPlain ? `: ${shown(said)}` : ""}`,
  };
}

/** A message, and what its data says where that alone names the reason. */
function described({ message, data }: RpcErrorBody, shown: (text: string) => string): string {
  const text = message === "" ? "no message" : shown(message);
  if (data === undefined || meaningOfWords(wordsOf("", data)) === undefined) return text;
  return `${text} (${shown(typeof data === "string" ? data : JSON.stringify(data))})`;
}

/**
 * The error that ends the attempts to get an answer.
 *
 * @param host - of the endpoint
 * @param attempts - how many were made
 */
export function errorOfFault(
  { reason, did }: EndpointFault,
  call: RpcCall,
  host: string,
  attempts: number,
): SimulationError {
  const often = attempts === 1 ? "" : `, ${attempts} times`;
  const message = `${host} ${did}${often}, when asked ${describeRequest(call)}.`;
  switch (reason) {
    case "busy":
      return new EndpointBusyError({
        message,
        hint: "It limits how much it is asked. Run again later, or use an endpoint that allows more.",
      });
    case "quota":
      return new EndpointBusyError({
        message,
        hint: "Its allowance of the day or the month is used up. Run again when it is renewed, or use another key or endpoint.",
      });
    case "refused":
      return new EndpointRefusedError({ message, hint: isOfPlan.test(did) ? hintOfPlan : hintOfKey });
    case "pruned":
      return new PrunedStateError({
        message,
        hint: `It does not have the ${isOfState.test(call.method) ? "state" : "data"} of ${block(call)}. Use an archive endpoint, or a block that it still has.`,
      });
    case "too-many":
      return new EndpointAnswerError({
        message,
        hint: "Ask for less at once: fewer blocks, results or bytes. Or use an endpoint that allows more.",
      });
    case "no-method":
      return new EndpointAnswerError({ message, hint: "Use an endpoint that serves this method." });
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

const isOfPlan = /\b(archive|plans?|tiers?|upgrade|subscription|personal token)\b/i;
const hintOfPlan =
  "Its plan, or asking it without a key, does not include this. Use a plan or an endpoint that does; for old blocks, one with archive data.";
const hintOfKey =
  "See whether the endpoint's address and the key in it are right, complete, not expired, and good for this chain.";
const isOfState =
  /^eth_(call|estimateGas|createAccessList|get(Balance|Code|Proof|StorageAt|TransactionCount))$/;

function block(call: RpcCall): string {
  const asked = blockOf(call);
  if (typeof asked !== "string") return "that block";
  return /^0x[0-9a-f]{1,16}$/i.test(asked) ? `block ${BigInt(asked)}` : `block ${asked.slice(0, 80)}`;
}
