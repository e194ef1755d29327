import { keccak256 } from "ethers";
import type { Chain } from "../chain/chain.ts";
import { toQuantity, type BlockHeader } from "../chain/rpc.ts";
import type { Period, RecordedEvent, Recording, Row, SampleValue } from "../recording/recording.ts";
import { type Action, actionFailed, failureEvent } from "./action.ts";
import { isoTime } from "../common/formatTime.ts";
import { schedule, type Tick } from "./clock/schedule.ts";
import {
  ActionOverranError,
  DuplicateTraceError,
  FunctionsMissingError,
  ScenarioInterruptedError,
  ScriptFailedError,
} from "./errors.ts";
import type { Invariant } from "./invariant.ts";
import {
  checkInvariants,
  restartInvariant,
  type WatchedInvariant,
  watchInvariant,
} from "./invariantWatch.ts";
import { ProgressCounter, type ScenarioProgress } from "./scenarioProgress.ts";
import type { EventTrace } from "./traces/eventTrace.ts";
import { readEvents } from "./traces/readEvents.ts";
import { readViews } from "./traces/readViews.ts";
import type { ScriptTrace } from "./traces/scriptTrace.ts";
import type { ViewTrace } from "./traces/viewTrace.ts";

/** A trace with one value per sample. */
export type SampledTrace = ViewTrace | ScriptTrace;

/** How a scenario deals with what happens in it. */
export interface RunOptions {
  /** Whether an action that reverts stops the scenario (the default), or is recorded while the scenario goes on. */
  readonly onRevert?: "stop" | "record";
  /** Ends the scenario at its next step; what was recorded until then is kept. */
  readonly signal?: AbortSignal;
  /** Called after every step, every sample and every sample's checks; often, so it should be quick. */
  readonly onProgress?: (progress: ScenarioProgress) => void;
}

/** One sample: values by trace name. */
export interface Sample extends BlockHeader {
  readonly values: ReadonlyMap<string, SampleValue>;
}

/** Everything a recorder knows. Lists that stay short are replaced when they change; the others grow. */
export interface RecorderState {
  traces: readonly SampledTrace[];
  eventTraces: readonly EventTrace[];
  invariants: readonly WatchedInvariant[];
  periods: readonly Period[];
  samples: Sample[];
  events: RecordedEvent[];
  /** Up to this block the logs have been read. */
  logsReadTo: number | undefined;
  codeHashes: ReadonlyMap<string, string>;
}

/** What a recorder knew at some time. */
export interface RecorderCheckpoint {
  readonly state: Readonly<RecorderState>;
}

const emptyState = (): RecorderState => ({
  traces: [],
  eventTraces: [],
  invariants: [],
  periods: [],
  samples: [],
  events: [],
  logsReadTo: undefined,
  codeHashes: new Map(),
});

/** Samples that wait for being read at most. */
const batchSize = 64;

/** Drives the chain through scenarios and samples every trace on the way. */
export class Recorder {
  readonly #chain: Chain;
  #state: RecorderState = emptyState();

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /**
   * Adds a view or script trace. The same trace again replaces itself, so that a cell can be run twice.
   *
   * @throws DuplicateTraceError if another trace is recorded under that name
   */
  addTrace(trace: SampledTrace): void {
    const { traces } = this.#state;
    const existing = traces.find(({ name }) => name === trace.name);
    if (existing !== undefined && !isSameTrace(existing, trace)) throw duplicate(trace.name);
    const next = existing === undefined ? [...traces, trace] : replace(traces, existing, trace);
    this.#state.traces = next;
  }

  /**
   * Adds an event trace. The same trace again replaces itself.
   *
   * @throws DuplicateTraceError if another event is recorded under that name
   */
  addEventTrace(trace: EventTrace): void {
    const { eventTraces } = this.#state;
    const existing = eventTraces.find(({ name }) => name === trace.name);
    if (existing !== undefined && (existing.address !== trace.address || existing.topic !== trace.topic)) {
      throw duplicate(trace.name);
    }
    const next = existing === undefined ? [...eventTraces, trace] : replace(eventTraces, existing, trace);
    this.#state.eventTraces = next;
  }

  /**
   * Adds an invariant; it is checked on all samples to come. One of the same name is replaced, or goes on where it
   * was if a state file could not hold its check.
   */
  addInvariant(invariant: Invariant): void {
    const { invariants, samples } = this.#state;
    const missing = invariants.find(
      (watched) => watched.isMissing && watched.invariant.name === invariant.name,
    );
    if (missing !== undefined) {
      const { checked, violation } = missing;
      this.#state.invariants = replace(invariants, missing, { invariant, checked, violation });
      return;
    }
    const others = invariants.filter((watched) => watched.invariant.name !== invariant.name);
    this.#state.invariants = [...others, watchInvariant(invariant, samples.length)];
  }

