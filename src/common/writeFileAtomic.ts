import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file so that nobody ever sees half of it: next to its place first, then renamed into it. A link in its
 * place is replaced, not followed; of several writers at once the last one wins.
 *
 * @param file - path; missing folders are made
 * @param content - text or bytes
 */
export async function writeFileAtomic(file: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(file);
  const temporary = join(folder, `.${basename(file)}.${randomUUID()}.tmp`);
  await mkdir(folder, { recursive: true });
  try {
    // Never through a link that somebody put there.
    await writeFile(temporary, content, { flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
