import vm from "node:vm";
import type { CellCompiler } from "./cellCompiler.ts";
import { type CellError, CellErrors } from "./cellErrors.ts";
import { type Declare, shareVariables } from "./sharedVariables.ts";
import type { TslabModules } from "./tslabModules.ts";

/** Prints, under a cell, the error that has ended it. */
export type PrintError = (error: CellError) => void;

/** How tslab wraps the code of a cell: one that awaits something, and any. */
const asyncCell = "(async function(exports, require) { ";
const anyCell = /^\((?:async )?function\(exports, require\) \{ /;

/** With which message tslab gives an interrupted cell up. */
const interruption = "Interrupted asynchronously";

/** What tslab gives to the scripts of cells. */
interface CellSurroundings {
  readonly exports: object;
  require: NodeJS.Require;
  declare: Declare;
}

/**
 * Makes tslab run cells each under a name of its own, with shared variables and the project's modules, and with errors
 * by cell and line.
 */
export function runCells(
  { executor }: TslabModules,
  compiler: CellCompiler,
  tslab: string,
  printError: PrintError,
): void {
  const errors = new CellErrors(compiler, tslab);
  runScripts(errors);
  const { createExecutor } = executor;
  executor.createExecutor = (folder, converters, console) => {
    const created = createExecutor(folder, converters, {
      ...console,
      error: (...values) => {
        const [value] = values;
        if (values.length !== 1) console.error(...values);
        else if (value instanceof Error && value.message === interruption) console.error("Interrupted.");
        else printError(errors.describe(value));
      },
    });
    const surroundings = (globalThis as unknown as { __tslab__: CellSurroundings }).__tslab__;
    surroundings.declare = shareVariables(surroundings.exports);
    surroundings.require = compiler.project.requireFromCell(surroundings.require);
    return created;
  };
}

/**
 * A cell that awaits something starts without being stopped on SIGINT: its interrupt is heard at its first `await`, as
 * it is at all others.
 */
function runScripts(errors: CellErrors): void {
  const run = vm.runInThisContext.bind(vm);
  vm.runInThisContext = (code, options) => {
    if (!anyCell.test(code) || typeof options !== "object") return run(code, options) as unknown;
    const breakOnSigint = options.breakOnSigint === true && !code.startsWith(asyncCell);
    const cell = { filename: errors.nameLatest(), displayErrors: false, breakOnSigint };
    return run(code, { ...options, ...cell }) as unknown;
  };
}
