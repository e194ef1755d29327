import { Socket } from "node:net";
import { inspect } from "node:util";
import vm from "node:vm";
import { displayBundle } from "../../notebook/kernel/displayBundle.ts";
import { mendTslab } from "../tslab/mendTslab.ts";
import { reportUses } from "./reportUses.ts";

/** MIME type under which the kernel announces an error to the runner; never written to a notebook. */
export const errorMimeType = "application/vnd.simulation.error+json";

/** File descriptor of the pipe that ends when the runner's process ends. */
export const lifelineDescriptor = 3;

/** What a cell printed on standard error by itself, or, if it comes last, the error that ended the cell. */
export interface AnnouncedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** The error as the kernel prints it on standard error. */
  readonly printed: string;
  /** The script that the kernel made of the latest cell. */
  readonly script: CellScript;
}

/** What a cell was compiled to, and the name by which stacks refer to it. */
interface CellScript {
  readonly file: string;
  readonly code: string;
}

/**
 * Prepares a process for running tslab under this runner; call it before tslab is loaded.
 *
 * It mends tslab as it is mended in Jupyter, and changes four things more. Errors reach the runner as data. Stack
 * traces name the cell's script, and are deep enough to reach it. The kernel ends when the runner does.
 * What cells read is told to a runner that asks for it.
 *
 * @param tslab - path of tslab's entry file, from where its modules are resolved
 */
export function installKernelHooks(tslab: string): void {
  mendTslab(tslab);
  announceErrors(nameCellScripts());
  endWithRunner();
  reportUses();
  Error.stackTraceLimit = 50;
}

/** tslab runs all cells under one file name; here each gets its own, so that a stack shows which one. */
function nameCellScripts(): () => CellScript {
  let latest: CellScript = { file: "", code: "" };
  let count = 0;
  const run = vm.runInThisContext.bind(vm);
  vm.runInThisContext = (code, options) => {
    if (!/^\((async )?function\(exports, require\) \{ /.test(code)) return run(code, options) as unknown;
    latest = { file: `notebook-cell-${++count}`, code };
    return run(code, { ...(typeof options === "string" ? {} : options), filename: latest.file }) as unknown;
  };
  return () => latest;
}

/** tslab reports a failure by `console.error(error)`; the text alone does not tell name, message and stack. */
function announceErrors(latestScript: () => CellScript): void {
  const print = console.error.bind(console);
  console.error = (...values: unknown[]) => {
    const [value] = values;
    // Anything can be thrown. What a cell prints by itself is announced too, and then not used.
    if (values.length === 1) {
      const error =
        value instanceof Error ? value : new Error(typeof value === "string" ? value : inspect(value));
      const announced: AnnouncedError = {
        name: error.name,
        message: error.message,
        stack: value instanceof Error ? (error.stack ?? "") : "",
        printed: `${typeof value === "string" ? value : inspect(value)}\n`,
        // Only a stack refers to it, and it may be long.
        script: value instanceof Error ? latestScript() : { file: "", code: "" },
      };
      displayBundle({ data: { [errorMimeType]: announced } });
    }
    print(...values);
  };
}

/** A runner that is killed cannot stop its kernel, but the pipe between them breaks. */
function endWithRunner(): void {
  const lifeline = new Socket({ fd: lifelineDescriptor });
  lifeline.on("error", () => process.exit(1));
  lifeline.on("close", () => process.exit(1));
  lifeline.resume();
  lifeline.unref();
}
