import type { Forward } from "../blockRules.ts";
import type { ContractBook } from "../contractBook.ts";
import type { RpcRequest } from "../rpc.ts";

/** What an explanation asks of the chain. */
export interface Explaining {
  readonly contracts: ContractBook;
  /** The chain's rules, such as `london`. */
  readonly hardfork: string;
  readonly ask: Forward;
}

/** A call within a transaction, as the node's tracer gives it. */
export interface TracedCall {
  /** Such as `CALL`, `DELEGATECALL` or `CREATE`. */
  readonly type: string;
  readonly from: string;
  /** Whose code runs; absent where a contract was to be made. */
  readonly to?: string;
  /** Gas that the call was given. */
  readonly gas: string;
  /** Calldata, or creation code. */
  readonly input: string;
  /** What was returned, or given as reason of a revert. */
  readonly output?: string;
  /** Why it failed, in the node's words; absent if it did not. */
  readonly error?: string;
  /** Wei, hex. */
  readonly value?: string;
  readonly calls?: readonly TracedCall[];
}

/** What a call says that failed because its contract reverted it. */
const revertedWords = "execution reverted";

/** Whether a call failed by itself, without a revert: out of gas, for example. */
export function isHalted({ error }: TracedCall): boolean {
  return error !== undefined && error !== revertedWords;
}

/**
 * The calls through which a failure came, from the transaction itself to the call that failed first. A contract that
 * passes the failure of another on gives the same data, and does so at once where there are none.
 */
export function failingCalls(call: TracedCall): readonly TracedCall[] {
  if (isHalted(call)) return [call];
  const { calls = [] } = call;
  const data = call.output ?? "0x";
  const cause =
    data === "0x"
      ? calls.slice(-1).find(({ error }) => error !== undefined)
      : calls.findLast(({ error, output }) => error !== undefined && output === data);
  return cause === undefined || (cause.output ?? "0x") !== data ? [call] : [call, ...failingCalls(cause)];
}

/**
 * The calls of a transaction, or of a call that was made.
 *
 * @param transaction - hash; empty for a call
 * @param error - what the node failed with, where it did
 * @returns `undefined` if the node cannot trace it
 * @source debug_traceTransaction, debug_traceCall with callTracer
 */
export async function traceOf(
  { ask }: Explaining,
  { method, params = [] }: RpcRequest,
  transaction: string,
  error?: unknown,
): Promise<TracedCall | undefined> {
  const [call, block = "latest"] = params;
  const isCall = transaction === "";
  if (isCall && method.startsWith("eth_send")) return undefined;
  const halted = haltOf(error);
  const made = isCall ? call : await ask({ method: "eth_getTransactionByHash", params: [transaction] });
  // To use up millions of gas once more would take seconds.
  if (halted !== undefined && hasGas(made)) return rootCall(made, halted);
  const tracer = { tracer: "callTracer" };
  const request = isCall
    ? { method: "debug_traceCall", params: [call, block, tracer] }
    : { method: "debug_traceTransaction", params: [transaction, tracer] };
  // What cannot be traced is explained by what is known without it.
  return (await ask(request).catch(() => undefined)) as TracedCall | undefined;
}

/** A call or a transaction, as JSON-RPC has it. */
interface MadeCall {
  readonly from?: string;
  readonly to?: string | null;
  readonly gas: string;
  readonly input?: string;
  readonly data?: string;
  readonly value?: string;
}

function hasGas(call: unknown): call is MadeCall {
  return typeof (call as { readonly gas?: unknown } | null | undefined)?.gas === "string";
}

/** What the node says at once that stopped the outermost call: `{ reason: { OutOfGas: "Basic" } }`. */
function haltOf(error: unknown): string | undefined {
  const { data } = { ...(error as { readonly data?: unknown } | undefined) };
  const { reason } = { ...(data as { readonly reason?: unknown } | undefined) };
  return reason === undefined ? undefined : JSON.stringify(reason);
}

function rootCall({ from = "", to, gas, input, data, value = "0x0" }: MadeCall, error: string): TracedCall {
  const called = to == null ? { type: "CREATE" } : { type: "CALL", to };
  return { ...called, from, gas, input: input ?? data ?? "0x", value, error };
}
