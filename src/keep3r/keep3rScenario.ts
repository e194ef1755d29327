import type { JsonValue } from "../recording/exactValue.ts";
import { worldIdentity } from "../ensemble/notebookWorld.ts";
import { defineScenario, type Parameters, type Scenario, type WorldSource } from "../ensemble/scenario.ts";
import { connectKeep3r } from "./connectKeep3r.ts";
import { keep3rPack } from "./keep3rPack.ts";
import { type Keep3rOptions, openKeep3rNotebook, splitOptions } from "./openKeep3r.ts";
import type { Session } from "./openSession.ts";

/** A scenario on a chain with the Keep3r Network. */
export interface Keep3rScenario<P extends Parameters, State> extends Omit<
  Scenario<P, Session, State>,
  "world"
> {
  /** What the chain is opened from, for all runs or by their parameters. Default: what the project's settings choose. */
  readonly chain?: Keep3rOptions | ((parameters: Readonly<P>) => Keep3rOptions);
}

/**
 * Defines a scenario whose runs start on a chain with the Keep3r Network, set up and with a registered keeper:
 * `setup` and `run` are given `keep3r` as well as `$`.
 *
 * @example
 * ```ts
 * import { keep3rScenario } from "hardhat-simulation/keep3r";
 *
 * export default keep3rScenario({
 *   parameters: { kp3r: 10 },
 *   async setup({ $, keep3r }) {
 *     const owner = await $.newSigner();
 *     return { owner, job: await keep3r.createJob(owner) };
 *   },
 *   async run({ keep3r, state }) {
 *     return { credits: await keep3r.v2.totalJobCredits(state.job) };
 *   },
 * });
 * ```
 */
export function keep3rScenario<P extends Parameters, State = undefined>({
  chain = {},
  ...scenario
}: Keep3rScenario<P, State>): Scenario<P, Session, State> {
  return defineScenario({ ...scenario, world: keep3rWorld(chain) });
}

/**
 * How a world with the Keep3r Network opens, for {@link defineScenario}.
 *
 * @param chain - what it is opened from, for all runs or by their parameters
 */
export function keep3rWorld<P extends Parameters>(
  chain: Keep3rOptions | ((parameters: Readonly<P>) => Keep3rOptions) = {},
): WorldSource<P, Session> {
  const optionsFor = (parameters: Readonly<P>): Keep3rOptions =>
    typeof chain === "function" ? chain(parameters) : chain;
  const open = async (parameters: Readonly<P>): Promise<Session> => {
    const $ = await openKeep3rNotebook(optionsFor(parameters));
    const keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    return { $, keep3r };
  };
  const identity = async (parameters: Readonly<P>): Promise<JsonValue> => {
    const options = splitOptions(optionsFor(parameters));
    return await worldIdentity(options.chain, keep3rPack(options.pack));
  };
  return Object.assign(open, { identity });
}
