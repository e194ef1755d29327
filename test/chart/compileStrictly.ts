import { compile } from "vega-lite";
import { type LoggerInterface, parse, View } from "vega";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";

/**
 * Compiles and runs a spec, pointer layers and all, as a notebook does.
 *
 * @returns every warning and error, except that there is no browser window to listen to
 */
export async function compileStrictly(spec: ChartSpec): Promise<string[]> {
  const problems: string[] = [];
  const collect = (...parts: readonly unknown[]): LoggerInterface => {
    problems.push(parts.map(String).join(" "));
    return logger;
  };
  const logger: LoggerInterface = {
    level: () => logger,
    error: collect,
    warn: collect,
    info: () => logger,
    debug: () => logger,
  };
  const view = new View(parse(compile(spec as never, { logger }).spec), { renderer: "none", logger });
  await view.runAsync();
  view.finalize();
  return problems.filter((problem) => problem !== "Can not resolve event source: window");
}
