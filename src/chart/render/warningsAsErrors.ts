import { ChartRenderError } from "../errors.ts";
import type { ViewLogger } from "./drawStatic.ts";

/**
 * Runs a step of the drawing; what it warns of is an error, since it would be missing in the picture.
 *
 * @param stage - what is done, for the message of an error
 * @throws ChartRenderError if the step fails or warns
 */
export function warningsAsErrors<Result>(stage: string, step: (logger: ViewLogger) => Result): Result {
  const problems: string[] = [];
  const logger: ViewLogger = {
    level: () => logger,
    error: (...parts: unknown[]) => (problems.push(parts.map(String).join(" ")), logger),
    warn: (...parts: unknown[]) => (problems.push(parts.map(String).join(" ")), logger),
    info: () => logger,
    debug: () => logger,
  };
  let result: Result;
  try {
    result = step(logger);
  } catch (cause) {
    throw new ChartRenderError(stage, [cause instanceof Error ? cause.message : String(cause)], cause);
  }
  if (problems.length > 0) {
    throw new ChartRenderError(stage, [...new Set(problems)]);
  }
  return result;
}
