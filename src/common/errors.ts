import { inspect } from "node:util";

/** What a {@link SimulationError} is built from. */
export interface SimulationErrorDetails {
  /** One line that names the bad value and the place. */
  readonly message: string;
  /** What to do about it, one or two sentences. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** Frames of a stack that are kept. */
const deepestStack = 100;

/**
 * Base of every error that this kit throws on purpose.
 *
 * `code` identifies the kind of failure and stays stable between releases; `message` is the
 * one-line description followed by the hint, so that a plain `console.error` shows both.
 */
export abstract class SimulationError extends Error {
  /** Stable identifier of the kind of failure, in upper snake case. */
  abstract readonly code: string;
  /** The one-line description alone. */
  readonly shortMessage: string;
  /** What to do about it. */
  readonly hint: string;

  constructor(details: SimulationErrorDetails) {
    // Between a failure and the line that a user wrote lie Hardhat, ethers and this kit: more frames than are usual.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = Math.max(limit, deepestStack);
    super(
      `${details.message}\n${details.hint}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    Error.stackTraceLimit = limit;
    this.shortMessage = details.message;
    this.hint = details.hint;
    this.name = new.target.name;
  }

  /** Where the documentation describes this kind of failure, from the root of the repository. */
  get docsPath(): string {
    return `docs/errors.md#${this.code.toLowerCase()}`;
  }

  /** A notebook shows an error by inspecting it: name, message and hint help there, a stack does not. */
  [inspect.custom](): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

/**
 * Arguments that do not fit a view, a constructor or a function of this kit.
 *
 * @remarks Give what the message lists, in the order and types it lists.
 */
export class InvalidArgumentsError extends SimulationError {
  readonly code = "INVALID_ARGUMENTS";
}

/**
 * A time, a step or a timestamp that the clock cannot follow.
 *
 * @remarks Give whole seconds, at least 1. Time only goes forward; `$.snapshot()` and `$.revert()` go back.
 */
export class InvalidTimeError extends SimulationError {
  readonly code = "INVALID_TIME";
}

/**
 * A run was stopped from outside, by Ctrl-C for example.
 *
 * @remarks Run it again. The outputs of the cells before it were written.
 */
export class RunInterruptedError extends SimulationError {
  readonly code = "RUN_INTERRUPTED";

  /**
   * @param place - what was running
   * @param hint - what is left of it
   */
  constructor(place: string, hint = "The outputs of the cells before it were written.") {
    super({ message: `Interrupted while running ${place}.`, hint });
  }
}
