import { setImmediate } from "node:timers/promises";
import { provideCellSignal } from "../../notebook/kernel/cellSignal.ts";
import type { Compiled, Converter, Converters, TslabModules } from "./tslabModules.ts";

/** Thrown by the compiler that works ahead, to get out of tslab before the cell runs. */
class CompiledAhead extends Error {}

/**
 * Makes every interrupt count, whenever it comes, and survivable.
 *
 * tslab compiles a cell and starts it in one turn of the event loop, and asks Node to stop the start on SIGINT. For
 * that Node takes all listeners of SIGINT off and puts them back later. A signal that has come in that turn and has
 * not been passed on yet is lost with them, and one that comes in between ends the process.
 *
 * So a cell is compiled first; then come the signals that are due; and only then it runs. And each cell has a signal of
 * its own, which is there before anything that the cell calls.
 */
export function keepInterrupts({ executor }: TslabModules): void {
  let cell = new AbortController();
  // Also: a process that listens is not ended by an interrupt that comes before tslab has started.
  process.on("SIGINT", () => {
    cell.abort();
  });
  provideCellSignal(() => cell.signal);

  const { createExecutor } = executor;
  executor.createExecutor = (folder, converters, console) => {
    const ahead = new CompilerAhead(converters.node);
    const staged: Converters = {
      node: { ...converters.node, convert: ahead.convert },
      get browser() {
        return converters.browser;
      },
      close: () => {
        converters.close();
      },
    };
    const created = createExecutor(folder, staged, console);
    const { execute } = created;
    created.execute = async (source) => {
      const current = new AbortController();
      cell = current;
      try {
        return await execute(source);
      } catch (reason) {
        if (!(reason instanceof CompiledAhead)) throw reason;
      }
      // Signals are passed on between two phases of the loop; one turn may be past that point already.
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

/** Works in two calls: the first compiles and throws, the second gives what the first has made. */
class CompilerAhead {
  readonly #original: Converter;
  #ready: Compiled | undefined;

  constructor(original: Converter) {
    this.#original = original;
  }

  readonly convert: Converter["convert"] = (declarations, source) => {
    const compiled = this.#ready;
    this.forget();
    if (compiled !== undefined) return compiled;
    this.#ready = this.#original.convert(declarations, source);
    throw new CompiledAhead();
  };

  forget(): void {
    this.#ready = undefined;
  }
}