  /** Sets the cycle whose boundaries charts show; replaces the one before. */
  setPeriod(period: Period): void {
    this.#state.periods = [period];
  }

  /** Forgets samples and events; traces and invariants stay, and what is missing stays missing. */
  resetRecording(): void {
    const invariants = this.#state.invariants.map(restartInvariant);
    const nothing = { samples: [], events: [], logsReadTo: undefined, codeHashes: new Map<string, string>() };
    this.#state = { ...this.#state, ...nothing, invariants };
  }

  /** Forgets the traces, with them what they recorded, and the invariants. */
  resetTraces(): void {
    this.#state = emptyState();
  }

  /** What the recorder knows now; give it to {@link restore} to come back to it, as often as wanted. */
  checkpoint(): RecorderCheckpoint {
    return { state: copy(this.#state) };
  }

  /** Comes back to a checkpoint. */
  restore(checkpoint: RecorderCheckpoint): void {
    this.#state = copy(checkpoint.state);
  }

  /**
   * Runs a scenario: advances the chain by `span`, runs the actions that are due, and samples every trace at
   * each step and on both sides of every action.
   *
   * Blocks are mined first and read afterwards, many at once; script traces, which see the chain's present
   * only, are run on the spot.
   *
   * @param span - seconds, >= 1
   * @param every - seconds between samples, from 1 to `span`
   * @returns the samples taken in this run, in order of block number
   * @throws InvalidTimeError, InvalidStepError if times do not fit
   * @throws FunctionsMissingError if scripts or invariants of a state file have not been added again
   * @throws ActionFailedError if an action fails; samples taken before are kept
   * @throws ActionOverranError if an action moves the chain past the next point of the scenario
   * @throws ScenarioInterruptedError if the signal comes; samples taken before are kept
   * @throws InvariantViolatedError at the end, if an invariant did not hold at one of the samples
   */
  async run(
    span: number,
    every: number,
    actions: readonly Action[] = [],
    options: RunOptions = {},
  ): Promise<Row[]> {
    const ticks = schedule(
      span,
      every,
      actions.map((action) => Number(action.every)),
    );
    assertNothingMissing(this.#state);
    const firstNew = this.#state.samples.length;
    const pending: BlockHeader[] = [];
    const progress = new ProgressCounter(options.onProgress ?? (() => undefined), {
      steps: ticks.length,
      samples: ticks.length + ticks.filter((tick) => tick.actions.length > 0).length,
      ...this.#checksToDo(),
    });
    try {
      await this.#follow(ticks, actions, options, pending, progress);
    } catch (error) {
      // What was recorded before a failure is kept; if even that fails, the first failure is the one to tell.
      await this.#collect(pending, progress, options.signal).catch(() => undefined);
      throw error;
    }
    await this.#collect(pending, progress, options.signal);
    return this.#state.samples.slice(firstNew).map(toRow);
  }

  /**
   * Reads the traces that were added after a run at the blocks that were recorded. Nothing runs again; script
   * traces, which see the present only, have no value there. Invariants are checked on all samples.
   *
   * @throws FunctionsMissingError if scripts or invariants of a state file have not been added again
   * @throws InvariantViolatedError if an invariant did not hold at one of the samples
   */
  async backfill(): Promise<void> {
    assertNothingMissing(this.#state);
    const { samples, traces } = this.#state;
    const views = traces.filter((trace): trace is ViewTrace => trace.kind === "view");
    const missing = views.filter(({ name }) => samples.some(({ values }) => !values.has(name)));
    const rows: bigint[][] = [];
    for await (const row of readViews(this.#chain, missing, samples)) rows.push(row);
    this.#state.samples = samples.map((sample, index) => {
      const added = missing.map(({ name }, column): [string, SampleValue] => [
        name,
        rows[index]?.[column] ?? null,
      ]);
      return { ...sample, values: new Map([...sample.values, ...added]) };
    });
    this.#state.events = this.#state.events.filter(({ kind }) => kind !== "log");
    this.#state.logsReadTo = undefined;
    await this.#readLogs();
    await this.#hashCode();
    this.#state.invariants = this.#state.invariants.map((watched) =>
      watched.violation === undefined ? restartInvariant(watched) : watched,
    );
    await this.#checkInvariants();
  }

  /** What was recorded since the last reset, as plain data. */
  recording(source: Omit<Recording["source"], "contracts">): Recording {
    const { traces, eventTraces, samples, events, periods, codeHashes } = this.#state;
    return {
      source: {
        ...source,
        contracts: [...codeHashes].map(([address, codeHash]) => {
          const name = this.#chain.contracts.contractName(address);
          return { ...(name === undefined ? {} : { name }), address, codeHash };
        }),
      },
      series: traces.map((trace) => ({
        name: trace.name,
        kind: trace.kind,
        unit: trace.unit,
        decimals: trace.decimals,
        ...(trace.kind === "view" ? { contract: trace.target, signature: trace.signature } : {}),
        times: samples.map(({ timestamp }) => timestamp),
        values: samples.map(({ values }) => values.get(trace.name) ?? null),
      })),
      rows: samples.map(toRow),
      events: [...events],
      eventTraces: eventTraces.map(({ name }) => name),
      periods,
    };
  }

  async #follow(
    ticks: readonly Tick[],
    actions: readonly Action[],
    options: RunOptions,
    pending: BlockHeader[],
    progress: ProgressCounter,
  ): Promise<void> {
    const start = await this.#chain.block();
    let position = start;
    const hasScripts = this.#state.traces.some(({ kind }) => kind === "script");
    for (const tick of ticks) {
      if (options.signal?.aborted === true) throw interrupted(position);
      position = await this.#advance(position, start.timestamp + tick.offset);
      pending.push(position);
      // A script sees the present, and an action may change even the latest block's state, by setting a balance.
      const isDue = hasScripts || tick.actions.length > 0;
      if (isDue || pending.length >= batchSize) await this.#sample(pending.splice(0), progress);
      if (tick.actions.length === 0) {
        progress.stepped(position.timestamp);
        continue;
      }
      for (const index of tick.actions) {
        const action = actions[index];
        if (action !== undefined) await this.#act(action, index, options);
      }
      position = await this.#chain.block();
      progress.stepped(position.timestamp);
      pending.push(position);
      if (hasScripts) await this.#sample(pending.splice(0), progress);
    }
  }

  async #collect(
    pending: BlockHeader[],
    progress: ProgressCounter,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    await this.#sample(pending.splice(0), progress);
    await this.#readLogs();
    const last = this.#state.samples.at(-1);
    await this.#checkInvariants(() => {
      progress.checked();
      // The next run checks all of them at its end.
      if (last !== undefined && signal?.aborted === true) throw interrupted(last);
    });
  }

  async #advance(position: BlockHeader, due: number): Promise<BlockHeader> {
    if (position.timestamp === due) return position;
    if (position.timestamp > due) {
      throw new ActionOverranError({
        message: `The chain stands at ${isoTime(position.timestamp)}, past the next sample at ${isoTime(due)}.`,
        hint: "The actions of one step took longer than the step: lengthen it, or sleep less inside the actions.",
      });
    }
    return await this.#chain.mine(due);
  }

  async #act(action: Action, index: number, options: RunOptions): Promise<void> {
    const name = action.name ?? functionName(action.run) ?? `action ${index + 1}`;
    try {
      await action.run();
    } catch (cause) {
      const event = options.onRevert === "record" ? await failureEvent(this.#chain, name, cause) : undefined;
      if (event === undefined) throw actionFailed(name, await this.#chain.block(), cause);
      this.#state.events.push(event);
    }
  }

  async #sample(blocks: readonly BlockHeader[], progress: ProgressCounter): Promise<void> {
    const { traces } = this.#state;
    const lastKnown = this.#state.samples.at(-1)?.number ?? -1;
    const fresh = blocks.filter(({ number }, index) => number > (blocks[index - 1]?.number ?? lastKnown));
    progress.dropped(blocks.length - fresh.length);
    if (fresh.length === 0) return;
    const views = traces.filter((trace): trace is ViewTrace => trace.kind === "view");
    const scripts = traces.filter((trace): trace is ScriptTrace => trace.kind === "script");
    await this.#hashCode();
    const unread = fresh.values();
    for await (const row of readViews(this.#chain, views, fresh)) {
      const block = unread.next().value;
      if (block === undefined) break;
      const values = new Map<string, SampleValue>();
      views.forEach(({ name }, column) => values.set(name, row[column] ?? null));
      for (const script of scripts) values.set(script.name, await this.#runScript(script, block));
      this.#state.samples.push({ ...block, values });
      progress.sampled();
    }
  }

  async #runScript(script: ScriptTrace, block: BlockHeader): Promise<SampleValue> {
    const value = await script.read(block);
    const { number } = await this.#chain.block();
    if (number === block.number) return value;
    throw new ScriptFailedError({
      message: `The script ${JSON.stringify(script.name)} mined ${number - block.number} block(s) after ${isoTime(block.timestamp)}.`,
      hint: "A script trace reads only. Send transactions in an action: $.sleepAndExecute(span, every, action, actionEvery).",
    });
  }

  /** The events of a recording are those from the block of its first sample to the block of its last. */
  async #readLogs(): Promise<void> {
    const { samples, eventTraces, logsReadTo } = this.#state;
    const first = samples[0];
    const last = samples.at(-1);
    if (first === undefined || last === undefined) return;
    const logs = await readEvents(
      this.#chain,
      eventTraces,
      (logsReadTo ?? first.number - 1) + 1,
      last.number,
    );
    this.#state.events = inChainOrder([...this.#state.events, ...logs]);
    this.#state.logsReadTo = last.number;
  }

  /** Checks the invariants on the samples that they have not seen, marks what is wrong, and tells of it. */
  async #checkInvariants(onChecked?: () => void): Promise<void> {
    const { events, invariants, samples } = this.#state;
    if (invariants.length === 0) return;
    const result = await checkInvariants(this.#chain, invariants, samples.map(toRow), events, onChecked);
    this.#state.invariants = result.invariants;
    this.#state.events = inChainOrder([...events, ...result.events]);
    if (result.error !== undefined) throw result.error;
  }

  #checksToDo(): { invariants: number; unchecked: number } {
    const { invariants, samples } = this.#state;
    const unbroken = invariants.filter(({ violation }) => violation === undefined);
    const checked = Math.min(samples.length, ...unbroken.map((watched) => watched.checked));
    return { invariants: unbroken.length, unchecked: samples.length - checked };
  }

  async #hashCode(): Promise<void> {
    const { traces, eventTraces, codeHashes } = this.#state;
    const targets = [
      ...traces.flatMap((trace) => (trace.kind === "view" ? [trace.target] : [])),
      ...eventTraces.map(({ address }) => address),
    ];
    const unknown = [...new Set(targets)].filter((target) => !codeHashes.has(target));
    if (unknown.length === 0) return;
    const { number } = await this.#chain.block();
    const codes = await Promise.all(
      unknown.map(async (target): Promise<[string, string]> => {
        const code = (await this.#chain.request("eth_getCode", [target, toQuantity(number)])) as string;
        return [target, code];
      }),
    );
    await this.#chain.contracts.learnNames(new Map(codes));
    const hashes = codes.map(([target, code]): [string, string] => [target, keccak256(code)]);
    this.#state.codeHashes = new Map([...codeHashes, ...hashes]);
  }
}

