import type { JsonValue } from "../../recording/exactValue.ts";

/** Prefix of all keys of this kit in Redis. */
export const queuePrefix = "simulation";

/** Name of the queue of a scenario with one state of its code: workers with another never see its jobs. */
export function queueName(scenario: string, code: string): string {
  return `${scenario}-${code.slice(0, 16)}`;
}

/** Key under which the latest sweep of a scenario leaves the hash of its code. */
export function codeKey(scenario: string): string {
  return `${queuePrefix}:${scenario}:code`;
}

/** A run as a job carries it. The job's id is the run's hash. */
export interface QueuedRun {
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly seed: string;
  readonly record: boolean;
}

/** What a job returns, as texts: JSON carries no bigints. */
export interface QueuedResult {
  /** What `runResultToJson` wrote. */
  readonly result: string;
  readonly recording?: string;
}
