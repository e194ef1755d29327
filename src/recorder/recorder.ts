import type { Chain } from "../chain/chain.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import { assertFunction } from "../common/assertFunction.ts";
import { isoTime } from "../common/formatTime.ts";
import { toSeconds } from "../common/seconds.ts";
import { type Derived, withDerived } from "../recording/deriveSeries.ts";
import type { Period, Recording, Row, SampleValue } from "../recording/recording.ts";
import { type Action, actionFailed, assertActions, failureEvent } from "./action.ts";
import { withBoundaries } from "./clock/boundaries.ts";
import { schedule, type Tick } from "./clock/schedule.ts";
import { hashCode } from "./codeHashes.ts";
import {
  ActionOverranError,
  DuplicateTraceError,
  ScenarioInterruptedError,
  ScriptFailedError,
} from "./errors.ts";
import { findJumps } from "./findJumps.ts";
import type { Invariant } from "./invariant.ts";
import { checkInvariants, restartInvariant, watchInvariant } from "./invariantWatch.ts";
import {
  assertNothingMissing,
  copyState,
  emptyState,
  inChainOrder,
  type RecorderCheckpoint,
  type RecorderState,
  type SampledBlock,
  type SampledTrace,
  toRow,
} from "./recorderState.ts";
import { ProgressCounter, type ScenarioProgress } from "./scenarioProgress.ts";
import type { EventTrace } from "./traces/eventTrace.ts";
import { assertWritesNothing } from "./traces/assertWritesNothing.ts";
import { type OnUndecoded, readEvents } from "./traces/readEvents.ts";
import { readViews } from "./traces/readViews.ts";
import type { ScriptTrace } from "./traces/scriptTrace.ts";
import type { ViewTrace } from "./traces/viewTrace.ts";

/** How a scenario deals with what happens in it. */
export interface RunOptions {
  /** Whether an action that reverts stops the scenario (the default), or is recorded while the scenario goes on. */
  readonly onRevert?: "stop" | "record";
  /** Ends the scenario at its next step; what was recorded until then is kept. */
  readonly signal?: AbortSignal;
  /**
   * Whether samples are also taken around the boundaries of the period that is set, one second before and at each:
   * values jump there without a transaction; and around other moments, unix seconds, at which they are known to jump.
   * Default: true.
   */
  readonly boundaries?: boolean | readonly number[];
  /**
   * Looks for every other jump of a view between two samples, to the second, and samples one second before and at it.
   * The chain goes ahead of each step in nine blocks, and back: a step takes about as long as ten. Default: false.
   */
  readonly refine?: boolean;
  /** Called after every step, every sample and every sample's checks; often, so it should be quick. */
  readonly onProgress?: (progress: ScenarioProgress) => void;
}

/** Samples that wait for being read at most. */
const batchSize = 64;

/** Drives the chain through scenarios and samples every trace on the way. */
export class Recorder {
  /** Says once for each event trace that one of its logs cannot be decoded. */
  warn: (text: string) => void = () => undefined;
  readonly #chain: Chain;
  #state: RecorderState = emptyState();
  /** Views of which it is known that they write nothing. */
  readonly #seen = new WeakSet<ViewTrace>();

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /**
   * Adds a view or script trace. The same trace again replaces itself, so that a cell can be run twice.
   *
   * @throws DuplicateTraceError if another trace is recorded under that name
   */
  addTrace(trace: SampledTrace): void {
    const { traces, derived } = this.#state;
    if (derived.some(({ name }) => name === trace.name)) throw duplicate(trace.name);
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
    if (existing !== undefined && eventKey(existing) !== eventKey(trace)) throw duplicate(trace.name);
    const next = existing === undefined ? [...eventTraces, trace] : replace(eventTraces, existing, trace);
    this.#state.eventTraces = next;
  }

