import type { TslabModules } from "./tslabModules.ts";

/** Frames of Node, of tslab, and of what mends it: they are the same for every error of a cell. */
const internalFrame = /^\s+at .*(node:|[/\\]tslab[/\\])/;

/** Error with which tslab gives an interrupted cell up. */
const interruption = "Interrupted asynchronously";

/** Makes an error under a cell end where the cell ends, and an interrupt say no more than that. */
export function tellErrorsBriefly({ executor }: TslabModules): void {
  const create = executor.createExecutor;
  executor.createExecutor = (folder, converters, console) => {
    const error = (...values: unknown[]) => {
      const [value] = values;
      if (values.length === 1 && value instanceof Error) {
        if (value.message === interruption) {
          console.error("Interrupted.");
          return;
        }
        const lines = (value.stack ?? "").split("\n").filter((line) => !internalFrame.test(line));
        if (value.stack !== undefined) value.stack = lines.join("\n");
      }
      console.error(...values);
    };
    return create(folder, converters, { ...console, error });
  };
}
