// Last step of the build: makes the package importable by its name, in this repository as where it is installed.
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, exports: entries } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

// The kernel's TypeScript knows no `exports`: it looks for the types of a subpath beside package.json.
for (const [subpath, { types }] of Object.entries(entries)) {
  if (subpath === "." || types === undefined) continue;
  await writeFile(join(root, `${subpath.slice(2)}.d.ts`), await declarationOf(types));
}

// Notebooks of this repository import the package as those of any project do.
await symlink("..", join(root, "node_modules", name), "junction").catch((error) => {
  if (error.code !== "EEXIST") throw error;
});

/** `export *` leaves a default export out. */
async function declarationOf(types) {
  const module = JSON.stringify(types.replace(/\.d\.ts$/, ".js"));
  const hasDefault = /\bdefault\b/.test(await readFile(join(root, types), "utf8"));
  return `export * from ${module};\n${hasDefault ? `export { default } from ${module};\n` : ""}`;
}
