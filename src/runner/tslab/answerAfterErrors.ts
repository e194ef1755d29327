import { setTimeout } from "node:timers/promises";
import type { ExecuteRequest, TslabModules } from "./tslabModules.ts";

/** Milliseconds for which tslab drops requests after a cell has failed. */
const dropping = 200;

/**
 * Makes a failed cell drop the requests that wait behind it, and no others.
 *
 * tslab drops what arrives in the next 200 ms, which is meant for cells that were started together. It answers before
 * that; who waits for the answer and then starts a cell loses it. So the answer comes when tslab runs cells again. And
 * where the request has `stop_on_error: false`, nothing is dropped. What is dropped is "aborted", as Jupyter calls it.
 *
 * @source Jupyter messaging, `execute_request`
 */
export function answerAfterErrors({ jupyter }: TslabModules): void {
  const failed = new WeakSet<ExecuteRequest>();
  const handler = jupyter.JupyterHandlerImpl.prototype;
  const { handleExecute, handleExecuteImpl } = handler;
  handler.handleExecuteImpl = async function (request, ...write) {
    try {
      return await handleExecuteImpl.call(this, request, ...write);
    } catch (count) {
      if (request.stop_on_error !== false) throw count;
      failed.add(request);
      return count;
    }
  };
  handler.handleExecute = async function (request, ...write) {
    const reply = await handleExecute.call(this, request, ...write);
    if (reply.status === "error") await setTimeout(dropping);
    if (reply.status === "abort") return { ...reply, status: "aborted" };
    return failed.has(request) ? { ...reply, status: "error" } : reply;
  };
}
