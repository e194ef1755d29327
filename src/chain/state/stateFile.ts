import { hash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { describeCause } from "../../common/describeCause.ts";
import { InvalidStateFileError } from "../errors.ts";
import type { DocumentPart } from "../../recording/document.ts";
import { parseJson } from "../../recording/jsonText.ts";

/** What the `format` field of a state file says. */
export const stateFormat = "simulation state";

/** Version of the layout; a later one is refused. */
export const stateVersion = 2;

/** What a state file says about itself in its first line. */
export interface StateHead {
  /** Version of the kit that wrote it. */
  readonly kit: string;
  readonly chain: { readonly kind: string; readonly chainId: number; readonly origin: string };
  /** The latest block's number. */
  readonly block: number;
  /** The latest block's time, ISO 8601. */
  readonly time: string;
  /** How many requests lead from the opened chain to the saved one. */
  readonly requests: number;
  /** How many samples the recording has. */
  readonly samples: number;
}

/** What lies below the head: JSON texts by name. The head is among them, so that it cannot be changed alone. */
export interface StateContent {
  readonly head: StateHead;
  readonly parts: Readonly<Record<StatePart, string>>;
}

/** The parts of a state file. */
export const stateParts = ["origin", "journal", "end", "memory", "notebook"] as const;

/** One of the parts of a state file. */
export type StatePart = (typeof stateParts)[number];

/** A state file that has been read and found whole. */
export interface StateDocument {
  readonly head: StateHead;
  readonly parts: Readonly<Record<StatePart, DocumentPart>>;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** The best level takes ten times as long, for a tenth less. The window is the largest: deployments repeat their code. */
const compression = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 24 };

/** A head is some hundred bytes; what has no line break until here was not written by this kit. */
const longestHead = 4_096;

const lineFeed = 0x0a;

/**
 * Writes a state file: one line of JSON that says what it is, then everything as compressed JSON.
 *
 * @returns the file's bytes; the same content always gives the same
 */
export async function encodeStateFile({ head, parts }: StateContent): Promise<Uint8Array> {
  const fields = stateParts.map((name) => `${JSON.stringify(name)}:${parts[name]}`);
  const text = `{"head":${JSON.stringify(head)},\n${fields.join(",\n")}}\n`;
  const plain = Buffer.from(text);
  const payload = await compress(plain, { params: compression });
  return Buffer.concat([Buffer.from(`${headLine(head, payload, plain.length)}\n`), payload]);
}

/**
 * Reads a state file, and makes sure that not a bit of it has changed.
 *
 * @param name - what the file is called, for messages
 * @throws InvalidStateFileError if it is something else, damaged, cut off, or too new
 */
export async function decodeStateFile(bytes: Uint8Array, name: string): Promise<StateDocument> {
  const end = bytes.subarray(0, longestHead).indexOf(lineFeed);
  const line = Buffer.from(bytes.subarray(0, Math.max(end, 0))).toString();
  const { size, plain, digest } = readHeadLine(bytes, line, name);

  const payload = bytes.subarray(end + 1);
  if (payload.length < size) {
    throw damaged(name, `it is cut off: ${payload.length} of ${size} bytes follow its first line`);
  }
  if (payload.length > size) {
    throw damaged(name, `${payload.length - size} bytes too many follow its first line`);
  }
  if (hash("sha256", payload) !== digest)
    throw damaged(name, "its content does not have the digest of its first line");
  try {
    const text = await decompress(payload, { maxOutputLength: plain });
    const fields = parseJson(text.toString()).fields(["head", ...stateParts]);
    const head = fields.head.value as StateHead;
    if (headLine(head, payload, text.length) !== line) throw damaged(name, "its first line has been changed");
    return { head, parts: fields };
  } catch (cause) {
    if (cause instanceof InvalidStateFileError) throw cause;
    throw unreadable(name, cause);
  }
}

/** The error for content that is whole and still not what this version of the format holds. */
export function unreadable(name: string, cause: unknown): InvalidStateFileError {
  return new InvalidStateFileError({
    message: `${name} does not hold what a state file of version ${stateVersion} holds: ${describeCause(cause)}`,
    hint: "It was written by something else, or by another version of this kit: save it again with $.saveChain(file).",
    cause,
  });
}

function headLine(head: StateHead, payload: Uint8Array, plain: number): string {
  const content = { encoding: "brotli", bytes: payload.length, plain, sha256: hash("sha256", payload) };
  return JSON.stringify({ format: stateFormat, version: stateVersion, ...head, content });
}

function readHeadLine(
  bytes: Uint8Array,
  line: string,
  name: string,
): { size: number; plain: number; digest: string } {
  if (bytes.length === 0) throw damaged(name, "it is empty");
  let head: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === "object" && parsed !== null) head = { ...parsed };
  } catch {
    // Told below, as for any file of another format.
  }
  const { format, version, kit, content } = head;
  if (format !== stateFormat) throw foreign(name, bytes, format);
  if (version !== stateVersion) {
    throw new InvalidStateFileError({
      message: `${name} is a state file of version ${JSON.stringify(version)}, written by version ${JSON.stringify(kit)} of this kit; this one reads version ${stateVersion}.`,
      hint: "Open it with the version of the kit that wrote it, or save it again with this one.",
    });
  }
  const {
    bytes: size,
    plain,
    sha256: digest,
  } = { ...(content as object | undefined) } as Record<string, unknown>;
  if (!isCount(size) || !isCount(plain) || typeof digest !== "string") {
    throw damaged(name, "its first line does not say how long its content is");
  }
  return { size, plain, digest };
}

function foreign(name: string, bytes: Uint8Array, format: unknown): InvalidStateFileError {
  const what =
    typeof format === "string"
      ? `it says that it is a ${JSON.stringify(format.slice(0, 60))}`
      : `it begins with ${JSON.stringify(Buffer.from(bytes.subarray(0, 16)).toString("latin1"))}`;
  return new InvalidStateFileError({
    message: `${name} is not the state of a chain: ${what}.`,
    hint: "Give a file that $.saveChain(file) wrote.",
  });
}

function damaged(name: string, how: string): InvalidStateFileError {
  return new InvalidStateFileError({
    message: `${name} is damaged: ${how}.`,
    hint: "Copy it again from where it came from, or run the set-up once more and save it with $.saveChain(file).",
  });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
