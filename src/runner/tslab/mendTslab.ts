import { allowAwaitBeforeParenthesis } from "./allowAwaitBeforeParenthesis.ts";
import { documentVariables } from "./documentVariables.ts";
import { explainCompilerFailures } from "./explainCompilerFailures.ts";
import { explainUnknownNames } from "./explainUnknownNames.ts";
import { keepInterrupts } from "./keepInterrupts.ts";
import { labelDocumentation } from "./labelDocumentation.ts";
import { sendAllOutput } from "./sendAllOutput.ts";
import { loadTslabModules, type TslabModules } from "./tslabModules.ts";

/**
 * Mends what tslab lacks, in a process that is about to run it: no output is lost, interrupts are heard, `await (`
 * compiles, an unknown name and a failure of the compiler itself are explained, and docstrings are shown part by part, on variables those of
 * their types.
 *
 * @param tslab - path of tslab's entry file, from where its modules are resolved
 * @returns its modules, for further changes
 */
export function mendTslab(tslab: string): TslabModules {
  const modules = loadTslabModules(tslab);
  sendAllOutput(modules);
  explainUnknownNames(modules);
  allowAwaitBeforeParenthesis(modules);
  explainCompilerFailures(modules);
  keepInterrupts(modules);
  documentVariables(modules);
  labelDocumentation(modules);
  return modules;
}
