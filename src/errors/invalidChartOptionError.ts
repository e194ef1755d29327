import { SimulationError } from "./simulationError.ts";

/** A chart option that cannot be drawn. */
export class InvalidChartOptionError extends SimulationError {
  readonly code = "INVALID_CHART_OPTION";
}
