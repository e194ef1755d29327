/** Ensembles: a scenario as a module, and many runs of it over parameters and seeds. */
export { type Condition, parseCondition } from "./answers/condition.ts";
export { type Share, shareOf } from "./answers/interval.ts";
export * from "./errors.ts";
export { type Grid, gridPoints, parseGrids } from "./grid.ts";
export { worldIdentity } from "./notebookWorld.ts";
export { type PlannedRun, type PlanOptions } from "./plan.ts";
export type { RunError, RunOutcome, RunResult } from "./runResult.ts";
export {
  defineScenario,
  type Figures,
  type FigureValue,
  type Parameters,
  type ParameterValue,
  type RunContext,
  type Scenario,
  type SetupContext,
  type World,
  type WorldSource,
} from "./scenario.ts";
export { mergeSweep, type PointEstimate, sweep, type SweepOptions, type SweepResult } from "./sweep.ts";
export type { SweepProgress } from "./sweepProgress.ts";
export { createRandom, type Random, type RandomPosition } from "../common/random.ts";
