import type { Chain } from "../chain/chain.ts";
import { findFailure, reasonName } from "../chain/decodeRevert.ts";
import { describeReason } from "../chain/failure/reason.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import { assertFunction } from "../common/assertFunction.ts";
import { assertOptions } from "../common/assertOptions.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import { kindOf } from "../common/kindOf.ts";
import { describeCause } from "../common/describeCause.ts";
import { isoTime } from "../common/formatTime.ts";
import type { EventValue, RecordedEvent } from "../recording/recording.ts";
import { ActionFailedError } from "./errors.ts";

/** Something that a scenario does on a schedule, such as working a job. */
export interface Action {
  /** Sends transactions; may mine several blocks, but must not sleep past the next point of the scenario. */
  readonly run: () => unknown;
  /** Seconds between runs; the first one comes after the first `every`. */
  readonly every: number | bigint;
  /** What a failure is reported under. Default: the function's name, or `action 1`, `action 2` … */
  readonly name?: string;
  /** What the run adds to the recording, such as who did what; asked for after each run. */
  readonly events?: () => readonly RecordedEvent[];
}

const actionParts: Readonly<Record<keyof Action, true>> = {
  run: true,
  every: true,
  name: true,
  events: true,
};

/**
 * Checks what the types cannot.
 *
 * @throws InvalidArgumentsError if they are no list of actions, or one of them has no function to run
 */
export function assertActions(actions: unknown): asserts actions is readonly Action[] {
  if (!Array.isArray(actions))
    assertFunction(actions, "An action is a function, or a list of { run, every, name }");
  for (const [index, action] of (actions as unknown[]).entries()) {
    const place = `actions[${index}]`;
    const isAction = typeof action === "object" && action !== null && !(action instanceof Promise);
    if (!isAction) {
      throw new InvalidArgumentsError({
        message: `${place} is { run, every, name }, not ${kindOf(action)}.`,
        hint: "Give { run: () => job.work(), every: 3_600 }.",
      });
    }
    const { name, run } = action as Partial<Action>;
    assertOptions(action, place, actionParts);
    assertFunction(run, `run of ${name === undefined ? place : JSON.stringify(name)} is a function`);
  }
}

/**
 * Describes why an action failed, as an error that stops the scenario.
 *
 * @param block - the chain's latest block after the failure
 */
export function actionFailed(name: string, block: BlockHeader, cause: unknown): ActionFailedError {
  const failure = findFailure(cause);
  const where = `${JSON.stringify(name)} failed at ${isoTime(block.timestamp)}`;
  if (failure === undefined) {
    return new ActionFailedError({
      message: `${where}: ${describeCause(cause)}`,
      hint: "The action itself threw. The samples up to here are kept.",
      cause,
    });
  }
  const { transactionHash: hash } = failure;
  return new ActionFailedError({
    message: `${where}: it ${describeReason(failure.reason)}${hash === "" ? "" : `, transaction ${hash}`}.`,
    hint: `${failure.hint} The samples up to here are kept. Pass { onRevert: "record" } to mark such failures and go on.`,
    cause,
  });
}

/**
 * Describes a failed transaction or call of an action as an event of the recording.
 *
 * @returns `undefined` if the action threw for a reason of its own
 */
export async function failureEvent(
  chain: Chain,
  name: string,
  cause: unknown,
): Promise<RecordedEvent | undefined> {
  const failure = findFailure(cause);
  if (failure === undefined) return undefined;
  const { reason, transactionHash: transaction } = failure;
  const receipt = transaction === "" ? null : await chain.ethersProvider.getTransactionReceipt(transaction);
  const block = await chain.block(receipt?.blockNumber ?? "latest");
  return {
    kind: "failure",
    name: reason.name === reasonName ? reason.words : reason.name,
    time: block.timestamp,
    block: block.number,
    logIndex: -1,
    transaction,
    contract: receipt?.to ?? "",
    args: { action: name, ...besideAction(reason.args) },
  };
}

/** An error may have an argument called as what the recording calls the action. */
function besideAction(args: Readonly<Record<string, EventValue>>): Readonly<Record<string, EventValue>> {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key === "action" ? "error.action" : key, value]),
  );
}

/**
 * Says why a transaction or a call failed, such as `InsufficientFunds()`.
 *
 * @returns `undefined` if the error is about something else
 */
export function describeFailure(error: unknown): string | undefined {
  return findFailure(error)?.reason.words;
}
