import type { BlockHeader } from "../chain/rpc.ts";
import type { Derived } from "../recording/deriveSeries.ts";
import type { Period, RecordedEvent, Row, SampleValue } from "../recording/recording.ts";
import { FunctionsMissingError } from "./errors.ts";
import type { WatchedInvariant } from "./invariantWatch.ts";
import type { EventTrace } from "./traces/eventTrace.ts";
import type { ScriptTrace } from "./traces/scriptTrace.ts";
import type { ViewTrace } from "./traces/viewTrace.ts";

/** A trace with one value per sample. */
export type SampledTrace = ViewTrace | ScriptTrace;

/** A block that is sampled. */
export interface SampledBlock extends BlockHeader {
  /** Whether it lies off the regular grid, around an instant at which values may jump. */
  readonly boundary?: true;
}

/** One sample: values by trace name. */
export interface Sample extends SampledBlock {
  readonly values: ReadonlyMap<string, SampleValue>;
}

/** Everything a recorder knows. Lists that stay short are replaced when they change; the others grow. */
export interface RecorderState {
  traces: readonly SampledTrace[];
  eventTraces: readonly EventTrace[];
  /** Calculated from the samples whenever the recording is asked for. */
  derived: readonly Derived[];
  invariants: readonly WatchedInvariant[];
  periods: readonly Period[];
  samples: Sample[];
  events: RecordedEvent[];
  /** Up to this block the logs have been read. */
  logsReadTo: number | undefined;
  codeHashes: ReadonlyMap<string, string>;
  /** Event traces of which it was said that a log cannot be decoded: contract, topic and name. */
  warned: ReadonlySet<string>;
}

/** What a recorder knew at some time. */
export interface RecorderCheckpoint {
  readonly state: Readonly<RecorderState>;
}

/** What a recorder knows when nothing has been added. */
export function emptyState(): RecorderState {
  return {
    traces: [],
    eventTraces: [],
    derived: [],
    invariants: [],
    periods: [],
    samples: [],
    events: [],
    logsReadTo: undefined,
    codeHashes: new Map(),
    warned: new Set(),
  };
}

/** A copy that later samples and events do not change. */
export function copyState(state: Readonly<RecorderState>): RecorderState {
  return { ...state, samples: [...state.samples], events: [...state.events] };
}

/** A sample as a recording holds it. */
export function toRow({ number, timestamp, values, boundary }: Sample): Row {
  const row = { time: timestamp, block: number, values: Object.fromEntries(values) };
  return boundary === undefined ? row : { ...row, boundary };
}

/** Events in the order of their blocks, and within a block as they came. */
export function inChainOrder(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.toSorted((a, b) => a.block - b.block || a.logIndex - b.logIndex);
}

/**
 * Checks that everything that a recording was made with is there. A state file holds no functions; to go on without
 * them would leave gaps in what was recorded, and checks undone that somebody relies on.
 *
 * @throws FunctionsMissingError naming the scripts and invariants that have not been added again
 */
export function assertNothingMissing({ traces, invariants }: Readonly<RecorderState>): void {
  const scripts = traces.filter((trace) => trace.kind === "script" && trace.isMissing === true);
  const checks = invariants.filter(({ isMissing }) => isMissing === true);
  const parts = [
    ...scripts.map(({ name }) => `the script trace ${JSON.stringify(name)}`),
    ...checks.map(({ invariant }) => `the invariant ${JSON.stringify(invariant.name)}`),
  ];
  if (parts.length === 0) return;
  throw new FunctionsMissingError({
    message: `The recording comes from a state file, which cannot hold functions: ${parts.join(", ")} must be added again.`,
    hint: "Add them under the same names, with $.addScriptTrace and $.addInvariant, and they go on where they were; or start anew with $.resetTraces().",
  });
}
