import type { DocumentPart } from "../../recording/document.ts";
import { RecordingFormatError } from "../../recording/errors.ts";
import { parseJson } from "../../recording/jsonText.ts";
import type { RecordedEvent, Recording, Series } from "../../recording/recording.ts";
import { InvalidReferenceError } from "../errors.ts";

/** A recording that was published, as far as it is known. */
export interface Reference {
  /** What it shows, in words. */
  readonly title: string;
  /** Where it was published. */
  readonly source: string;
  /**
   * Its series have as many decimals as were published, its events no block and no arguments. It has no rows: two
   * samples around an action may carry one time.
   */
  readonly recording: Recording;
}

/**
 * Reads a reference from the text of a JSON file.
 *
 * Numbers stand there as they were printed: `0.53` becomes 53 with two decimals, exactly. JSON drops a last zero, so
 * the decimals are those of the longest number in the file.
 *
 * @param text - JSON with `title`, `source`, `series` (`name`, `t` in unix seconds, `value` in units) and `events`
 *   (`name`, `t`; one without times is known not to have happened)
 * @param file - its path, for the error
 * @param unit - unit of the values
 * @throws InvalidReferenceError naming the first part that is missing or of another form, with its line
 */
export function parseReference(text: string, file: string, unit = "KP3R"): Reference {
  return readFrom(text, file, (document) => readReference(document, unit));
}

/**
 * Reads printed figures from the text of a JSON file: `{ "figures": { "KP3R spent": "9.99" } }`.
 *
 * @returns what was printed, by name
 * @throws InvalidReferenceError
 */
export function parsePrinted(text: string, file: string): Readonly<Record<string, string>> {
  return readFrom(text, file, (document) => {
    const figures = field(document, "figures");
    const entries = figures.entries().map(([name, figure]) => [name, figure.text()] as const);
    return entries.length > 0 ? Object.fromEntries(entries) : figures.fail("a text for each printed figure");
  });
}

function readFrom<Result>(text: string, file: string, read: (document: DocumentPart) => Result): Result {
  try {
    return read(parseJson(text));
  } catch (error) {
    if (!(error instanceof RecordingFormatError)) throw error;
    throw new InvalidReferenceError(file, error.shortMessage.replace(/\.$/, ""));
  }
}

function readReference(document: DocumentPart, unit: string): Reference {
  const [title, source] = [field(document, "title").text(), field(document, "source").text()];
  const printed = field(document, "series")
    .items()
    .map((part) => ({
      part,
      name: field(part, "name").text(),
      times: timesOf(part),
      values: field(part, "value").items().map(numberOf),
    }));
  const decimals = Math.max(0, ...printed.flatMap(({ values }) => values.map(digitsAfterPoint)));
  const series = printed.map(({ part, name, times, values }): Series => {
    if (times.length !== values.length) part.fail(`as many values as times, ${times.length}`);
    const exact = values.map((value) => BigInt(value.toFixed(decimals).replace(".", "")));
    return { name, kind: "view", unit, decimals, times, values: exact };
  });
  const events = field(document, "events")
    .items()
    .map((part) => ({ name: field(part, "name").text(), times: timesOf(part) }));
  const eventAt = (name: string, time: number): RecordedEvent => ({
    ...{ kind: "log", name, time, block: 0, logIndex: 0, transaction: "", contract: "", args: {} },
  });
  return {
    title,
    source,
    recording: {
      source: { kit: "", chain: { kind: "fork", chainId: 1, origin: source }, seed: "", contracts: [] },
      series,
      rows: [],
      events: events
        .flatMap(({ name, times }) => times.map((time) => eventAt(name, time)))
        .toSorted((a, b) => a.time - b.time),
      eventTraces: events.map(({ name }) => name),
      periods: [],
    },
  };
}

/** A field of an object that may have others. */
function field(part: DocumentPart, name: string): DocumentPart {
  return new Map(part.entries()).get(name) ?? part.fail(`an object with the field ${JSON.stringify(name)}`);
}

function timesOf(part: DocumentPart): number[] {
  const times = field(part, "t");
  const seconds = times.items().map((item) => item.integer("unix seconds"));
  const areRising = seconds.every((time, index) => time >= (seconds[index - 1] ?? 0));
  return areRising ? seconds : times.fail("unix seconds in rising order");
}

/** What `toFixed` still writes out. */
const greatest = 1e21;

function numberOf(part: DocumentPart): number {
  const { value } = part;
  return typeof value === "number" && Math.abs(value) < greatest ? value : part.fail("a number");
}

/** Longest fraction that a printed value is taken to have: JSON's numbers hold no more exactly. */
const mostDigits = 15;

function digitsAfterPoint(value: number): number {
  for (let digits = 0; digits < mostDigits; digits += 1) {
    if (Number(value.toFixed(digits)) === value) return digits;
  }
  return mostDigits;
}
