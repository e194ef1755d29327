import { hash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { kitVersion } from "../common/kitVersion.ts";
import { parseHeader, cassetteFormat, type CassetteHeader, type Cassette } from "./cassetteHeader.ts";
import { CassetteFormatError } from "./errors.ts";
import type { AnswerText } from "./rpcCall.ts";

/** What unpacking may fill, against a file made to fill the memory. */
const largestPayload = 1024 ** 3;

/** More are never written: no run asks so much. */
const mostAnswers = 4_000_000;

/** Bytes; more than that JavaScript does not take as one text. */
const longestLine = 256 * 1024 ** 2;

/**
 * Writes a cassette as the bytes of a file: a line of JSON that a person can read, then the compressed answers.
 *
 * Equal cassettes give equal bytes, in whatever order their answers came. Equal answers are written once.
 *
 * @param kit - version of the kit that goes into the header
 */
export async function encodeCassette(cassette: Cassette, kit: string = kitVersion): Promise<Buffer> {
  const { chainId, block, host, answers } = cassette;
  const texts = [...new Set(answers.values())].sort();
  const places = new Map(texts.map((text, place) => [text, place]));
  const requests = [...answers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${key}\t${places.get(text) ?? -1}`);
  const payload = Buffer.from([String(texts.length), ...texts, ...requests].join("\n"));
  const about = {
    format: cassetteFormat,
    chainId,
    block:
      block === undefined
        ? null
        : {
            number: block.number,
            hash: block.hash,
            timestamp: block.timestamp,
            baseFee: block.baseFee.toString(),
          },
    host,
    kit,
    answers: answers.size,
  };
  const header = JSON.stringify({ ...about, digest: digestOf(JSON.stringify(about), payload) });
  const packed = await promisify(brotliCompress)(payload, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: payload.length,
    },
  });
  return Buffer.concat([Buffer.from(`${header}\n`), packed]);
}

/** A cassette, with what its file says about it. */
export interface DecodedCassette extends Cassette {
  readonly header: CassetteHeader;
}

/**
 * Reads what {@link encodeCassette} wrote, and checks it against its digest.
 *
 * @param file - name for messages
 * @throws CassetteFormatError if the bytes are damaged, cut off, of a newer format, or something else
 */
export async function decodeCassette(bytes: Buffer, file: string): Promise<DecodedCassette> {
  const end = bytes.indexOf("\n");
  const header = parseHeader(end < 0 ? undefined : bytes.subarray(0, end).toString("utf8"), file);
  const payload = await unpack(bytes.subarray(end + 1), file);
  const { digest, ...about } = header;
  if (digestOf(JSON.stringify(about), payload) !== digest) {
    throw damaged(file, "its content does not fit the digest in its header");
  }
  const answers = readAnswers(payload, header.answers, file);
  const { chainId, host, block } = header;
  return {
    header,
    chainId,
    host,
    block: block === null ? undefined : { ...block, baseFee: BigInt(block.baseFee) },
    answers,
  };
}

/** Line by line, so that a file made of line ends alone fills no memory with them. */
function readAnswers(payload: Buffer, expected: number, file: string): ReadonlyMap<string, AnswerText> {
  const lines = linesOf(payload, file);
  const count = Number(lines.next().value);
  const most = Math.min(expected, mostAnswers);
  if (!(count <= most)) throw damaged(file, `it holds ${count} texts for ${expected} answers`);
  const texts: AnswerText[] = [];
  const answers = new Map<string, AnswerText>();
  for (const line of lines) {
    if (texts.length < count) {
      texts.push(line);
      continue;
    }
    const tab = line.lastIndexOf("\t");
    const text = texts[Number(line.slice(tab + 1))];
    if (tab < 0 || text === undefined) throw damaged(file, "a request in it has no answer");
    answers.set(line.slice(0, tab), text);
    if (answers.size > most) break;
  }
  if (answers.size === expected) return answers;
  throw damaged(file, `it holds ${answers.size} answers instead of ${expected}`);
}

function* linesOf(payload: Buffer, file: string): Generator<string, undefined> {
  for (let start = 0; start <= payload.length;) {
    const end = payload.indexOf("\n", start);
    const line = payload.subarray(start, end < 0 ? payload.length : end);
    if (line.length > longestLine) throw damaged(file, "an answer in it is longer than any that is written");
    yield line.toString("utf8");
    start = end < 0 ? payload.length + 1 : end + 1;
  }
}

async function unpack(packed: Buffer, file: string): Promise<Buffer> {
  try {
    return await promisify(brotliDecompress)(packed, { maxOutputLength: largestPayload });
  } catch {
    throw damaged(file, "its answers cannot be unpacked: bytes of it are missing or changed");
  }
}

function digestOf(about: string, payload: Buffer): string {
  return hash("sha256", Buffer.concat([Buffer.from(`${about}\n`), payload]));
}

function damaged(file: string, reason: string): CassetteFormatError {
  return new CassetteFormatError({
    message: `${file} is damaged: ${reason}.`,
    hint: "Restore it from where it came, such as git, or delete it and record anew.",
  });
}
