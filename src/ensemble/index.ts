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

export type { Agent, AgentAction, AgentView, SentTransaction } from "./agents/agent.ts";
export { agentActions } from "./agents/agentActions.ts";

export { drawPath, type PathSpan } from "./market/drawPath.ts";
export { type FitOptions, fitPath, type FittedParameter, type PathFit } from "./market/fitPath.ts";
export { pathFromCsv, type PathCsvOptions } from "./market/pathFromCsv.ts";
export { constantPath, type PathStep, stepPath } from "./market/plainPaths.ts";
export type { BrownianProcess, Jumps, Process, RevertingProcess } from "./market/process.ts";
export { type Path, valueAt } from "../recorder/path.ts";

export type { FinishedRun } from "./finishedRun.ts";
export { type Exceedance, exceedanceOf } from "./statistics/exceedance.ts";
export type { Behind, FigureOf, FigureOptions } from "./statistics/figureValues.ts";
export { loadRuns } from "./statistics/loadRuns.ts";
export { type Mean, meanOf, type MeanOptions } from "./statistics/meanOf.ts";
export { type Probability, probabilityOf } from "./statistics/probabilityOf.ts";
export { type Quantile, type Quantiles, quantilesOf } from "./statistics/quantiles.ts";
export { runsTable, type RunsTableOptions, tableBy } from "./statistics/runsTable.ts";
export { type Sensitivity, sensitivityOf, type SensitivityOptions } from "./statistics/sensitivity.ts";

export { buildDistribution, type DistributionOptions } from "./charts/buildDistribution.ts";
export { buildFan, type FanOptions } from "./charts/buildFan.ts";
export { buildHeatMap, type HeatMapOptions } from "./charts/buildHeatMap.ts";
export { buildHistogram, type HistogramOptions } from "./charts/buildHistogram.ts";
export { buildInterval, type IntervalOptions } from "./charts/buildInterval.ts";
export { buildScatter, type ScatterOptions } from "./charts/buildScatter.ts";
export { buildTornado } from "./charts/buildTornado.ts";
export type { EnsembleChartOptions } from "./charts/chartFrame.ts";
