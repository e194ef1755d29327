import { readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import type { Recording } from "../recording.ts";
import { recordingFromJson } from "../recordingFromJson.ts";
import { recordingToJson } from "../recordingToJson.ts";
import type { RecordedScenario } from "./compareRuns.ts";

/**
 * Reads the recordings that {@link writeRecordings} wrote.
 *
 * @param folder - one that is missing holds none
 * @param notebooks - names of those to read, without endings; all unless told
 * @returns by name of notebook and scenario
 * @throws RecordingFormatError if a file is damaged
 */
export async function readRecordings(
  folder: string,
  notebooks?: readonly string[],
): Promise<RecordedScenario[]> {
  const files = await recordingFiles(folder);
  const wanted = files.filter(({ notebook }) => notebooks?.includes(notebook) ?? true);
  return await Promise.all(
    wanted.map(async ({ notebook, name, file }) => {
      return { notebook, name, title: name, recording: recordingFromJson(await readFile(file, "utf8")) };
    }),
  );
}

/**
 * Writes recordings such that a version control shows what changed in them: a file for each scenario, a sample on a
 * line, blocks counted from the first sample, and no transaction hashes, as any transaction changes all that come
 * after it.
 *
 * @param folder - one folder in it for each notebook
 * @param notebooks - names of those that were run: what else they have in `folder` is removed
 * @returns the paths that were written
 */
export async function writeRecordings(
  folder: string,
  scenarios: readonly RecordedScenario[],
  notebooks: readonly string[],
): Promise<string[]> {
  const written = await Promise.all(
    scenarios.map(async ({ notebook, name, recording }) => {
      const file = join(folder, notebook, `${name}.json`);
      await writeFileAtomic(file, recordingToJson(withoutPlace(recording)));
      return file;
    }),
  );
  for (const { notebook, file } of await recordingFiles(folder)) {
    if (notebooks.includes(notebook) && !written.includes(file)) await rm(file);
  }
  return written;
}

/** A recording without what says where on its chain it was made. */
function withoutPlace(recording: Recording): Recording {
  const start = recording.rows[0]?.block ?? 0;
  return {
    ...recording,
    rows: recording.rows.map((row) => ({ ...row, block: row.block - start })),
    events: recording.events.map((event) => ({ ...event, block: event.block - start, transaction: "" })),
  };
}

async function recordingFiles(
  folder: string,
): Promise<{ readonly notebook: string; readonly name: string; readonly file: string }[]> {
  const notebooks = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  const files = await Promise.all(
    notebooks
      .filter((entry) => entry.isDirectory())
      .map(async ({ name: notebook }) =>
        (await readdir(join(folder, notebook)))
          .filter((file) => file.endsWith(".json"))
          .map((file) => ({ notebook, name: basename(file, ".json"), file: join(folder, notebook, file) })),
      ),
  );
  return files.flat().toSorted((a, b) => (a.file < b.file ? -1 : 1));
}
