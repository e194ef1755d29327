import { SimulationError } from "../common/errors.ts";

/**
 * There is no scenario of that name, or its module does not export one.
 *
 * @remarks Give the name of a file in `scenarios/`, or a path; its default export is what `defineScenario` returns.
 */
export class ScenarioNotFoundError extends SimulationError {
  readonly code = "SCENARIO_NOT_FOUND";
}

/**
 * A grid, a count of runs, a shard or a condition that cannot be meant.
 *
 * @remarks Write grids as `--grid size=5,10,20`, `gwei=10..320*2` or `share=0..1+0.25`, with names of the scenario's
 * parameters, and conditions as `refused > 0`, with names of its figures.
 */
export class InvalidSweepError extends SimulationError {
  readonly code = "INVALID_SWEEP";
}

/**
 * What a scenario prepared for many runs reads a parameter that differs between them.
 *
 * @remarks Read the parameter in `setup` itself, if runs that differ in it must not share their preparation; otherwise
 * take it from what `run` is given.
 */
export class ParameterOutOfSetupError extends SimulationError {
  readonly code = "PARAMETER_OUT_OF_SETUP";

  /** @param name - of the parameter */
  constructor(name: string) {
    super({
      message: `A function that setup made reads the parameter ${JSON.stringify(name)} after setup has ended.`,
      hint: "Other runs share it and may have another value: hand the value over from run({ parameters }), or read it once in setup.",
    });
  }
}

/**
 * A run returned something else than figures.
 *
 * @remarks Return an object of numbers, bigints or `null`, whose names are not those of parameters.
 */
export class InvalidFiguresError extends SimulationError {
  readonly code = "INVALID_FIGURES";
}

/**
 * The world of a scenario could not be opened. No run is to blame, so nothing is kept.
 *
 * @remarks The message says what is wrong: mend it and give the same command again.
 */
export class WorldFailedError extends SimulationError {
  readonly code = "WORLD_FAILED";
}

/**
 * A run failed, and `--fail-fast` stops there; or a run that is repeated alone failed.
 *
 * @remarks The message has the error of the run and the command that repeats it.
 */
export class RunFailedError extends SimulationError {
  readonly code = "RUN_FAILED";
}

/**
 * A process ended while it was at a run, three times at the same one.
 *
 * @remarks Repeat the run alone with the command of the message, and look at its memory. What was done is kept.
 */
export class RunLostError extends SimulationError {
  readonly code = "RUN_LOST";
}

/**
 * A sweep is not complete: results of some runs are missing.
 *
 * @remarks Run the shards that are missing, or give the same command without `--shard`, which runs what is missing.
 */
export class SweepIncompleteError extends SimulationError {
  readonly code = "SWEEP_INCOMPLETE";
}

/**
 * A folder does not hold results of a sweep, or a file in it is damaged.
 *
 * @remarks Remove the damaged file and give the command again, which makes it anew.
 */
export class InvalidResultsError extends SimulationError {
  readonly code = "INVALID_RESULTS";
}

/**
 * A package that the kit uses only on request is not installed.
 *
 * @remarks Install it with the command of the message.
 */
export class PackageMissingError extends SimulationError {
  readonly code = "PACKAGE_MISSING";
}

/**
 * A worker has other code than the sweep on the queue: its results would be those of other runs.
 *
 * @remarks Bring the checkout, the contracts and the settings of both machines to the same state.
 */
export class OtherCodeError extends SimulationError {
  readonly code = "OTHER_CODE";
}

/**
 * No value of a parameter makes the condition hold in the share of runs that was asked for.
 *
 * @remarks Widen the range of values, or ask for a smaller share.
 */
export class NoSolutionError extends SimulationError {
  readonly code = "NO_SOLUTION";
}
