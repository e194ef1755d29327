import { watch } from "chokidar";
import { isInside, type ProjectFiles } from "../projectFiles.ts";
import { isWatched } from "./watchedPaths.ts";

/** Which files are watched. */
export interface WatchFilesOptions {
  readonly files: ProjectFiles;
  /** Folders outside of it. */
  readonly folders: readonly string[];
  /** Folders whose changes are no news, because the watcher writes them itself. */
  readonly ignored: readonly string[];
}

/**
 * Watches a project for files that are written, replaced by renaming, added or removed.
 *
 * @param onChange - called with the file's path
 * @returns a function that ends the watch; it is on when this resolves
 */
export async function watchFiles(
  { files, folders, ignored }: WatchFilesOptions,
  onChange: (path: string) => void,
): Promise<() => Promise<void>> {
  const watcher = watch([files.root, ...folders], {
    ignoreInitial: true,
    ignored: (path) => !isWatched(files, path) || ignored.some((folder) => isInside(folder, path)),
  });
  watcher.on("all", (event, path) => {
    if (event !== "addDir" && event !== "unlinkDir") onChange(path);
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once("ready", resolve);
    watcher.once("error", reject);
  });
  return async () => {
    await watcher.close();
  };
}
