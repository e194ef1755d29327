import { writeSync } from "node:fs";

const mark = "· ";

/**
 * Says something to whoever runs this process, past the notebook: a cell's output must be the same in every run, and
 * what is said here need not be.
 *
 * @param text - one line
 */
export function writeNotice(text: string): void {
  try {
    // Not console.error and not process.stderr: the kernel makes outputs of what is written there.
    writeSync(2, `${mark}${text}\n`);
  } catch {
    // Nobody listens, or not fast enough; nothing depends on it.
  }
}

/** The notices in what a process wrote to standard error: whole lines of it. */
export function findNotices(stderr: string): readonly string[] {
  return stderr.split("\n").flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length)] : []));
}
