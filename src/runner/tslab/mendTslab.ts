import { answerRequests } from "./answerRequests.ts";
import { CellCompiler } from "./cellCompiler.ts";
import { documentVariables } from "./documentVariables.ts";
import { findTslab } from "./findTslab.ts";
import { keepInterrupts } from "./keepInterrupts.ts";
import { labelDocumentation } from "./labelDocumentation.ts";
import { checkMendedMembers } from "./mendedMembers.ts";
import { offerLiveOutput } from "./offerLiveOutput.ts";
import { type PrintError, runCells } from "./runCells.ts";
import { PrintedText, sendAllOutput } from "./sendAllOutput.ts";
import { loadTslabModules } from "./tslabModules.ts";

/** What differs between kernels. */
export interface KernelSettings {
  /** Prints the error that has ended a cell. */
  readonly printError: PrintError;
  /** Whether a reader watches the outputs while a cell runs. */
  readonly live: boolean;
}

/**
 * Mends what tslab lacks, in a process that is about to run it, after checking that it is the tslab that is known.
 *
 * Cells compile that tslab does not compile, import from all of the project, and share their variables. No output is
 * lost, interrupts are heard, errors and unknown names are explained, and docstrings are shown part by part, on
 * variables those of their types.
 *
 * @throws MissingPackageError if there is no tslab
 * @throws UnsupportedTslabError if there is another one
 */
export function mendTslab({ printError, live }: KernelSettings): void {
  const tslab = findTslab(process.cwd());
  const modules = loadTslabModules(tslab.entry);
  checkMendedMembers(modules, tslab);
  sendAllOutput(modules);
  const printed = new PrintedText();
  answerRequests(modules, [...(live ? [offerLiveOutput(modules)] : []), printed.step], printed.send);
  keepInterrupts(modules);
  runCells(modules, new CellCompiler(modules), tslab.folder, printError);
  documentVariables(modules);
  labelDocumentation(modules);
}
