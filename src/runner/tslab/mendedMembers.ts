import { UnsupportedTslabError } from "../errors.ts";
import { supportedTslab, type Tslab } from "./findTslab.ts";
import type { TslabModules } from "./tslabModules.ts";

/** Members of tslab's modules that are replaced, or that replacements call, and what each has to be. */
const mendedMembers: Readonly<Record<keyof TslabModules, Readonly<Record<string, "function" | "number">>>> = {
  typescript: {
    createWatchCompilerHost: "function",
    transpileModule: "function",
    getQuickInfoAtPosition: "function",
    getTouchingPropertyName: "function",
    visitEachChild: "function",
    "factory.createPropertyAccessExpression": "function",
    "SyntaxKind.AwaitKeyword": "number",
  },
  zeromq: { Publisher: "function" },
  converter: { createConverter: "function", esModuleToCommonJSModule: "function" },
  executor: { createExecutor: "function" },
  inspect: { printQuickInfo: "function" },
  jupyter: {
    "JupyterHandlerImpl.prototype.handleExecute": "function",
    "JupyterHandlerImpl.prototype.handleExecuteImpl": "function",
    "ZmqServer.prototype.handleExecute": "function",
  },
};

/**
 * Checks that tslab still has what is going to be mended, before anything is.
 *
 * @throws UnsupportedTslabError that names the first member that is missing or of another kind
 */
export function checkMendedMembers(modules: TslabModules, tslab: Tslab): void {
  for (const [name, members] of Object.entries(mendedMembers)) {
    for (const [path, kind] of Object.entries(members)) {
      const found = path.split(".").reduce<unknown>(memberOf, modules[name as keyof TslabModules]);
      if (typeof found === kind) continue;
      const reason = `${path} of its module ${name} is ${typeof found}, not ${kind}`;
      throw new UnsupportedTslabError(tslab, supportedTslab, reason);
    }
  }
}

function memberOf(owner: unknown, name: string): unknown {
  return Object(owner) === owner ? Reflect.get(owner as object, name) : undefined;
}