function interrupted({ timestamp }: BlockHeader): ScenarioInterruptedError {
  return new ScenarioInterruptedError({
    message: `The scenario was interrupted at ${isoTime(timestamp)}.`,
    hint: "The samples up to here are kept: draw them with $.draw(), or go on from here.",
  });
}

function copy(state: Readonly<RecorderState>): RecorderState {
  return { ...state, samples: [...state.samples], events: [...state.events] };
}

function toRow({ number, timestamp, values }: Sample): Row {
  return { time: timestamp, block: number, values: Object.fromEntries(values) };
}

function inChainOrder(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.toSorted((a, b) => a.block - b.block || a.logIndex - b.logIndex);
}

function replace<Item>(items: readonly Item[], old: Item, fresh: Item): Item[] {
  return items.map((item) => (item === old ? fresh : item));
}

/** `undefined` for a function written in place: the property that it was given as, `run`, tells nobody anything. */
function functionName(run: Action["run"]): string | undefined {
  return run.name === "" || run.name === "run" ? undefined : run.name;
}

function isSameTrace(a: SampledTrace, b: SampledTrace): boolean {
  if (a.kind === "script") return b.kind === "script";
  return b.kind === "view" && readKey(a) === readKey(b);
}

function readKey({ target, caller, calldata, path }: ViewTrace): string {
  return JSON.stringify([target, caller, calldata, path]);
}

function duplicate(name: string): DuplicateTraceError {
  return new DuplicateTraceError({
    message: `There is another trace named ${JSON.stringify(name)}.`,
    hint: 'Give this one a name of its own, { name: "…" }, or start anew with $.resetTraces().',
  });
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
