import { type CsvCell, parseCsv } from "./csvText.ts";
import { describe, DocumentPart, unexpected } from "./document.ts";

/** What a comment line of a CSV says: what it is about, and named values. */
export interface PrefaceLine {
  readonly topic: string;
  /** Its values, for the readers of JSON. */
  readonly part: DocumentPart;
}

/** A CSV, taken apart. */
export interface CsvDocument {
  readonly preface: readonly PrefaceLine[];
  readonly header: readonly CsvCell[];
  readonly records: readonly (readonly CsvCell[])[];
}

/** Version of the layout; another one is refused. */
const csvVersion = 1;

/**
 * The comment line that a CSV of a recording starts with.
 *
 * @param content - what the CSV holds
 */
export function formatLine(content: "samples" | "events"): string {
  return prefaceLine("recording", { content, version: csvVersion });
}

/**
 * Writes a comment line, `# topic name=value;name=value`. It is one cell without quotes or commas, so that readers
 * which skip comments do, and spreadsheets show it as it is.
 */
export function prefaceLine(topic: string, values: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${escape(value)}`);
  return `# ${topic} ${pairs.join(";")}`;
}

/**
 * Takes a CSV of a recording apart.
 *
 * @param content - what it must hold
 * @throws RecordingFormatError
 */
export function readCsvDocument(csv: string, content: "samples" | "events"): CsvDocument {
  const text = csv.replace(/^\uFEFF/, "");
  const preface: PrefaceLine[] = [];
  let at = 0;
  while (text[at] === "#") {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end === -1 ? text.length : end);
    preface.push(readPrefaceLine(line.replace(/\r$/, ""), preface.length + 1));
    at = end === -1 ? text.length : end + 1;
  }
  const [first] = preface;
  if (first?.topic !== "recording") {
    const expected = `# recording content=${content};version=${csvVersion}`;
    throw unexpected("line 1", JSON.stringify(expected), describe(text.split(/\r?\n/, 1)[0] ?? ""));
  }
  const { content: actual, version } = first.part.fields(["content", "version"]);
  actual.oneOf([content]);
  version.oneOf([String(csvVersion)]);
  const [header, ...records] = parseCsv(text.slice(at), preface.length + 1);
  if (header === undefined) throw unexpected(`line ${preface.length + 1}`, "a header", "the end of the text");
  return { preface, header, records };
}

/** Everything that could end a value or a cell; and halves of characters, which no file can hold. */
const unsafe = /[%,;="#\p{Cc}\p{Cs}\u2028\u2029]|^\s|\s$/gu;

function escape(value: string | number): string {
  return String(value).replaceAll(
    unsafe,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function readPrefaceLine(line: string, number: number): PrefaceLine {
  // A spreadsheet that saved the file fills short lines up with empty cells.
  const match = /^# (\w+) (.*?),*$/.exec(line);
  const [, topic, list] = match ?? [];
  if (topic === undefined || list === undefined) {
    throw unexpected(`line ${number}`, '"# topic name=value;…"', describe(line));
  }
  const pairs = list.split(";").map((pair) => {
    const at = pair.indexOf("=");
    if (at === -1) throw unexpected(`line ${number}`, '"name=value"', describe(pair));
    const value = pair
      .slice(at + 1)
      .replaceAll(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
    return [pair.slice(0, at), value] as const;
  });
  const locate = (path: readonly (string | number)[]): string =>
    path.length === 0 ? `line ${number}` : `line ${number}, ${path.join(".")}`;
  return { topic, part: new DocumentPart(Object.fromEntries(pairs), locate) };
}
