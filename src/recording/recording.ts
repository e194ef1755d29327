/**
 * A recording: everything that was sampled since the last reset, as plain data. It holds no
 * reference to a chain, so that it can be drawn, compared, stored and sent.
 */
export interface Recording {
  readonly source: RecordingSource;
  /** One entry per view, script or derived trace, in the order in which they were added; derived ones last. */
  readonly series: readonly Series[];
  /** One entry per sample, in strictly increasing order of block number and time. */
  readonly rows: readonly Row[];
  /** Decoded logs, failures and violations, in chain order. */
  readonly events: readonly RecordedEvent[];
  /** Names of the event traces, also of those that never occurred; absent where nobody noted them. */
  readonly eventTraces?: readonly string[];
  readonly periods: readonly Period[];
}

/** Where a recording comes from; travels with every chart and export. */
export interface RecordingSource {
  /** Version of this kit. */
  readonly kit: string;
  readonly chain: {
    readonly kind: "embedded" | "fork";
    readonly chainId: number;
    /** What the chain started from, in words: a preset, or the fork block. */
    readonly origin: string;
  };
  /** Seed of everything random (new signers). */
  readonly seed: string;
  /** The user's contracts that stand in place of a protocol's own; absent if none does. */
  readonly substitutes?: readonly SourceSubstitute[];
  /** The contracts that view and event traces read. */
  readonly contracts: readonly SourceContract[];
}

/** A user's contract in place of a protocol's own. */
export interface SourceSubstitute {
  readonly name: string;
  /** Fully qualified name: path of the source, colon, contract. */
  readonly artifact: string;
  /** keccak256 of the creation code: it says more than that of the code that runs, as constructors set parameters. */
  readonly codeHash: string;
}

/** A contract that a recording was read from. */
export interface SourceContract {
  /** What the contract is called where it was compiled; absent if nobody has named it. */
  readonly name?: string;
  readonly address: string;
  /** keccak256 of the runtime code, as it was when the contract was first read. */
  readonly codeHash: string;
}

/**
 * A sampled value. Contract values are `bigint` (a `bool` is 0n or 1n) and exact; a script trace
 * may return a `number`; `null` where a trace had no value at that sample.
 */
export type SampleValue = bigint | number | null;

/** Where the values of a series come from. */
export const seriesKinds = ["view", "script", "derived"] as const;

export type SeriesKind = (typeof seriesKinds)[number];

/** One traced quantity over time. */
export interface Series {
  readonly name: string;
  /** A view, a function that was run at each sample, or one that was calculated from the others afterwards. */
  readonly kind: SeriesKind;
  /** Display unit, such as `"DAI"`; empty for a bare number. */
  readonly unit: string;
  /** A `bigint` value v stands for v / 10^decimals units; 0 to 77. */
  readonly decimals: number;
  /** Address and signature of the view; absent for all but views. */
  readonly contract?: string;
  readonly signature?: string;
  /** Unix seconds of each sample; same length as `values`. */
  readonly times: readonly number[];
  readonly values: readonly SampleValue[];
}

/** All view and script traces, read at one block. */
export interface Row {
  /** Block timestamp, unix seconds. */
  readonly time: number;
  readonly block: number;
  /** Value per series name. */
  readonly values: Readonly<Record<string, SampleValue>>;
  /**
   * Whether the sample lies off the regular grid, around an instant at which values may jump: one second before it, or
   * at it. Absent for all others.
   */
  readonly boundary?: true;
}

/** An event argument: integers as `bigint`, addresses and bytes as hex strings; structs and arrays nest. */
export type EventValue =
  bigint | string | boolean | readonly EventValue[] | { readonly [name: string]: EventValue };

/** What an event of a recording can be. */
export type EventKind = "log" | "action" | "failure" | "violation";

/**
 * A log that an event trace decoded, what an agent did, a transaction that failed, or an invariant that did not hold.
 */
export interface RecordedEvent {
  /**
   * `"log"` for a contract event, `"action"` for what an agent did, `"failure"` for a reverted action that the scenario
   * outlived, `"violation"` for the first sample at which an invariant did not hold.
   */
  readonly kind: EventKind;
  /** Display name: the event's or the custom error's, unless the trace was given another; the action's or invariant's. */
  readonly name: string;
  /** Where it belongs on the time axis, unix seconds: the block's, or a named argument's where that is a time. */
  readonly time: number;
  readonly block: number;
  /** Position in the block; -1 for all but a log. */
  readonly logIndex: number;
  /** Transaction hash; empty for a violation, and for an action of several or none. */
  readonly transaction: string;
  /** Emitting, called or reverting contract; empty where there is no transaction. */
  readonly contract: string;
  /** By name, no two alike; of a log that could not be decoded its `topics` and `data`, as they are. */
  readonly args: Readonly<Record<string, EventValue>>;
  /** Value of the argument that the trace groups by, as text, or the agent; absent if there is none. */
  readonly group?: string;
  /** Whether the log is not what the trace's ABI says, so that `args` holds it as it is. */
  readonly undecoded?: true;
}

/** A cycle of the protocol: boundaries at every multiple of `seconds` since the unix epoch. */
export interface Period {
  readonly name: string;
  readonly seconds: number;
}
