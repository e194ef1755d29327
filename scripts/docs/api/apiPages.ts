import { type DeclarationReflection, ReferenceReflection, type Reflection, ReflectionKind } from "typedoc";
import { headingsOf } from "../markdownText.ts";
import { commentOf, type FindPage, summaryOf } from "./commentText.ts";
import type { ReadEntry } from "./entries.ts";
import { codeOf, errorAnchor, isErrorClass } from "./errorClasses.ts";
import { exportText } from "./exportText.ts";

/** A kind of export, under its heading. */
interface Kind {
  readonly heading: string;
  readonly is: (reflection: DeclarationReflection) => boolean;
}

const kinds: readonly Kind[] = [
  { heading: "Functions", is: ({ kind }) => kind === ReflectionKind.Function },
  { heading: "Values", is: ({ kind }) => kind === ReflectionKind.Variable },
  { heading: "Objects", is: hasMethods },
  { heading: "Options and types", is: () => true },
];

/** Whether something is used by calling its methods, rather than written or read as data. */
function hasMethods(reflection: DeclarationReflection): boolean {
  return reflection.children?.some(({ kind }) => kind === ReflectionKind.Method) ?? false;
}

/**
 * Makes a page for each entry point, and one that lists all names.
 *
 * @returns content by path, from the folder `docs`
 */
export function apiPages(entries: readonly ReadEntry[]): ReadonlyMap<string, string> {
  const described = entries.flatMap(({ room, exports }) => exports.map((one) => ({ one, room })));
  const homes = new Map<Reflection, string>(described.map(({ one, room }) => [one, room]));
  const errors = new Map(
    described.flatMap(({ one }) => (isErrorClass(one) ? [[one.name, errorAnchor(codeOf(one))]] : [])),
  );
  const pages = entries.map((entry) => {
    const findPage: FindPage = (sought) => {
      const isName = typeof sought === "string";
      const error = errors.get(isName ? sought : sought.name);
      if (error !== undefined) return `../errors.md#${error}`;
      const room = isName ? undefined : homes.get(sought);
      if (isName || room === undefined) return undefined;
      return `${room === entry.room ? "" : `${room}.md`}#${sought.name.toLowerCase()}`;
    };
    return [`api/${entry.room}.md`, entryPage(entry, findPage)] as const;
  });
  return new Map([...pages, ["api.md", indexPage(entries)]]);
}

function entryPage({ room, specifier, purpose, exports }: ReadEntry, findPage: FindPage): string {
  const own = describedHere(exports);
  const sections = byKind(own);
  const contents = sections.map(({ heading, members }) => {
    const links = members.map(({ name }) => `[${name}](#${name.toLowerCase()})`);
    return `- **${heading}**: ${links.join(" · ")}`;
  });
  const elsewhere = exports
    .filter((one) => one instanceof ReferenceReflection)
    .flatMap((one) => {
      const page = findPage(one.getTargetReflectionDeep());
      return page === undefined || /^notebook\.md|errors\.md/.test(page) ? [] : [`[${one.name}](${page})`];
    });
  if (elsewhere.length > 0) contents.push(`- **Described elsewhere**: ${elsewhere.join(" · ")}`);
  if (exports.some(isErrorClass)) contents.push("- **Errors**: see [errors](../errors.md)");
  const parts = [
    `# ${specifier}`,
    purpose,
    `Made from the docstrings of [src/${room}/index.ts](../../src/${room}/index.ts) by \`npm run docs\`.`,
    contents.join("\n"),
    ...sections.flatMap(({ heading, members }) => [
      `## ${heading}`,
      ...members.map((one) => exportText(one, findPage)),
    ]),
  ];
  const page = `${parts.join("\n\n")}\n`;
  assertOneAnchorEach(page, own, room);
  return page;
}

function indexPage(entries: readonly ReadEntry[]): string {
  const sections = entries.toReversed().map(({ room, specifier, purpose, exports }) => {
    const page = `api/${room}.md`;
    const lines = describedHere(exports).map((one) => {
      const [first = ""] = summaryOf(commentOf(one), () => undefined).split(/(?<=\.) /);
      return `- [${one.name}](${page}#${one.name.toLowerCase()})${first === "" ? "" : `: ${first}`}`;
    });
    return `## [${specifier}](${page})\n\n${fromDocs(purpose)}\n\n${lines.join("\n")}`;
  });
  const intro =
    "One package, five entry points. Every name is described once; its page has the parameters, units, errors and options. Errors are on [a page of their own](errors.md).";
  return `# API\n\n${[intro, ...sections].join("\n\n")}\n`;
}

/** Links of a page in `docs/api`, for a page in `docs`. */
function fromDocs(markdown: string): string {
  return markdown.replaceAll("](../", "](").replaceAll("](notebook.md", "](api/notebook.md");
}

/** What the page of an entry describes: not what an earlier one does, and no errors. */
function describedHere(exports: readonly DeclarationReflection[]): readonly DeclarationReflection[] {
  return exports
    .filter((one) => !(one instanceof ReferenceReflection) && !isErrorClass(one))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

function byKind(
  own: readonly DeclarationReflection[],
): { readonly heading: string; readonly members: readonly DeclarationReflection[] }[] {
  return kinds
    .map(({ heading, is }) => ({
      heading,
      members: own.filter((one) => kinds.find((kind) => kind.is(one))?.is === is),
    }))
    .filter(({ members }) => members.length > 0);
}

/** Links lead to the first heading of a name. */
function assertOneAnchorEach(page: string, own: readonly DeclarationReflection[], room: string): void {
  const anchors = headingsOf(page).map(({ anchor }) => anchor);
  const lost = own.filter(
    ({ name }) => anchors.filter((anchor) => anchor === name.toLowerCase()).length !== 1,
  );
  if (lost.length > 0)
    throw new Error(`${room}: no anchor of its own for ${lost.map(({ name }) => name).join(", ")}.`);
}