  /**
   * Adds a series that is calculated from the others. One of the same name is replaced.
   *
   * @throws DuplicateTraceError if a trace is recorded under that name
   * @throws what the calculation throws for the samples that there are; nothing is added then
   */
  addDerived(derived: Derived, source: Omit<Recording["source"], "contracts">): void {
    if (this.#state.traces.some(({ name }) => name === derived.name)) throw duplicate(derived.name);
    const before = this.#state.derived;
    const existing = before.find(({ name }) => name === derived.name);
    this.#state.derived = existing === undefined ? [...before, derived] : replace(before, existing, derived);
    try {
      this.recording(source);
    } catch (error) {
      this.#state.derived = before;
      throw error;
    }
  }

  /**
   * Adds an invariant; it is checked on all samples to come. One of the same name is replaced, or goes on where it
   * was if a state file could not hold its check.
   */
  addInvariant(invariant: Invariant): void {
    assertFunction(invariant.check, `The check of ${JSON.stringify(invariant.name)} is a function`);
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
    return { state: copyState(this.#state) };
  }

  /** Comes back to a checkpoint. */
  restore(checkpoint: RecorderCheckpoint): void {
    this.#state = copyState(checkpoint.state);
  }

  /**
   * Runs a scenario: advances the chain by `span`, runs the actions that are due, and samples every trace at
   * each step, on both sides of every action, and around the boundaries of the period.
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
    span: number | bigint,
    every: number | bigint,
    actions: readonly Action[] = [],
    options: RunOptions = {},
  ): Promise<Row[]> {
    assertActions(actions);
    const step = toSeconds(every, "every");
    const steps = actions.map((action) => toSeconds(action.every, "an action's every"));
    const regular = schedule(toSeconds(span, "span"), step, steps);
    assertNothingMissing(this.#state);
    const start = await this.#chain.block();
    const periods = options.boundaries === false ? [] : this.#state.periods;
    const ticks = withBoundaries(
      regular,
      start.timestamp,
      step,
      periods,
      typeof options.boundaries === "object" ? options.boundaries : [],
    );
    const firstNew = this.#state.samples.length;
    const pending: SampledBlock[] = [];
    const progress = new ProgressCounter(options.onProgress ?? (() => undefined), {
      steps: ticks.length,
      samples: ticks.length + ticks.filter((tick) => tick.actions.length > 0).length,
      ...this.#checksToDo(),
    });
    try {
      await this.#follow(start, ticks, actions, options, pending, progress);
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
    const { traces, eventTraces, derived, samples, events, periods, codeHashes } = this.#state;
    const recorded: Recording = {
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
    return derived.reduce(withDerived, recorded);
  }

  async #follow(
    start: BlockHeader,
    ticks: readonly Tick[],
    actions: readonly Action[],
    options: RunOptions,
    pending: SampledBlock[],
    progress: ProgressCounter,
  ): Promise<void> {
    let position = start;
    const hasScripts = this.#state.traces.some(({ kind }) => kind === "script");
    /** Has a block sampled, at once or together with others. */
    const take = async (block: SampledBlock, atOnce: boolean): Promise<void> => {
      pending.push(block);
      // A script sees the present.
      if (atOnce || hasScripts || pending.length >= batchSize) {
        await this.#sample(pending.splice(0), progress);
      }
    };
    for (const tick of ticks) {
      if (options.signal?.aborted === true) throw interrupted(position);
      const due = start.timestamp + tick.offset;
      if (tick.boundary === true && position.timestamp >= due) {
        // An action has gone there, or past it.
        progress.dropped(1);
        progress.stepped(position.timestamp);
        continue;
      }
      const jumps = options.refine === true ? await this.#jumpsBefore(due, position) : [];
      progress.added(jumps.length);
      for (const time of jumps) {
        position = await this.#advance(position, time);
        await take({ ...position, boundary: true }, false);
      }
      position = await this.#advance(position, due);
      const isDue = tick.actions.length > 0;
      // An action may change even the latest block's state, by setting a balance.
      await take(tick.boundary === true ? { ...position, boundary: true } : position, isDue);
      if (isDue) {
        for (const index of tick.actions) {
          const action = actions[index];
          if (action !== undefined) await this.#act(action, index, options);
        }
        position = await this.#chain.block();
        await take(position, false);
      }
      progress.stepped(position.timestamp);
    }
  }

  /** The instants around the jumps of views between now and the next point of the scenario, unix seconds. */
  async #jumpsBefore(due: number, position: BlockHeader): Promise<number[]> {
    const views = this.#state.traces.filter((trace): trace is ViewTrace => trace.kind === "view");
    const jumps = await findJumps(this.#chain, views, position, due);
    const around = new Set(jumps.flatMap((time) => [time - 1, time]));
    return [...around].filter((time) => time > position.timestamp && time < due);
  }

  async #collect(
    pending: SampledBlock[],
    progress: ProgressCounter,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    await this.#sample(pending.splice(0), progress);
    // The last action may have made a contract.
    await this.#hashCode();
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
    } finally {
      this.#state.events.push(...(action.events?.() ?? []));
    }
  }

