import { type LoadedScenario, loadScenario } from "../loadScenario.ts";
import { ScenarioHost } from "../scenarioHost.ts";
import type { EngineResult } from "./engine.ts";
import type { RunInput } from "../scenarioHost.ts";

/** What a process of a pool is asked for. */
export interface ProcessTask extends RunInput {
  /** Path of the scenario's module. */
  readonly file: string;
}

/** What it answers. */
export interface ProcessAnswer extends EngineResult {
  readonly shared: readonly string[];
  /** Bytes of memory of the process, the node's included. */
  readonly memory: number;
}

let host: { readonly file: string; readonly loaded: LoadedScenario; readonly host: ScenarioHost } | undefined;

// Ctrl-C reaches all processes of a terminal; the one that started this one decides what comes of it.
process.on("SIGINT", () => undefined);
// Without it there is nobody left to work for.
process.on("disconnect", () => process.exit());

/** Makes one run. The process keeps the scenario's world for the next. */
export default async function processTask({ file, ...input }: ProcessTask): Promise<ProcessAnswer> {
  if (host?.file !== file) {
    await host?.host.close();
    const loaded = await loadScenario(file);
    host = { file, loaded, host: new ScenarioHost(loaded.scenario) };
  }
  const { outcome, shared, recording } = await host.host.run(input);
  return {
    outcome,
    shared,
    memory: process.memoryUsage.rss(),
    ...(recording === undefined ? {} : { recording }),
  };
}
