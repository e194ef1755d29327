import { type EndpointAddress, givesAway, redact } from "./endpointAddress.ts";
import { type EndpointFault, faultOf } from "./endpointFault.ts";
import { parseExactly } from "./exactJson.ts";
import { impossibleResult } from "./impossibleResult.ts";
import { parseRetryAfter } from "./patience.ts";
import type { AnswerText, RpcCall, RpcErrorBody } from "./rpcCall.ts";

/** An answer of an endpoint. */
export interface EndpointAnswer {
  readonly text: AnswerText;
  /** Its result; `undefined` for a call that reverted. */
  readonly result: unknown;
}

/** A response as it came, and the request that it is for. */
export interface EndpointResponse {
  readonly call: RpcCall;
  readonly id: number;
  /** HTTP status. */
  readonly status: number;
  /** The header of that name. */
  readonly retryAfter: string | null;
  /** The whole body. */
  readonly body: string;
}

/**
 * Reads a response: an answer, or what is wrong with it.
 *
 * @param address - of the endpoint; what is secret in it does not get into the answer or the fault
 * @param isWrong - names what cannot be true of a result, beyond its shape
 */
export function readResponse(
  response: EndpointResponse,
  address: EndpointAddress,
  isWrong: (result: unknown) => string | undefined,
): EndpointAnswer | EndpointFault {
  const { call, id, status, body } = response;
  const json = parsed(body);
  const error = isObject(json) ? errorIn(json) : undefined;
  const shown = (text: string): string => redact(text, address);
  // What a contract reverts with is an answer like any other, under whatever status it comes.
  if (isRevert(error, call) && isObject(json) && json.id === id) {
    return { text: revertText(error, address), result: undefined };
  }
  const text =
    typeof json === "string" ? json : json === undefined && !/^\s*[<{[]/.test(body) ? body : undefined;
  const fault = faultOf({ status, retryAfter: parseRetryAfter(response.retryAfter), error, text }, shown);
  if (fault !== undefined) return fault;
  if (body === "") {
    const did = "answered with nothing";
    // About itself an endpoint has nothing else to say. To any other question, it has broken off.
    return aboutItself.test(call.method) ? { reason: "no-method", did, retries: 0 } : wrongAnswer(did);
  }
  if (!isObject(json)) {
    return wrongAnswer(`answered with ${/^\s*</.test(body) ? "a web page" : "something that is not JSON"}`);
  }
  if (json.id !== id) return wrongAnswer("answered another request");
  if (!("result" in json)) return wrongAnswer("answered without a result");
  const { result } = json;
  const wrong = impossibleResult(call, result) ?? isWrong(result);
  if (wrong !== undefined) return wrongAnswer(`answered with ${shown(wrong)}`);
  const answer = `{"result":${JSON.stringify(result)}}`;
  if (givesAway(answer, address)) {
    const did = "repeated its own address in an answer, which would have been kept";
    return { reason: "answer", did, retries: 0 };
  }
  return { text: answer, result };
}

const aboutItself = /^(web3_|net_|eth_(syncing|protocolVersion|accounts)$)/;

/** Another attempt may reach another node. */
function wrongAnswer(did: string): EndpointFault {
  return { reason: "answer", did, retries: Infinity };
}

function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

/** The error in a response: JSON-RPC's, or that of a gateway which knows no JSON-RPC. */
function errorIn(body: Record<string, unknown>): RpcErrorBody | undefined {
  const { error } = body;
  if (isObject(error))
    return { ...asErrorBody(error), ...(error.data === undefined ? {} : { data: error.data }) };
  if (typeof error === "string") return { code: 0, message: error };
  return !("result" in body) && typeof body.message === "string" ? asErrorBody(body) : undefined;
}

function asErrorBody({ code, message }: Record<string, unknown>): RpcErrorBody {
  return {
    code: Number.isInteger(Number(code)) ? Number(code) : 0,
    message: typeof message === "string" ? message : "",
  };
}

const executes = /^(eth_(call|estimateGas|createAccessList|simulateV1)$|debug_trace|trace_|ots_)/;

function isRevert(error: RpcErrorBody | undefined, { method }: RpcCall): error is RpcErrorBody {
  if (error === undefined || !executes.test(method)) return false;
  return error.code === 3 || /execution reverted|vm execution error|vm exception while/i.test(error.message);
}

function revertText({ code, message, data }: RpcErrorBody, address: EndpointAddress): AnswerText {
  const shown = givesAway(message, address) ? redact(message, address) : message;
  return JSON.stringify({ error: { code, message: shown, data } });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
