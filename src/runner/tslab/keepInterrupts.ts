import { setImmediate } from "node:timers/promises";
import vm from "node:vm";
import { provideCellSignal } from "../../notebook/kernel/cellSignal.ts";
import type { Converter, Converters, TslabModules } from "./tslabModules.ts";

/** Thrown by the compiler that works ahead, to get out of tslab before the cell runs. */
class CompiledAhead extends Error {}

/** How tslab wraps the code of a cell that awaits something. */
const asyncCell = "(async function(exports, require) { ";

/**
 * Makes every interrupt count, whenever it comes, and survivable.
 *
 * tslab compiles a cell and starts it in one turn of the event loop, and asks Node to stop the start on SIGINT. For
 * that Node takes all listeners of SIGINT off and puts them back later. A signal that has come in that turn and has
 * not been told of yet is lost with them, and one that comes in between ends the process.
 *
 * So a cell is compiled first; then come the signals that are due; and only then it runs. A cell that awaits
 * something starts without that request: its interrupt is heard at its first `await`, as it is at all others. And
 * each cell has a signal of its own, which is there before anything that the cell calls.
 */
export function keepInterrupts({ executor }: TslabModules): void {
  let cell = new AbortController();
  // Also: a process that listens is not ended by an interrupt that comes before tslab has started.
  process.on("SIGINT", () => {
    cell.abort();
  });
  provideCellSignal(() => cell.signal);
  startAsyncCellsPlainly();

  const create = executor.createExecutor;
  executor.createExecutor = (folder, converters, console) => {
    const ahead = compileAhead(converters.node);
    const staged: Converters = {
      node: ahead.converter,
      get browser() {
        return converters.browser;
      },
      close: () => {
        converters.close();
      },
    };
    const created = create(folder, staged, console);
    const execute = created.execute;
    created.execute = async (source) => {
      const current = new AbortController();
      cell = current;
      try {
        return await execute(source);
      } catch (reason) {
        if (!(reason instanceof CompiledAhead)) throw reason;
      }
      // Signals are told of between two phases of the loop; one turn may have passed that point already.
      await setImmediate();
      await setImmediate();
      if (!current.signal.aborted) return await execute(source);
      ahead.forget();
      globalThis.console.error("Interrupted before the cell began.");
      return false;
    };
    return created;
  };
}

function startAsyncCellsPlainly(): void {
  const run = vm.runInThisContext.bind(vm);
  vm.runInThisContext = (code, options) => {
    if (!code.startsWith(asyncCell) || typeof options !== "object") return run(code, options) as unknown;
    return run(code, { ...options, breakOnSigint: false }) as unknown;
  };
}

/** A converter that works in two calls: the first compiles and throws, the second gives what the first has made. */
function compileAhead(original: Converter): { readonly converter: Converter; readonly forget: () => void } {
  let ready: ReturnType<Converter["convert"]> | undefined;
  const converter: Converter = {
    ...original,
    convert: (declarations, source) => {
      if (ready === undefined) {
        ready = original.convert(declarations, source);
        throw new CompiledAhead();
      }
      const compiled = ready;
      ready = undefined;
      return compiled;
    },
  };
  return {
    converter,
    forget: () => {
      ready = undefined;
    },
  };
}
