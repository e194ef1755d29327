import type { ContractFactory, ContractRunner } from "ethers";
import type { Chain } from "../chain/chain.ts";
import type { HardhatConnection } from "../chain/connection.ts";
import { parseAddress } from "../chain/parseAddress.ts";
import { signerBalance, type SimulatedSigner } from "../chain/seededSigners.ts";
import { buildChart } from "../chart/buildChart.ts";
import type { NamedRecording } from "../chart/buildComparison.ts";
import type { ChartSpec } from "../chart/chartSpec.ts";
import { exportChart } from "../chart/export/exportChart.ts";
import { buildPlot } from "../chart/plot/buildPlot.ts";
import type { PlotOptions, PlotRow } from "../chart/plot/plotOptions.ts";
import { recordingTable, type SampleRow } from "../chart/recordingTable.ts";
import { headingOf, themedSpec, type ThemedSpecOptions } from "../chart/themedSpec.ts";
import { assertFunction } from "../common/assertFunction.ts";
import { assertOptions } from "../common/assertOptions.ts";
import { assertWei } from "../common/assertWei.ts";
import { kitVersion } from "../common/kitVersion.ts";
import type { Random } from "../common/random.ts";
import { toSeconds } from "../common/seconds.ts";
import { time, type TimeUnit } from "../common/time.ts";
import { type Action, assertActions, describeFailure } from "../recorder/action.ts";
import type { Clock } from "../recorder/clock/clock.ts";
import type { Invariant, InvariantCheck, InvariantOptions } from "../recorder/invariant.ts";
import { assertPath, type Path, valueAt } from "../recorder/path.ts";
import type { Recorder } from "../recorder/recorder.ts";
import type { RecorderCheckpoint } from "../recorder/recorderState.ts";
import type { ContractLike, EventName, ViewArgument, ViewName } from "../recorder/traces/contractLike.ts";
import { createEventTrace, type EventTraceOptions } from "../recorder/traces/eventTrace.ts";
import { createScriptTrace, type Script, type ScriptTraceOptions } from "../recorder/traces/scriptTrace.ts";
import { createViewTrace, type ViewTraceOptions } from "../recorder/traces/viewTrace.ts";
import type { Differences } from "../recording/compare/differences.ts";
import { type Derivation, describeDerived, type DeriveOptions } from "../recording/deriveSeries.ts";
import { type EventTotal, eventTotals, type EventTotalsOptions } from "../recording/eventTotals.ts";
import type { Recording, Row } from "../recording/recording.ts";
import type { ContractName, ContractOf } from "./contractTypes.ts";
import { deployContract, type DeployOptions, fetchContract } from "./deployContract.ts";
import { SnapshotError } from "./errors.ts";
import type { DrawOptions, ExportOptions, NotebookCompareOptions } from "./options.ts";
import { type Findable, saveNotebook } from "./saveNotebook.ts";
import { scenarioDisplay, scenarioOptionNames, type ScenarioOptions } from "./scenarioDisplay.ts";
import { ScenarioGate } from "./scenarioGate.ts";
import { showChart } from "./showChart.ts";
import { showComparison } from "./showComparison.ts";
import type { BlockHeader } from "../chain/rpc.ts";

const gwei = 10n ** 9n;

/** Comes back to a moment: chain, traces, recording and signers together. */
export interface Snapshot {
  /** The block that was the latest. */
  readonly block: BlockHeader;
}

interface Moment extends Snapshot {
  readonly restoreChain: () => Promise<void>;
  readonly deployer: SimulatedSigner | undefined;
  readonly recorder: RecorderCheckpoint;
  /** Whether nobody asked for it: only whoever has it comes back to it. */
  readonly isOwn: boolean;
}

/** What a notebook object is made of. */
export interface NotebookParts {
  readonly chain: Chain;
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** Who deploys. Default: a signer that the first deployment makes. */
  readonly deployer?: SimulatedSigner | undefined;
}

