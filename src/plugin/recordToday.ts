import { basename, join } from "node:path";
import type { HardhatConfig } from "hardhat/types/config";
import { readRecordings } from "../recording/compare/committedRecordings.ts";
import { describeFailedNotebook } from "../recording/compare/verdictOf.ts";
import { NotebooksFailedError } from "../runner/errors.ts";
import { type RecordedNotebooks, recordNotebooks } from "../runner/recordNotebooks.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import type { PackRegistration } from "./packs.ts";
import type { ProgressReporter } from "./progressReporter.ts";

/** Where the committed recordings of a project are. */
export function recordingsFolder(root: string): string {
  return join(root, "recordings");
}

/** What notebooks record now, and which they are. */
export interface Today extends RecordedNotebooks {
  /** Names of the notebooks, without their endings. */
  readonly notebooks: readonly string[];
}

/**
 * Runs notebooks as committed recordings are made.
 *
 * @param packs - they say what the recordings are made with
 * @param files - as the command line names them; all notebooks, and all that are committed, if there are none
 * @throws NotebooksFailedError if one does not run to its end
 */
export async function recordToday(
  { paths: { root }, simulation }: HardhatConfig,
  files: readonly string[],
  packs: readonly PackRegistration[],
  reporter: ProgressReporter,
  signal: AbortSignal,
): Promise<Today> {
  const { notebooks } = namedNotebooks(simulation.notebooks, files, undefined);
  const recorded = await recordNotebooks({
    name: "today",
    notebooks,
    root,
    // Whatever `.env` says.
    parameters: Object.fromEntries([
      ["seed", "simulation"],
      ...packs.flatMap(({ recordedWith }) => Object.entries(recordedWith ?? {})),
    ]),
    signal,
    onProgress: (progress) => {
      reporter.show(progress);
    },
  });
  const failures = [...(recorded.failures ?? [])].map(([notebook, reason]) =>
    describeFailedNotebook({ notebook, side: recorded.name, reason }),
  );
  if (failures.length > 0) throw new NotebooksFailedError(failures);
  const names = notebooks.map((file) => basename(file, ".ipynb"));
  const orphans =
    files.length > 0 ? [] : (await readRecordings(recordingsFolder(root))).map((one) => one.notebook);
  return { ...recorded, notebooks: [...new Set([...names, ...orphans])] };
}
