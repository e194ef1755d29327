import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { loadCompiler } from "../projectFiles.ts";

/** What matters of a module. */
interface CodeFact {
  /** SHA-256 of its code without comments. */
  readonly digest: string;
  /** Paths that it imports, as written. */
  readonly imports: readonly string[];
}

/**
 * Knows of TypeScript and JavaScript what they do, whatever their comments say. Taking a module apart takes
 * milliseconds, so what was found is kept in a file, by the module's content.
 */
export class CodeFacts {
  readonly #file: string;
  #known: Map<string, CodeFact> | undefined;
  #isNew = false;

  /** @param file - where to keep what was found; it need not exist */
  constructor(file: string) {
    this.#file = file;
  }

  /** What matters of a module with this text. */
  async of(text: string): Promise<CodeFact> {
    const known = (this.#known ??= await readKnown(this.#file));
    const key = hash("sha256", text);
    const fact = known.get(key) ?? takeApart(text);
    if (!known.has(key)) {
      known.set(key, fact);
      this.#isNew = true;
    }
    return fact;
  }

  /** Writes what was found since the last time. */
  async save(): Promise<void> {
    if (!this.#isNew || this.#known === undefined) return;
    this.#isNew = false;
    await writeFileAtomic(this.#file, JSON.stringify(Object.fromEntries(this.#known)));
  }
}

/** A file that cannot be read is as good as none: it is written anew. */
async function readKnown(file: string): Promise<Map<string, CodeFact>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(file, "utf8")) as Record<string, CodeFact>));
  } catch {
    return new Map();
  }
}

function takeApart(text: string): CodeFact {
  // Most often all is known.
  const ts = loadCompiler(process.cwd());
  const source = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ESNext);
  const code = ts.createPrinter({ removeComments: true }).printFile(source);
  return {
    digest: hash("sha256", code),
    imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
  };
}
