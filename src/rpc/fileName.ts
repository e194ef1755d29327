import { basename, dirname } from "node:path";

/** A recording's file as messages show it: folder and name, `forks/credits.rpc`. */
export function fileName(file: string): string {
  return `${basename(dirname(file))}/${basename(file)}`;
}

/** The name of a recording, without folder and ending. */
export function recordingName(file: string): string {
  return basename(file, ".rpc");
}
