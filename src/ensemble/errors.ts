import { SimulationError } from "../common/errors.ts";

/**
 * A folder does not hold results of a sweep, or a file in it is damaged.
 *
 * @remarks Remove the damaged file and give the command again, which makes it anew.
 */
export class InvalidResultsError extends SimulationError {
  readonly code = "INVALID_RESULTS";
}
