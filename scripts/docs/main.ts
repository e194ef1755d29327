import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFileAtomic } from "../../src/common/writeFileAtomic.ts";
import { makeDocs, madeFolders } from "./makeDocs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const docs = join(root, "docs");
const files = await makeDocs(root);
for (const [path, content] of files) await writeFileAtomic(join(docs, path), content);

// Pages of notebooks and entries that are gone, and pictures of charts that no longer are.
for (const folder of madeFolders) {
  for (const entry of await readdir(join(docs, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isMade = [...files.keys()].some((made) => join(docs, made) === path);
    if (entry.isFile() && !isMade) await rm(path);
  }
}
console.log(`${files.size} files in docs/`);
