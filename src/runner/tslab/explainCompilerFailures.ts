import { describeCause } from "../../common/describeCause.ts";
import type { TslabModules } from "./tslabModules.ts";

/** Where something is said about a cell as a whole. */
const cellStart = { line: 0, character: 0 };

/** Makes a failure of the compiler itself an error of the cell; tslab would end the cell without a word. */
export function explainCompilerFailures({ converter }: TslabModules): void {
  const create = converter.createConverter;
  converter.createConverter = (options) => {
    const created = create(options);
    return {
      ...created,
      convert: (declarations, source) => {
        try {
          return created.convert(declarations, source);
        } catch (error) {
          const messageText = `The kernel's compiler failed on this cell, which may be right. Write it another way, or in two cells. What it said: ${describeCause(error)}`;
          return { diagnostics: [{ start: cellStart, end: cellStart, code: 0, messageText }] };
        }
      },
    };
  };
}
