import { SimulationError } from "../common/errors.ts";
import { describeCause } from "../common/describeCause.ts";
import { createRandom } from "../common/random.ts";
import { recordingToJson } from "../recording/recordingToJson.ts";
import { InvalidFiguresError, WorldFailedError } from "./errors.ts";
import { openPlainWorld } from "./notebookWorld.ts";
import type { Snapshot } from "../notebook/notebook.ts";
import type { RunError, RunOutcome } from "./runResult.ts";
import type { Figures, Parameters, Scenario, World } from "./scenario.ts";
import { parametersKey, trackParameters } from "./trackedParameters.ts";

/** What a run is made with. */
export interface RunInput {
  readonly parameters: Parameters;
  readonly seed: string;
  /** Whether to give the recording of `$`, too. */
  readonly record?: boolean;
}

/** What came of a run. */
export interface HostedRun {
  readonly outcome: RunOutcome;
  /** The error itself, for those who repeat a run alone. */
  readonly thrown?: unknown;
  /** `$.recording` as JSON, if it was asked for. */
  readonly recording?: string;
  /** Names of the parameters that world and set-up have read: runs equal in these share both. */
  readonly shared: readonly string[];
}

interface OpenWorld {
  readonly world: World;
  readonly shared: readonly string[];
  readonly key: string;
  readonly prepared: Prepared;
}

type Prepared =
  | { readonly state: unknown; readonly start: Snapshot }
  /** What the set-up threw: all runs that share it fail with it. */
  | { readonly thrown: unknown };

/** Runs a scenario in this process, one run after another. It keeps the latest world, and goes back in it for each run. */
export class ScenarioHost {
  readonly #scenario: Scenario;
  #open: OpenWorld | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /**
   * Makes one run. A run that fails is an outcome like others.
   *
   * @throws WorldFailedError if the world cannot be opened: no run is to blame for that
   */
  async run({ parameters, seed, record = false }: RunInput): Promise<HostedRun> {
    const { world, shared, prepared } = await this.#worldFor(parameters);
    if ("thrown" in prepared) return failed(prepared.thrown, shared);
    // Every run starts like this, the first one of a world too: what is done before it is the same then.
    await world.$.revert(prepared.start);
    try {
      const { state } = prepared;
      const random = createRandom(seed);
      const returned = await this.#scenario.run({ ...world, parameters: { ...parameters }, state, random });
      const figures = checkFigures(returned, parameters);
      const recording = record ? recordingToJson(world.$.recording) : undefined;
      return { outcome: { figures }, shared, ...(recording === undefined ? {} : { recording }) };
    } catch (thrown) {
      return failed(thrown, shared);
    }
  }

  /** Closes the world. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.world.$.close();
  }

  async #worldFor(parameters: Parameters): Promise<OpenWorld> {
    const known = this.#open;
    if (known?.key === parametersKey(parameters, known?.shared ?? [])) return known;
    await this.close();
    const tracked = trackParameters(parameters);
    const world = await this.#openWorld(tracked.parameters);
    const prepared = await this.#prepare(world, tracked.parameters);
    const shared = tracked.finish();
    this.#open = { world, shared, key: parametersKey(parameters, shared), prepared };
    return this.#open;
  }

  async #openWorld(parameters: Parameters): Promise<World> {
    try {
      return await (this.#scenario.world ?? openPlainWorld)(parameters);
    } catch (cause) {
      throw new WorldFailedError({
        message: `The world of the scenario does not open: ${describeCause(cause)}`,
        hint: cause instanceof SimulationError ? cause.hint : "Look at the function `world` of the scenario.",
        cause,
      });
    }
  }

  async #prepare(world: World, parameters: Parameters): Promise<Prepared> {
    try {
      const state = freezePlain(await this.#scenario.setup?.({ ...world, parameters }));
      return { state, start: await world.$.keepMoment() };
    } catch (thrown) {
      return { thrown };
    }
  }
}

function failed(thrown: unknown, shared: readonly string[]): HostedRun {
  return { outcome: { error: describeError(thrown) }, thrown, shared };
}

function describeError(thrown: unknown): RunError {
  if (!(thrown instanceof Error)) return { name: "Error", message: describeCause(thrown) };
  const { name, code } = thrown as Error & { readonly code?: unknown };
  return { name, ...(typeof code === "string" ? { code } : {}), message: describeCause(thrown) };
}

function checkFigures(returned: unknown, parameters: Parameters): Figures {
  const refuse = (message: string): never => {
    throw new InvalidFiguresError({
      message,
      hint: "Return an object of figures by name, each a number, a bigint or null: { refused: 3, spent: 10n ** 18n }.",
    });
  };
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) {
    return refuse(`The run returned ${returned === null ? "null" : typeof returned} and no figures.`);
  }
  for (const [name, value] of Object.entries<unknown>({ ...returned })) {
    if (Object.hasOwn(parameters, name))
      refuse(`The figure ${JSON.stringify(name)} is called like a parameter.`);
    if (value !== null && typeof value !== "number" && typeof value !== "bigint") {
      refuse(`The figure ${JSON.stringify(name)} is a ${typeof value}.`);
    }
  }
  return returned as Figures;
}

/** Freezes plain objects and lists, at any depth: a run that changed them would change the runs after it. */
function freezePlain<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freezePlain(part);
  return value;
}
