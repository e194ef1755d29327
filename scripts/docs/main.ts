import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFileAtomic } from "../../src/common/writeFileAtomic.ts";
import { apiPages } from "./apiPage.ts";
import { makeDocs } from "./makeDocs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const docs = join(root, "docs");
const files = new Map([...(await makeDocs(root)), ...(await apiPages(root))]);
for (const [path, content] of files) await writeFileAtomic(join(docs, path), content);

// Pages of notebooks that are gone, and pictures of charts that no longer are.
for (const entry of await readdir(join(docs, "notebooks"), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  const isMade = [...files.keys()].some((made) => join(docs, made) === path);
  if (entry.isFile() && !isMade) await rm(path);
}
console.log(`${files.size} files in docs/`);
