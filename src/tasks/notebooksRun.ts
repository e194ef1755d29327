import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { MissingBuildError } from "../errors/missingBuildError.ts";
import { RunInterruptedError } from "../errors/runInterruptedError.ts";
import { SimulationError } from "../errors/simulationError.ts";
import { runNotebooks } from "../runner/runNotebooks.ts";
import { parseParameters } from "./parseParameters.ts";
import { progressReporter } from "./progressReporter.ts";
import { selectNotebooks } from "./selectNotebooks.ts";
import { summaryTable } from "./summaryTable.ts";

/** Arguments of `hardhat notebooks run`. */
export interface NotebooksRunArguments {
  readonly files: readonly string[];
  readonly timeout: number;
  readonly output: string | undefined;
  readonly charts: string | undefined;
  readonly set: string | undefined;
  readonly sharedKernel: boolean;
}

/** Hardhat turns a result without success into exit code 1. */
export type NotebooksRunResult =
  { readonly success: true; readonly value: undefined } | { readonly success: false; readonly error: Error };

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * The action of `hardhat notebooks run`: shows progress on standard error, sums up on standard output.
 *
 * An error that this kit throws is printed as a message; any other is left to Hardhat.
 */
export default async function notebooksRun(
  taskArguments: NotebooksRunArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<NotebooksRunResult> {
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  const stop = new AbortController();
  const onSignal = () => {
    // Somebody who asks twice does not want to wait for things to be put in order.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  try {
    await run(taskArguments, root, reporter, stop.signal);
    return { success: true, value: undefined };
  } catch (error) {
    reporter.clear();
    if (!(error instanceof SimulationError)) throw error;
    console.error(`${error.name}: ${error.message}`);
    if (error instanceof RunInterruptedError) {
      process.exitCode = 130;
      return { success: true, value: undefined };
    }
    return { success: false, error };
  } finally {
    for (const signal of stopSignals) process.off(signal, onSignal);
  }
}

async function run(
  { files, timeout, output, charts, set, sharedKernel }: NotebooksRunArguments,
  root: string,
  reporter: ReturnType<typeof progressReporter>,
  signal: AbortSignal,
): Promise<void> {
  // `--set a=1 b=2` reads naturally, and Hardhat hands `b=2` over as another file.
  const isAssignment = (text: string) => /^[A-Za-z_][\w.-]*=/.test(text) && !text.endsWith(".ipynb");
  const assignments = [...(set === undefined ? [] : [set]), ...files.filter(isAssignment)];
  const parameters = assignments.length === 0 ? {} : parseParameters(assignments.join(","));
  const notebooks = selectNotebooks(
    files.filter((file) => !isAssignment(file)),
    join(root, "notebooks"),
  );
  const library = join(root, "dist", "index.js");
  if (!existsSync(library)) throw new MissingBuildError(relative(root, library));
  const start = performance.now();
  const result = await runNotebooks({
    notebooks,
    root,
    sharedKernel,
    cellTimeout: timeout,
    ...(charts === undefined ? {} : { charts: resolve(charts) }),
    ...(output === undefined ? {} : { output: resolve(output) }),
    parameters,
    onProgress: (progress) => {
      reporter.show(progress);
    },
    signal,
  });
  for (const name of result.unreadParameters)
    console.error(`Warning: no cell reads the parameter "${name}".`);
  console.log(`\n${summaryTable(result.scenarios, process.cwd())}`);
  console.log(`\nDone in ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
}
