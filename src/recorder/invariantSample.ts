import type { Chain } from "../chain/chain.ts";
import type { RecordedEvent, Row } from "../recording/recording.ts";
import type { ContractLike, EventName, ViewArgument, ViewName } from "./traces/contractLike.ts";
import type { ViewTraceOptions } from "./traces/viewTrace.ts";
import { eventsWithin, InvariantLogs } from "./invariantLogs.ts";
import { InvariantReads } from "./invariantReads.ts";
import { InvariantViews } from "./invariantViews.ts";
import type { OnUndecoded } from "./traces/readEvents.ts";

/** A sample whose block can be read further. */
export interface ReadableSample extends Row {
  /**
   * Reads a view at the sample's block, whether it is traced or not. What the invariants of a sample ask for
   * together travels in one call, and nothing is read twice. It is read when the scenario has ended: what an action
   * set in the latest block without a transaction, such as a balance, is there too.
   *
   * @param args - the view's arguments; a single one may be given bare, contracts and signers stand for their addresses
   * @param options - `pick` for a part of a struct or list
   * @returns an integer; a bool is 0n or 1n
   * @throws UnknownViewError, InvalidArgumentsError, NotANumberError, ViewFailedError
   * @source eth_call
   */
  readonly read: <C extends ContractLike>(
    contract: C,
    view: ViewName<C>,
    args?: ViewArgument | readonly ViewArgument[],
    options?: Pick<ViewTraceOptions, "pick">,
  ) => Promise<bigint>;
}

/** What an invariant is checked on: a row of the recording, and the way that led to it. */
export interface InvariantSample extends ReadableSample {
  /** The sample before; `undefined` at the first of a recording. */
  readonly previous: ReadableSample | undefined;
  /** What the recording's event traces found since the sample before, and actions that failed; nothing at the first. */
  readonly events: readonly RecordedEvent[];
  /**
   * Reads the logs of an event since the sample before, whether it is traced or not; there are none at the first. A log
   * that cannot be decoded is marked `undecoded`, with its `topics` and `data` as `args`.
   *
   * @throws UnknownEventError
   * @source eth_getLogs
   */
  readonly logs: <C extends ContractLike>(
    contract: C,
    event: EventName<C>,
  ) => Promise<readonly RecordedEvent[]>;
}

/**
 * Makes rows ready for being checked, one after the other.
 *
 * @param rows - all rows of a recording
 * @param events - its events, in chain order
 * @param start - index of the first row wanted
 * @param onUndecoded - called for each log that cannot be decoded
 */
export function* invariantSamples(
  chain: Chain,
  rows: readonly Row[],
  events: readonly RecordedEvent[],
  start: number,
  onUndecoded?: OnUndecoded,
): Generator<InvariantSample, void, undefined> {
  const inOrder = events.toSorted((a, b) => a.block - b.block);
  const reads = new InvariantReads(chain);
  const before = rows[start - 1];
  let previous = before === undefined ? undefined : readable(chain, before, reads);
  // What happened up to the block of the first sample came before the recording.
  const first = (before ?? rows[0])?.block ?? 0;
  const logs = new InvariantLogs(chain, [first + 1, rows.at(-1)?.block ?? 0], onUndecoded);
  for (const row of rows.slice(start)) {
    const sample = readable(chain, row, reads);
    const range = [(previous ?? row).block + 1, row.block] as const;
    yield {
      ...sample,
      previous,
      events: eventsWithin(inOrder, range),
      logs: async (contract, event) => await logs.read(contract, event, range),
    };
    previous = sample;
  }
}

function readable(chain: Chain, row: Row, reads: InvariantReads): ReadableSample {
  const views = new InvariantViews(chain, { number: row.block, timestamp: row.time });
  return {
    ...row,
    read: async (contract, view, args = [], options = {}) =>
      await views.read(reads.describe(contract, view, args, options)),
  };
}
