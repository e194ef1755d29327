import { answerAfterErrors } from "./answerAfterErrors.ts";
import { CellCompiler } from "./cellCompiler.ts";
import { documentVariables } from "./documentVariables.ts";
import { findTslab } from "./findTslab.ts";
import { keepInterrupts } from "./keepInterrupts.ts";
import { labelDocumentation } from "./labelDocumentation.ts";
import { checkMendedMembers } from "./mendedMembers.ts";
import { type PrintError, runCells } from "./runCells.ts";
import { sendAllOutput } from "./sendAllOutput.ts";
import { loadTslabModules, type TslabModules } from "./tslabModules.ts";

/**
 * Mends what tslab lacks, in a process that is about to run it, after checking that it is the tslab that is known.
 *
 * Cells compile that tslab does not compile, import from all of the project, and share their variables. No output is
 * lost, interrupts are heard, errors and unknown names are explained, and docstrings are shown part by part, on
 * variables those of their types.
 *
 * @param printError - prints the error that has ended a cell
 * @returns tslab's modules, for further changes
 * @throws MissingPackageError if there is no tslab
 * @throws UnsupportedTslabError if there is another one
 */
export function mendTslab(printError: PrintError): TslabModules {
  const tslab = findTslab(process.cwd());
  const modules = loadTslabModules(tslab.entry);
  checkMendedMembers(modules, tslab);
  sendAllOutput(modules);
  answerAfterErrors(modules);
  keepInterrupts(modules);
  runCells(modules, new CellCompiler(modules), tslab.folder, printError);
  documentVariables(modules);
  labelDocumentation(modules);
  return modules;
}