  async #sample(blocks: readonly SampledBlock[], progress: ProgressCounter): Promise<void> {
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
      await this.#assertViews(views, block);
      const values = new Map<string, SampleValue>();
      views.forEach(({ name }, column) => values.set(name, row[column] ?? null));
      for (const script of scripts) values.set(script.name, await this.#runScript(script, block));
      this.#state.samples.push({ ...block, values });
      progress.sampled();
    }
  }

  /** Each is looked at once, where it first has a value. */
  async #assertViews(views: readonly ViewTrace[], block: BlockHeader): Promise<void> {
    for (const view of views) {
      if (this.#seen.has(view)) continue;
      await assertWritesNothing(this.#chain, view, block);
      this.#seen.add(view);
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

  /** The events of a recording are those after the block of its first sample, to the block of its last. */
  async #readLogs(): Promise<void> {
    const { samples, eventTraces, logsReadTo } = this.#state;
    const first = samples[0];
    const last = samples.at(-1);
    if (first === undefined || last === undefined) return;
    const logs = await readEvents(
      this.#chain,
      eventTraces,
      (logsReadTo ?? first.number) + 1,
      last.number,
      this.#onUndecoded,
    );
    this.#state.events = inChainOrder([...this.#state.events, ...logs]);
    this.#state.logsReadTo = last.number;
  }

  /** Checks the invariants on the samples that they have not seen, marks what is wrong, and tells of it. */
  async #checkInvariants(onChecked?: () => void): Promise<void> {
    const { events, invariants, samples } = this.#state;
    if (invariants.length === 0) return;
    const result = await checkInvariants(this.#chain, invariants, samples.map(toRow), events, {
      onUndecoded: this.#onUndecoded,
      ...(onChecked === undefined ? {} : { onChecked }),
    });
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

  readonly #onUndecoded: OnUndecoded = ({ name, address, topic }, { block, transaction }, problem) => {
    const key = `${address} ${topic} ${name}`;
    if (this.#state.warned.has(key)) return;
    this.#state.warned = new Set([...this.#state.warned, key]);
    const contract = [this.#chain.contracts.contractName(address) ?? "the contract", address].join(" ");
    this.warn(
      `The event trace ${JSON.stringify(name)}: a log of ${contract} in block ${block}, transaction ${transaction}, ` +
        `is not what its ABI says: ${problem}. It is kept as it is, marked "undecoded", and so are others like it.`,
    );
  };

  async #hashCode(): Promise<void> {
    const { traces, eventTraces, codeHashes } = this.#state;
    const targets = [
      ...traces.flatMap((trace) => (trace.kind === "view" ? [trace.target] : [])),
      ...eventTraces.map(({ address }) => address),
    ];
    this.#state.codeHashes = await hashCode(this.#chain, targets, codeHashes);
  }
}

function interrupted({ timestamp }: BlockHeader): ScenarioInterruptedError {
  return new ScenarioInterruptedError({
    message: `The scenario was interrupted at ${isoTime(timestamp)}.`,
    hint: "The samples up to here are kept: draw them with $.draw(), or go on from here.",
  });
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

/** What an event trace records. */
function eventKey({ address, topic, where = {} }: EventTrace): string {
  const names = Object.keys(where).toSorted();
  return JSON.stringify([
    address,
    topic,
    names.map((name) => [name, typeof where[name], String(where[name])]),
  ]);
}

function duplicate(name: string): DuplicateTraceError {
  return new DuplicateTraceError({
    message: `There is another trace named ${JSON.stringify(name)}.`,
    hint: 'Give this one a name of its own, { name: "…" }, or start anew with $.resetTraces().',
  });
}
