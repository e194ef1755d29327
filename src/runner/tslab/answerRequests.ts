import { setTimeout } from "node:timers/promises";
import type { CellChannel, ExecuteRequest, TslabModules } from "./tslabModules.ts";

/** Puts something between a cell and the front end. */
export type ChannelStep = (channel: CellChannel, request: ExecuteRequest) => CellChannel;

/** Milliseconds for which tslab drops requests after a cell has failed. */
const droppingTime = 200;

/**
 * Answers requests to run a cell: what the cell puts out goes through some steps, and a failed cell drops the requests
 * that wait behind it, and no others.
 *
 * tslab drops what arrives in the next 200 ms, which is meant for cells that were started together. It answers before
 * that; who waits for the answer and then starts a cell loses it. So the answer comes when tslab runs cells again. And
 * where the request has `stop_on_error: false`, nothing is dropped. What is dropped is "aborted", as Jupyter calls it.
 *
 * @param steps - the first is the nearest to the front end
 * @param onEnd - called when a cell has ended, before that is answered
 * @source Jupyter messaging, `execute_request`
 */
export function answerRequests(
  { jupyter }: TslabModules,
  steps: readonly ChannelStep[],
  onEnd: () => void,
): void {
  const failed = new WeakSet<ExecuteRequest>();
  const handler = jupyter.JupyterHandlerImpl.prototype;
  const { handleExecute, handleExecuteImpl } = handler;
  handler.handleExecuteImpl = async function (request, writeStream, writeDisplay) {
    const channel = steps.reduce((next, step) => step(next, request), { writeStream, writeDisplay });
    try {
      return await handleExecuteImpl.call(this, request, channel.writeStream, channel.writeDisplay);
    } catch (count) {
      if (request.stop_on_error !== false) throw count;
      failed.add(request);
      return count;
    } finally {
      onEnd();
    }
  };
  handler.handleExecute = async function (request, ...write) {
    const reply = await handleExecute.call(this, request, ...write);
    if (reply.status === "error") await setTimeout(droppingTime);
    if (reply.status === "abort") return { ...reply, status: "aborted" };
    return failed.has(request) ? { ...reply, status: "error" } : reply;
  };
}
