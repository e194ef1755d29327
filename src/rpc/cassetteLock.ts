import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileName } from "./cassettePath.ts";
import { CassetteInUseError, CassetteWriteError } from "./errors.ts";

/**
 * Takes a cassette for this process alone, by a file beside it that names the process.
 *
 * What a killed process has left is taken over.
 *
 * @param file - of the cassette
 * @returns lets go of it
 * @throws CassetteInUseError if a running process has it; CassetteWriteError if the folder cannot be written
 */
export function lockCassette(file: string): () => void {
  const lock = `${file}.lock`;
  const mine = `${process.pid} ${randomUUID()}\n`;
  if (!create(lock, mine)) {
    const found = contentOf(lock);
    const owner = Number.parseInt(found, 10);
    if (isRunning(owner)) throw inUse(file, owner);
    takeAway(lock, found, file);
    if (!create(lock, mine)) throw inUse(file, Number.parseInt(contentOf(lock), 10));
  }
  // Another process may have taken it for a dead one's between its making and its writing.
  if (contentOf(lock) !== mine) throw inUse(file, Number.parseInt(contentOf(lock), 10));
  return () => {
    if (contentOf(lock) === mine) rmSync(lock, { force: true });
  };
}

function create(lock: string, content: string): boolean {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, content, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && existsSync(lock)) return false;
    throw new CassetteWriteError({
      message: `${fileName(lock)} cannot be written (${code ?? "unknown reason"}).`,
      hint: "See whether the folder is writable; nothing is recorded otherwise.",
    });
  }
}

/** Takes a dead process's lock away; gives back what turns out to be another one's, made since it was read. */
function takeAway(lock: string, found: string, file: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const taken = contentOf(aside);
  if (taken !== found) linkSync(aside, lock);
  rmSync(aside, { force: true });
  if (taken !== found) throw inUse(file, Number.parseInt(taken, 10));
}

function contentOf(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function inUse(file: string, owner: number): CassetteInUseError {
  const who = Number.isNaN(owner) ? "Another process" : `Process ${owner}`;
  return new CassetteInUseError({
    message: `${who} is adding to ${fileName(file)}.`,
    hint: `Wait until it has ended. If no such process records any more, delete ${fileName(`${file}.lock`)}.`,
  });
}
