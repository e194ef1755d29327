import { InvalidEndpointError } from "./errors.ts";

/**
 * Reads headers for an endpoint as a person writes them in one setting: a JSON object, or one `Name: value` a line.
 *
 * @throws InvalidEndpointError if it is neither; the text is not echoed, since it holds a key
 * @example parseEndpointHeaders('{"x-api-key":"…"}')
 */
export function parseEndpointHeaders(text: string): Readonly<Record<string, string>> {
  const entries = text.trim().startsWith("{")
    ? entriesOfJson(text)
    : text.trim().split(/\r?\n/).map(entryOfLine);
  if (entries?.every((entry) => entry !== undefined) !== true) {
    throw new InvalidEndpointError({
      message: `The endpoint's headers, ${text.length} characters that are not shown since they may hold a key, are neither a JSON object of texts nor lines of "Name: value".`,
      hint: 'They read like {"x-api-key":"key"}, or like x-api-key: key.',
    });
  }
  return Object.fromEntries(entries);
}

type Entry = readonly [name: string, value: string];

function entriesOfJson(text: string): readonly (Entry | undefined)[] | undefined {
  try {
    const fields = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return fields.map(([name, value]) => (typeof value === "string" ? [name, value] : undefined));
  } catch {
    return undefined;
  }
}

function entryOfLine(line: string): Entry | undefined {
  const colon = line.indexOf(":");
  return colon <= 0 ? undefined : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}
