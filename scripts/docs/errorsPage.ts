import type { DeclarationReflection } from "typedoc";
import { summaryOf, taggedTexts } from "./api/commentText.ts";
import type { ReadEntry } from "./api/entries.ts";
import { codeOf, errorAnchor, isErrorClass } from "./api/errorClasses.ts";
import { markdownTable } from "./markdownText.ts";

const intro = `Every error that this kit throws on purpose extends \`SimulationError\` and has

- \`code\`: what kind of failure it is, the same in every release
- \`message\`: what is wrong and where, then what to do about it; \`shortMessage\` and \`hint\` are the two parts
- \`docsPath\`: its place on this page
- \`cause\`: the error below it, where there is one

A program asks for the class or the code:

\`\`\`ts
import { ActionFailedError } from "hardhat-simulation/notebook";

try {
  await $.sleepAndExecute($.time(30, "days"), $.time(4, "hours"), () => job.work(), $.time(1, "days"));
} catch (error) {
  if (!(error instanceof ActionFailedError)) throw error;
  console.log(error.shortMessage);
}
\`\`\`

The table of a room names the entry that exports its classes. Made from the docstrings by \`npm run docs\`.`;

/** Makes the page of all errors, by the room that they come from. */
export function errorsPage(entries: readonly ReadEntry[]): string {
  const found = entries.flatMap(({ specifier, exports }) =>
    exports.filter(isErrorClass).map((error) => ({ error, specifier, room: roomOf(error) })),
  );
  const rooms = [...new Set(found.map(({ room }) => room))].sort();
  const sections = rooms.map((room) => {
    const errors = found.filter((one) => one.room === room);
    const specifiers = [...new Set(errors.map(({ specifier }) => `\`${specifier}\``))];
    const rows = errors.map(({ error }) => describe(error)).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
    return `## ${room}\n\nFrom ${specifiers.join(" and ")}.\n\n${markdownTable(["code", "class", "when", "what to do"], rows)}`;
  });
  return `# Errors\n\n${[intro, ...sections].join("\n\n")}\n`;
}

function describe(error: DeclarationReflection): string[] {
  const code = codeOf(error);
  const [todo] = taggedTexts(error.comment, "@remarks", () => undefined);
  if (todo === undefined) throw new Error(`${error.name} has no @remarks that say what to do.`);
  return [
    `<a id="${errorAnchor(code)}"></a>\`${code}\``,
    `\`${error.name}\``,
    summaryOf(error.comment, () => undefined),
    linkPages(todo),
  ];
}

/** Docstrings name pages by their paths. */
function linkPages(text: string): string {
  return text.replaceAll(/\bdocs\/([\w-]+)\.md\b/g, "[docs/$1.md]($1.md)");
}

/** The folder of `src` that an error is declared in. */
function roomOf(error: DeclarationReflection): string {
  const room = /^src\/(\w+)\//.exec(error.sources?.[0]?.fileName ?? "")?.[1];
  if (room === undefined) throw new Error(`${error.name} is declared outside of src.`);
  return room;
}
