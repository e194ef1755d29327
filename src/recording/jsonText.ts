import { describe, type DocumentPath, DocumentPart, unexpected } from "./document.ts";
import { findInJson } from "./findInJson.ts";

/**
 * Parses JSON so that whatever is wrong with it, or with what it says, is told with line and column.
 *
 * @throws RecordingFormatError if it is not JSON
 */
export function parseJson(text: string): DocumentPart {
  const locate = (path: DocumentPath): string =>
    `${describePath(path)} (${describeOffset(text, findInJson(text, path))})`;
  try {
    return new DocumentPart(JSON.parse(text), locate);
  } catch {
    const at = findInJson(text);
    const found = at >= text.length ? "the end of the text" : describe(text.slice(at, at + 20));
    throw unexpected(describeOffset(text, at), "JSON", found);
  }
}

function describePath(path: DocumentPath): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^\w+$/.test(step) ? `.${step}` : `[${describe(step)}]`;
  });
  return steps.length === 0 ? "the document" : steps.join("").replace(/^\./, "");
}

function describeOffset(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
