import type { Random } from "../common/random.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { JsonValue } from "../recording/exactValue.ts";

/** What a parameter can be. */
export type ParameterValue = number | bigint | string | boolean;

/** Parameters of a scenario, by name. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** A figure of a run: a number, an exact integer, or `null` where the run has none, the day of a first refusal say. */
export type FigureValue = number | bigint | null;

/** What a run returns: figures by name. */
export type Figures = Readonly<Record<string, FigureValue>>;

/** What a scenario runs in: `$`, and what a pack adds to it. */
export interface World {
  readonly $: Notebook;
}

/** How a world opens, and what, beside the scenario's code, decides about its content. */
export interface WorldSource<P, W extends World> {
  (parameters: Readonly<P>): Promise<W>;
  /**
   * What the world is made from: options of a pack, digests of contracts; plain JSON. It is part of what a run is known
   * by. Default: the project's settings alone.
   */
  readonly identity?: (parameters: Readonly<P>) => Promise<JsonValue>;
}

/** What `setup` is given. */
export type SetupContext<P, W extends World> = W & { readonly parameters: Readonly<P> };

/** What `run` is given. */
export type RunContext<P, W extends World, State> = W & {
  readonly parameters: Readonly<P>;
  /** What `setup` returned; plain objects and lists in it are frozen, since other runs get them, too. */
  readonly state: State;
  /** The run's own stream of random numbers, which its seed determines. `$.random` is another one. */
  readonly random: Random;
};

/** A scenario that many runs are made of. */
export interface Scenario<P extends Parameters = Parameters, W extends World = World, State = unknown> {
  /** Defaults, whose names and types check every grid. */
  readonly parameters: P;
  /**
   * How the world of some runs opens. Default: a notebook object on the chain that the project's settings choose.
   * Runs whose world and set-up read equal parameters share it.
   */
  readonly world?: WorldSource<P, W>;
  /**
   * Prepares what runs share, once for all runs that are equal in the parameters that it reads. Every run starts from
   * the moment after it.
   */
  readonly setup?: (context: SetupContext<P, W>) => State | Promise<State>;
  /**
   * One run, from the moment after `setup`.
   *
   * @returns figures: numbers, bigints, or `null`
   */
  readonly run: (context: RunContext<P, W, State>) => Figures | Promise<Figures>;
}

/**
 * Defines a scenario that can be run many times, over parameters and seeds. A module exports it as its default:
 * `scenarios/<name>.ts` is what `npx hardhat simulate <name>` runs, and a notebook can import it as well.
 *
 * @example
 * ```ts
 * import { defineScenario } from "hardhat-simulation/ensemble";
 *
 * export default defineScenario({
 *   parameters: { deposit: 10, days: 30 },
 *   async setup({ $ }) {
 *     return { vault: await $.deploy("Vault") };
 *   },
 *   async run({ $, state, parameters, random }) {
 *     await $.sleep($.time(random.integer(1, parameters.days), "days"));
 *     return { assets: await state.vault.totalAssets() };
 *   },
 * });
 * ```
 */
export function defineScenario<P extends Parameters, W extends World = World, State = undefined>(
  scenario: Scenario<P, W, State>,
): Scenario<P, W, State> {
  return scenario;
}