/**
 * The notebook object, `$`: what a cell talks to. It moves the chain through time, records traces on the way,
 * and draws what was recorded. Make one with `openNotebook`.
 */
export class Notebook {
  /** The simulated chain, for what this object does not offer. */
  readonly chain: Chain;
  readonly #parts: NotebookParts;
  readonly #gate = new ScenarioGate();
  /** Where a substitute breaks what the original keeps is what its author wants to see, and all that comes after. */
  readonly #onFailure: "stop" | "record";
  #moments: Moment[] = [];
  #deployer: SimulatedSigner | undefined;

  constructor(parts: NotebookParts) {
    this.chain = parts.chain;
    this.#onFailure = parts.chain.identity.substitutes === undefined ? "stop" : "record";
    this.#parts = parts;
    parts.recorder.warn = (text) => {
      console.warn(text);
    };
    parts.chain.holdRequests(() => this.#gate.wait());
    this.#deployer = parts.deployer;
  }

  // ---- traces

  /**
   * Records a view at every sample.
   *
   * @param contract - any ethers contract
   * @param view - name of the view, or its signature where the name is overloaded
   * @param args - the view's arguments; a single one may be given bare, contracts and signers stand for their addresses
   * @param options - `name`, `decimals` and `unit` for display, `pick` for a part of a struct or list
   * @throws UnknownViewError, InvalidArgumentsError, NotANumberError, DuplicateTraceError
   * @source eth_call
   * @example $.addViewTrace(vault, "totalAssets", [], { decimals: 18, unit: "DAI" });
   */
  addViewTrace<C extends ContractLike>(
    contract: C,
    view: ViewName<C>,
    args: ViewArgument | readonly ViewArgument[] = [],
    options: ViewTraceOptions = {},
  ): void {
    this.chain.contracts.learnErrors(contract.interface);
    this.#parts.recorder.addTrace(createViewTrace(contract, view, args, options));
  }

  /**
   * Records what a function returns at every sample. It sees the chain as it is at the sample's block, and must
   * not send transactions.
   *
   * @throws DuplicateTraceError
   * @example $.addScriptTrace("bonded", async () => await token.balanceOf(vault), { decimals: 18 });
   */
  addScriptTrace(name: string, script: Script, options: ScriptTraceOptions = {}): void {
    this.#parts.recorder.addTrace(createScriptTrace(name, script, options));
  }

  /**
   * Records an event of a contract, with its arguments. One event can be traced several times, under different names.
   *
   * A log that the ABI cannot decode is kept as it is, and reported once under the cell.
   *
   * @param event - name of the event, or its signature where the name is overloaded
   * @param options - `timeFrom`: the argument that says when it happened, unix seconds; `where`: what arguments must be
   *   for a log to be kept; `groupBy`: the argument whose values have a row each on charts; `name` for display
   * @throws UnknownEventError, InvalidArgumentsError, DuplicateTraceError
   * @source eth_getLogs
   * @example $.addEventTrace(vault, "Reward", { timeFrom: "rewardedAt" });
   * @example $.addEventTrace(token, "Transfer", { where: { to: vault }, groupBy: "from", name: "paid in" });
   */
  addEventTrace<C extends ContractLike>(
    contract: C,
    event: EventName<C>,
    options: EventTraceOptions = {},
  ): void {
    this.#parts.recorder.addEventTrace(createEventTrace(contract, event, options));
  }

  /**
   * Says what is to hold at every sample from now on. The first sample of a recording at which it does not is marked
   * on the chart, and the scenario fails at its end.
   *
   * @param name - what holds; a violation is reported and drawn under it
   * @param check - gets a sample: time, block, values by trace name, the sample before, the events since. Returns
   *   `true` or nothing if the invariant holds, `false` or what is wrong if not
   * @param options - `onViolation: "record"` marks a violation only; on a chain with a substitute that is the default
   * @example $.addInvariant("credits suffice", ({ values }) => BigInt(values["totalJobCredits"] ?? 0) > 0n);
   */
  addInvariant(name: string, check: InvariantCheck, options: InvariantOptions = {}): void {
    this.addInvariants([{ name, check }], options);
  }

  /**
   * Adds several invariants at once, such as those of a protocol.
   *
   * @param options - apply where an invariant has no option of its own
   * @example $.addInvariants([{ name: "backed", check: ({ values }) => values.assets === values.backing }]);
   */
  addInvariants(invariants: readonly Invariant[], options: InvariantOptions = {}): void {
    assertOptions(options, "$.addInvariant", { onViolation: true });
    for (const invariant of invariants) {
      this.#parts.recorder.addInvariant({ onViolation: this.#onFailure, ...options, ...invariant });
    }
  }

  /**
   * Sets a cycle of the protocol, with boundaries at every multiple of `seconds` since the unix epoch. Charts show a
   * rule at each; scenarios take a sample one second before each, and one at it.
   *
   * @throws InvalidTimeError
   */
  setPeriodTrace(seconds: number | bigint, name = "period"): void {
    this.#parts.recorder.setPeriod({ name, seconds: toSeconds(seconds, "the period") });
  }

  /** Forgets all traces and invariants, and what was recorded. */
  resetTraces(): void {
    this.#parts.recorder.resetTraces();
  }

  /**
   * Random numbers that follow from the notebook's seed, the same in every run: `float`, `integer`, `normal`, `choice`,
   * `shuffle`, and a `stream` of its own for each purpose. Snapshots and state files keep where they stand.
   *
   * @example const seller = $.random.stream("sellers").choice(signers);
   */
  get random(): Random {
    return this.chain.random;
  }

  // ---- time

  /** An amount of time in whole seconds: `$.time(4, "hours")`. */
  time(amount: number | bigint, unit: TimeUnit): number {
    return time(amount, unit);
  }

  /** The latest block: number, timestamp in unix seconds, base fee in wei per gas. */
  async block(): Promise<BlockHeader> {
    return await this.#parts.clock.now();
  }

  /** Moves the chain on by exactly `seconds`. Nothing is recorded. */
  async sleep(seconds: number | bigint): Promise<void> {
    await this.#parts.clock.sleep(seconds);
  }

  /** Moves the chain to exactly `timestamp`, unix seconds. Nothing is recorded. */
  async sleepTo(timestamp: number | bigint): Promise<void> {
    await this.#parts.clock.sleepTo(timestamp);
  }

  /** Moves the chain to the next boundary of a cycle: the next multiple of `seconds` since the unix epoch. */
  async sleepToNextPeriod(seconds: number | bigint): Promise<void> {
    const length = toSeconds(seconds, "the period");
    const { timestamp } = await this.block();
    await this.sleepTo((Math.floor(timestamp / length) + 1) * length);
  }

  // ---- scenarios

  /**
   * Advances the chain by `span` and samples every trace on the way.
   *
   * @param span - seconds, >= 1
   * @param every - seconds between samples, from 1 to `span`; the last step is shorter if it does not divide `span`
   * @param options - `live: true` draws the chart while it grows; `onProgress` is told how far the scenario is,
   *   instead of the line that a notebook shows; `boundaries: false` samples at the steps alone, `boundaries: [time]` around
   *   further moments at which values jump; `refine: true` also
   *   finds where views jump between two samples
   * @returns the samples taken: one at the start and one per step, and two around each boundary of the period that is
   *   set, one second before and at it, marked `boundary`; in order of block number
   * @throws InvalidTimeError, InvalidStepError if the times do not fit
   * @throws ScenarioInterruptedError if the kernel is interrupted; the samples before are kept
   * @source evm_mine, eth_call
   * @example await $.sleepAndRecord(3 * rewardPeriodTime, $.time(4, "hours"));
   */
  async sleepAndRecord(
    span: number | bigint,
    every: number | bigint,
    options: ScenarioOptions = {},
  ): Promise<Row[]> {
    return await this.#run(span, every, [], options);
  }

  /**
   * Advances the chain by `span`, samples every trace, and runs actions on their schedules: after `actionEvery`,
   * twice that, and so on, up to and including the end. Around each action there are two samples.
   *
   * @param span - seconds, >= 1
   * @param every - seconds between samples, from 1 to `span`
   * @param action - a function, run every `actionEvery` seconds; or a list of `{ run, every, name }`; those due at
   *   one time run in the order given
   * @param options - `onRevert: "record"` marks reverted actions and goes on, instead of stopping; on a chain with a
   *   substitute that is the default. `live` and `onProgress` as in `sleepAndRecord`
   * @returns the samples taken, in order of block number
   * @throws ActionFailedError if an action fails; the samples before it are kept
   * @throws ScenarioInterruptedError if the kernel is interrupted; the samples before are kept
   * @throws InvalidTimeError, InvalidStepError, ActionOverranError if times do not fit
   * @example await $.sleepAndExecute(P, $.time(4, "hours"), () => job.workHard(2), $.time(36, "hours"));
   */
  async sleepAndExecute(
    span: number | bigint,
    every: number | bigint,
    action: () => unknown,
    actionEvery: number | bigint,
    options?: ScenarioOptions,
  ): Promise<Row[]>;
  async sleepAndExecute(
    span: number | bigint,
    every: number | bigint,
    actions: readonly Action[],
    options?: ScenarioOptions,
  ): Promise<Row[]>;
  async sleepAndExecute(
    span: number | bigint,
    every: number | bigint,
    action: (() => unknown) | readonly Action[],
    actionEveryOrOptions?: number | bigint | ScenarioOptions,
    options: ScenarioOptions = {},
  ): Promise<Row[]> {
    if (typeof action !== "function") {
      assertActions(action);
      const runOptions = typeof actionEveryOrOptions === "object" ? actionEveryOrOptions : {};
      return await this.#run(span, every, action, runOptions);
    }
    const isTime = typeof actionEveryOrOptions === "number" || typeof actionEveryOrOptions === "bigint";
    const actionEvery = isTime ? actionEveryOrOptions : Number.NaN;
    return await this.#run(span, every, [{ run: action, every: actionEvery }], options);
  }

  /**
   * Has a path drive something: applies its first value now, and gives the action that goes on with it in scenarios.
   *
   * @param path - starts now; its times are seconds since then
   * @param every - seconds between values
   * @param apply - sets the value, in the path's unit; may send transactions. Its function name reports a failure
   * @returns an action for `sleepAndExecute`; in a scenario after it, the path goes on where it is
   * @throws InvalidArgumentsError if the path is none
   * @example const fees = await $.follow(gwei, $.time(1, "hours"), (fee) => $.setBaseFee(BigInt(Math.round(fee * 1e9))));
   */
  async follow(path: Path, every: number | bigint, apply: (value: number) => unknown): Promise<Action> {
    assertPath(path);
    const step = toSeconds(every, "every");
    const { timestamp: start } = await this.block();
    const run = async (): Promise<void> => {
      const { timestamp } = await this.block();
      await apply(valueAt(path, timestamp - start));
    };
    await run();
    return { run, every: step, name: apply.name === "" ? "follow a path" : apply.name };
  }

  async #run(
    span: number | bigint,
    every: number | bigint,
    actions: readonly Action[],
    options: ScenarioOptions,
  ): Promise<Row[]> {
    assertOptions(options, "a scenario", scenarioOptionNames);
    return await this.#gate.run(async (signal) => {
      const { update: onProgress, remove } = scenarioDisplay(() => this.recording, options);
      // At once: when an interrupted cell has ended, nothing can be taken away any more.
      signal.addEventListener("abort", remove);
      try {
        return await this.#parts.recorder.run(span, every, actions, {
          signal,
          onRevert: this.#onFailure,
          ...options,
          onProgress,
        });
      } finally {
        remove();
      }
    });
  }

  /** What was recorded since the last reset: rows, series and events, as plain data. */
  get recording(): Recording {
    return this.#parts.recorder.recording(this.#source());
  }

  #source(): Omit<Recording["source"], "contracts"> {
    const { kind, chainId, origin, seed, substitutes } = this.chain.identity;
    return {
      kit: kitVersion,
      chain: { kind, chainId, origin },
      seed,
      ...(substitutes === undefined ? {} : { substitutes }),
    };
  }

  /**
   * Adds a series that is calculated from the recorded ones, for the samples that there are and those to come. It is
   * drawn, compared and exported as any trace; an option of `draw` leaves out what it was calculated from.
   *
   * @param name - of the series; one of the same name is replaced
   * @param calculate - gets each sample: `amount(name)` is another series' exact integer, `number(name)` the same in
   *   units, `ratio(name, by)` exact, `total(event, { sum, per })` what events add up to, `previous` the sample before,
   *   `period` its number, `time` unix seconds, so that a path of prices can be looked up
   * @param options - `unit` and `decimals`, as of a trace. Default: 18 decimals if there is a unit, or 0
   * @throws DuplicateTraceError if a trace has that name
   * @throws DerivedSeriesError if the function throws, or returns something that is no value
   * @throws InvalidArgumentsError if it names a series or an event that is not there
   * @example $.derive("accrued", (s) => s.amount("total") - s.amount("ready"), { unit: "DAI" });
   * @example $.derive("paid", (s) => s.total("Payment", { sum: "amount" }), { unit: "DAI" });
   * @example $.derive("worth", (s) => s.number("credits") * priceAt(s.time), { unit: "USD" });
   */
  derive(name: string, calculate: Derivation, options: DeriveOptions = {}): void {
    this.#parts.recorder.addDerived(describeDerived(name, calculate, options), this.#source());
  }

  /**
   * Counts the recorded events of a name, and adds one of their arguments up, for each value of another.
   *
   * @param name - of an event trace
   * @param options - `by`: the argument by which events are told apart, by default the trace's `groupBy`; `sum`: an
   *   integer argument to add up
   * @returns rows of `group`, `count` and `sum`, exact and in the smallest unit, in the order in which the values came
   * @throws InvalidArgumentsError if there is no such event or argument
   * @example await $.plot($.eventTotals("Work", { by: "keeper" }), { mark: "bar", x: "count", y: "group" });
   */
  eventTotals(name: string, options: EventTotalsOptions = {}): EventTotal[] {
    return eventTotals(this.recording, name, options);
  }

  /** Forgets samples and events; the traces stay. The events of a recording are those after the block of its first sample. */
  resetRecording(): void {
    this.#parts.recorder.resetRecording();
  }

  /** Reads traces that were added after a run at the blocks recorded, without running anything again. */
  async backfill(): Promise<void> {
    await this.#parts.recorder.backfill();
  }

  // ---- charts

  /** The recording as a Vega-Lite spec. */
  chart(options: DrawOptions = {}): ChartSpec {
    return buildChart(this.recording, options);
  }

  /**
   * Shows the recording as a chart under the cell.
   *
   * @param options - `title` and what else a chart can be given; `name` is what its files are called
   * @throws EmptyRecordingError if nothing has been recorded
   */
  async draw(options: DrawOptions = {}): Promise<void> {
    await this.#gate.wait();
    const { recording } = this;
    const spec = buildChart(recording, options);
    const title = options.title ?? recording.series.map((series) => series.name).join(", ");
    const { rows } = recording;
    await showChart({ spec, title, name: options.name, rows, summary: `${rows.length} samples`, recording });
  }

  /**
   * The recording as tidy rows, one for each sample of each trace: `time`, `block`, `trace`, `value` in units, `unit`,
   * and `raw`, the exact integer. What `$.plot`, a loop, or a table of one's own takes.
   *
   * @example $.table().filter(({ trace }) => trace === "credits").map(({ value }) => value);
   */
  table(): SampleRow[] {
    return recordingTable(this.recording);
  }

  /**
   * Shows rows of any table under the cell, in the style of every chart here.
   *
   * @param rows - plain objects, such as `$.table()`
   * @param options - `mark`, the columns of `x`, `y`, `color` and `facet`, and what else a plot can be given
   * @throws InvalidChartOptionError if there is no row, a column is in none, or an option cannot be drawn
   * @example await $.plot($.table(), { mark: "line", x: "time", y: "value", color: "trace" });
   */
  async plot(rows: readonly PlotRow[], options: PlotOptions): Promise<void> {
    await this.#gate.wait();
    const spec = buildPlot(rows, options);
    const title = options.title ?? spec.description;
    await showChart({ spec, title, name: options.name, rows: [], summary: `${rows.length} rows` });
  }

  /**
   * Shows a Vega-Lite spec of one's own under the cell, with the type and colours of every chart here.
   *
   * @param spec - Vega-Lite v5, a plain object with its data in it and a title or description
   * @param options - `name`, `title`, `description`, `theme`
   * @throws ChartRenderError if the spec lacks a view, data, or both title and description
   * @example await $.show({ data: { values: rows }, mark: "bar", encoding }, { title: "What was paid" });
   */
  async show(spec: object, options: ThemedSpecOptions = {}): Promise<void> {
    await this.#gate.wait();
    const themed = themedSpec(spec, options);
    const title = options.title ?? headingOf(themed.title) ?? themed.description;
    await showChart({ spec: themed, title, name: options.name, rows: [], summary: "a chart of its own" });
  }

  /**
   * Shows two recordings over each other under the cell, the first solid and the second dashed, with their difference
   * below; and gives what differs as data.
   *
   * @param base - the one that the other is held against; `{ name, recording }` gives it a name
   * @param head - the other
   * @param options - `figures`: quantities of a whole recording to compare besides, such as `creditFigures`; and
   *   whatever a chart can be given
   * @returns differences, head - base: exact integers, with the decimals that they have
   * @throws EmptyRecordingError, InvalidChartOptionError if there is nothing to lay over each other
   * @example const { traces } = await $.compare({ name: "before", recording: before }, { name: "after", recording: $.recording });
   */
  async compare(
    base: Recording | NamedRecording,
    head: Recording | NamedRecording,
    options: NotebookCompareOptions = {},
  ): Promise<Differences> {
    return await showComparison(base, head, options);
  }

  /**
   * Writes the recording as files that can be published: pictures, an interactive page, and the exact data, all of
   * which say where they come from.
   *
   * @param name - what the files are called: lower-case letters, digits and hyphens, at most 80
   * @param options - `formats` (all by default), `folder`, and whatever `draw` takes
   * @returns the paths that were written
   * @throws EmptyRecordingError if nothing has been recorded
   * @throws InvalidExportError if the name is not fit for a file, or a format is unknown
   * @example await $.export("balanced-work", { title: "Balanced work", formats: ["svg", "html"] });
   */
  async export(name: string, options: ExportOptions = {}): Promise<string[]> {
    await this.#gate.wait();
    const { formats, folder = "exports", ...chart } = options;
    const { recording } = this;
    return await exportChart({ name, spec: buildChart(recording, chart), recording, formats, folder });
  }

  // ---- chain

  /**
   * Sets the base fee of all blocks to come. A few wei, as if gwei were meant, bring a warning.
   *
   * @param wei - wei per gas, 0 or more; a number up to 2^53 will do
   * @throws InvalidArgumentsError
   */
  setBaseFee(wei: bigint | number): void {
    const fee = typeof wei === "number" && Number.isSafeInteger(wei) ? BigInt(wei) : wei;
    assertWei(fee, "The base fee");
    const plausible = typeof wei === "number" ? gwei : gwei / 1_000n;
    if (fee > 0n && fee < plausible) {
      console.warn(
        `The base fee is ${fee} wei per gas: next to nothing. If gwei were meant, it is $.setBaseFee(${fee}n * 10n ** 9n).`,
      );
    }
    this.chain.baseFee = fee;
  }

  /**
   * Puts all transactions that a function sends into one block, in order. Each is answered at once: with its receipt, or
   * with why it failed.
   *
   * @param send - sends the transactions, and waits for them; it must not move time
   * @returns what `send` returns
   * @throws what `send` throws. If that is a transaction's failure, the block stands as it is; after anything else the
   *   chain is where it was, without a block
   * @throws OneBlockError if something in it would need another block, or the block is full
   * @example await $.inOneBlock(async () => { await token.approve(vault, 100n); await vault.deposit(100n); });
   */
  async inOneBlock<Result>(send: () => Result | Promise<Result>): Promise<Result> {
    return await this.chain.inOneBlock(send);
  }

  /** Remembers this moment: chain, base fee, traces, recording and signers. Snapshots nest. */
  async snapshot(): Promise<Snapshot> {
    return await this.#remember(false);
  }

  /**
   * Remembers this moment as `snapshot` does, for whoever gets it alone: `revert()` does not go back to it by itself.
   *
   * @internal
   */
  async keepMoment(): Promise<Snapshot> {
    return await this.#remember(true);
  }

  async #remember(isOwn: boolean): Promise<Snapshot> {
    const { recorder } = this.#parts;
    const chainSnapshot = await this.chain.takeSnapshot();
    const moment: Moment = {
      block: await this.block(),
      restoreChain: async () => {
        await chainSnapshot.restore();
      },
      deployer: this.#deployer,
      recorder: recorder.checkpoint(),
      isOwn,
    };
    this.#moments.push(moment);
    return moment;
  }

  /**
   * Goes back to a snapshot, as often as wanted; by default to the latest that `snapshot` took. Snapshots that were taken after it are
   * gone.
   *
   * @throws SnapshotError if there is none, or if an earlier one was gone back to since
   */
  async revert(snapshot?: Snapshot): Promise<void> {
    const index =
      snapshot === undefined
        ? this.#moments.findLastIndex(({ isOwn }) => !isOwn)
        : this.#moments.indexOf(snapshot as Moment);
    const moment = this.#moments[index];
    if (moment === undefined) {
      throw new SnapshotError({
        message: snapshot === undefined ? "There is no snapshot to go back to." : "That snapshot is gone.",
        hint: "Take one with await $.snapshot(), or run the cell again that takes it. Going back to an earlier snapshot, as openSession() does too, discards those taken after it.",
      });
    }
    await moment.restoreChain();
    this.#deployer = moment.deployer;
    this.#parts.recorder.restore(moment.recorder);
    this.#moments = this.#moments.slice(0, index + 1);
  }

  /**
   * Tries an action out: runs it, then undoes it. Asks "would this go through, now?".
   *
   * @returns `"succeeded"`, or why it reverted, such as `"InsufficientFunds()"`
   * @throws what the action throws, if that is not a revert
   * @example await $.tryOut(() => job.workHard(40)); // "InsufficientFunds()"
   */
  async tryOut(action: () => unknown): Promise<string> {
    assertFunction(action, "$.tryOut takes a function");
    const before = await this.keepMoment();
    try {
      await action();
      return "succeeded";
    } catch (error) {
      const reason = describeFailure(error);
      if (reason === undefined) throw error;
      return reason;
    } finally {
      await this.revert(before);
      this.#moments.pop();
    }
  }

  // ---- state files

  /**
   * Saves this moment to a file: chain, clock, signers, traces and recording. `openNotebook({ from: file })`
   * and `openChain(file)` go on from it, to the same bytes as if they had not stopped.
   * Snapshots stay behind; script traces, derived series and invariants are functions, and are to be added again.
   *
   * @param file - path, `set-up.chain` for example; an existing file is replaced
   * @param addressBook - what is to be found again in `$.addressBook`: contracts, signers or addresses by name
   * @throws ChainNotSavableError if the chain is not an embedded one
   * @example await $.saveChain("set-up.chain", { job, owner });
   */
  async saveChain(file: string, addressBook: Readonly<Record<string, Findable>> = {}): Promise<void> {
    await saveNotebook(file, addressBook, this.chain, this.#parts.recorder.checkpoint(), this.#deployer);
  }

  /** Addresses that were saved by name, here or before: `$.fetch("GasBurningJob", $.addressBook.job)`. */
  get addressBook(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.chain.contracts.addressBook);
  }

  // ---- accounts and contracts

  /** A new signer with ether. Its address follows from the notebook's seed. */
  async newSigner(balance: bigint = signerBalance): Promise<SimulatedSigner> {
    return await this.chain.newSigner(balance);
  }

  /** A signer for any address; nobody asks for its key. It gets ether for gas if it has none. */
  async impersonate(address: string): Promise<SimulatedSigner> {
    const signer = await this.chain.getSigner(parseAddress(address));
    if ((await this.chain.ethersProvider.getBalance(address)) === 0n) {
      await this.chain.setBalance(address, signerBalance);
    }
    return signer;
  }

  /**
   * Sets an account's ether, in wei.
   *
   * @throws InvalidArgumentsError if the address is none, or the amount negative
   */
  async setBalance(address: string, wei: bigint): Promise<void> {
    await this.chain.setBalance(parseAddress(address), wei);
  }

  /**
   * A contract that exists on the chain.
   *
   * @param name - name of a contract or interface that this project compiles, or `path/File.sol:Name`
   * @param runner - who sends transactions. Default: nobody; views only
   * @throws UnknownContractError if the project has no such name, or there is no code at the address
   */
  async fetch<Name extends ContractName>(
    name: Name,
    address: string,
    runner: ContractRunner = this.chain.ethersProvider,
  ): Promise<ContractOf<Name>> {
    const contract = await fetchContract(this.chain, name, parseAddress(address), runner);
    return contract as ContractOf<Name>;
  }

  /**
   * Deploys a contract.
   *
   * @param what - name of a contract that this project compiles or finds in the folders of `simulation.artifacts`, or
   *   `path/File.sol:Name` where the name is ambiguous; or an ethers `ContractFactory`
   * @param args - constructor arguments; contracts and signers stand for their addresses
   * @param options - `from`, `value`, `libraries`, `name`
   * @throws UnknownContractError, InvalidArgumentsError
   * @example const token = await $.deploy("Token", ["Name", "SYM"], { value: 10n ** 18n });
   */
  async deploy<What extends ContractName | ContractFactory>(
    what: What,
    args: readonly ViewArgument[] = [],
    options: DeployOptions = {},
  ): Promise<ContractOf<What>> {
    const from = options.from ?? (this.#deployer ??= await this.newSigner());
    return (await deployContract(this.chain, what, args, { ...options, from })) as ContractOf<What>;
  }

  /**
   * The connection of Hardhat that this chain runs on, for what takes one: Ignition modules, deploy scripts, other
   * plugins. What they deploy and send is on this chain.
   *
   * @example const { ignition } = $.connection; await ignition.deploy(VaultModule);
   */
  get connection(): HardhatConnection {
    return this.chain.connection;
  }

  /**
   * Ends the chain. Whatever is asked of it afterwards fails with a ChainClosedError.
   *
   * @param because - why it ends, for that error
   */
  async close(because?: string): Promise<void> {
    await this.chain.close(because);
  }
}
