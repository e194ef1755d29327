import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, LogLevel, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { escapeMarkdown, headingsOf } from "./markdownText.ts";

/** What is on the page, and what is not: no paths of this machine, no sources, nothing of other packages. */
const options: Partial<TypeDocOptions & PluginOptions> = {
  plugin: ["typedoc-plugin-markdown"],
  readme: "none",
  name: "API",
  disableSources: true,
  disableGit: true,
  hideGenerator: true,
  excludePrivate: true,
  excludeExternals: true,
  excludeReferences: true,
  sort: ["source-order"],
  blockTags: ["@param", "@returns", "@throws", "@source", "@example"],
  router: "module",
  entryFileName: "api",
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  expandParameters: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
  tableColumnSettings: { hideSources: true, hideInherited: true, hideOverrides: true },
  logLevel: LogLevel.Error,
  skipErrorChecking: true,
};

/** The entries of the package: room, what it is imported from, and for whom. */
const entries = [
  ["plugin", "hardhat-simulation", "what a Hardhat config imports"],
  ["notebook", "hardhat-simulation/notebook", "what notebooks and scripts import"],
  ["keep3r", "hardhat-simulation/keep3r", "the Keep3r Network"],
  ["chart", "hardhat-simulation/chart", "charts from recordings"],
  ["recording", "hardhat-simulation/recording", "recordings as data"],
] as const;

/**
 * Makes the pages of what the package exports, from its docstrings: one for each entry, and one that lists them.
 *
 * @param root - the project's folder
 * @returns content by path in `docs/`
 */
export async function apiPages(root: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const [room, name] of entries) pages.set(`api/${room}.md`, await apiPage(root, room, name));
  const list = entries.map(([room, name, what]) => `- [\`${name}\`](api/${room}.md): ${what}`).join("\n");
  return pages.set("api.md", `# API\n\nMade from the docstrings by \`npm run docs\`.\n\n${list}\n`);
}

async function apiPage(root: string, room: string, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "api-page-"));
  try {
    const app = await Application.bootstrapWithPlugins({
      ...options,
      entryPoints: [join(root, "src", room, "index.ts")],
      tsconfig: join(root, "tsconfig.build.json"),
      basePath: root,
      out: folder,
    });
    const project = await app.convert();
    if (project === undefined) throw new Error(`TypeDoc could not read src/${room}/index.ts.`);
    await app.generateOutputs(project);
    return withContents(await readFile(join(folder, "api.md"), "utf8"), name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts a list of all names at the top, and takes out anchors that nothing refers to. */
function withContents(markdown: string, entry: string): string {
  const linked = new Set([...markdown.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor));
  const text = markdown
    .replaceAll(/<a id="([^"]*)"><\/a> /g, (element, anchor: string) => (linked.has(anchor) ? element : ""))
    .trimEnd();
  const lines = text.split("\n");
  const names = headingsOf(text)
    .filter(({ line }) => lines[line]?.startsWith("### "))
    .map(({ text: name, anchor }) => ({ name: name.replace(/^abstract /, "").replace(/\(\)$/, ""), anchor }))
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const links = names.map(({ name, anchor }) => `[${escapeMarkdown(name)}](#${anchor})`);
  const intro = `What \`import … from "${entry}"\` offers. Made from the docstrings by \`npm run docs\`.`;
  return `${text.replace("# API\n", `# ${entry}\n\n${intro}\n\n${links.join(" · ")}\n`)}\n`;
}
