import { readFileSync } from "node:fs";

/** What was recorded of a contract: sequences of calls, and what it answered. `how` explains the form. */
export interface BehaviourFile {
  /** Unix seconds that the steps' times count from. */
  readonly start: number;
  /** Gas limit of a step that names none. */
  readonly gas: number;
  readonly how: readonly string[];
  /** The contract's own, by name: human-readable ABI. */
  readonly functions: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
  readonly interfaces: Readonly<Record<string, ContractInterface>>;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly setups: Readonly<Record<string, readonly Step[]>>;
  readonly cases: readonly BehaviourCase[];
}

export interface ContractInterface {
  readonly functions: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
}

export interface Actor {
  readonly address: string;
  /** There is one for an account that sends transactions. */
  readonly key?: string;
  /** Name in `interfaces` of a contract that is not the one under test. */
  readonly interface?: string;
}

export interface BehaviourCase {
  readonly name: string;
  readonly setup?: string;
  /** The one deployment that has what the case asks for. */
  readonly only?: string;
  readonly steps: readonly Step[];
}

export interface CallOf {
  readonly call: string;
  readonly to?: string;
  readonly args?: readonly Value[];
  readonly value?: string;
}

export interface Step extends Partial<CallOf> {
  readonly at: number;
  readonly from: string;
  /** A contract that makes `calls`, in place of `call`. */
  readonly via?: string;
  readonly calls?: readonly CallOf[];
  readonly gas?: number;
  /** Steps of a setup have none: they succeed. */
  readonly expect?: Expectation;
  readonly views?: readonly View[];
}

export type Value = string | boolean | null | readonly Value[];

export interface Expectation {
  readonly ok: boolean;
  readonly returns?: Value;
  readonly events?: readonly ExpectedEvent[];
  readonly revert?: string;
}

export interface ExpectedEvent {
  readonly event: string;
  readonly args: readonly Value[];
  readonly of?: string;
}

export type View = (CallOf | { readonly ether: string }) & {
  readonly returns?: Value;
  readonly revert?: string;
};

/** Reads a file of `test/reference/keep3r-v1`. */
export function readBehaviour(name: string): BehaviourFile {
  const file = new URL(`../../../reference/keep3r-v1/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as BehaviourFile;
}
