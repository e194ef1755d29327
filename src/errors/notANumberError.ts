import { SimulationError } from "./simulationError.ts";

/** A view or a script whose result cannot be drawn over time. */
export class NotANumberError extends SimulationError {
  readonly code = "NOT_A_NUMBER";
}
