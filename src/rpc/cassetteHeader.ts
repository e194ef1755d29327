import { CassetteFormatError } from "./errors.ts";
import type { ForkBlock } from "./forkBlock.ts";
import type { AnswerText } from "./rpcCall.ts";

/** Format that this release writes, and the newest that it reads. It keeps the name that files have had from the first. */
export const cassetteFormat = "rpc-recording/1";

/** The first line of a cassette. */
export interface CassetteHeader {
  readonly format: string;
  readonly chainId: number;
  readonly block: {
    readonly number: number;
    readonly hash: string;
    /** Unix seconds. */
    readonly timestamp: number;
    /** Wei per gas, decimal. */
    readonly baseFee: string;
  } | null;
  /** Host of the endpoint that was recorded. */
  readonly host: string;
  /** Version of the kit that wrote it. */
  readonly kit: string;
  /** How many requests it answers. */
  readonly answers: number;
  /** SHA-256 of everything above and of the unpacked answers, hex. */
  readonly digest: string;
}

/**
 * Reads the first line of a cassette. Fields keep the order in which they were written, which the digest covers.
 *
 * @param line - `undefined` if the file has no line end
 * @param file - name for messages
 * @throws CassetteFormatError if it is something else, or of a newer format
 */
export function parseHeader(line: string | undefined, file: string): CassetteHeader {
  const header = parsed(line);
  const [name, version] = String(header?.format).split("/");
  if (header === undefined || name !== "rpc-recording") throw foreign(file);
  if (header.format !== cassetteFormat) {
    throw new CassetteFormatError({
      message: `${file} is a cassette of format ${String(version).slice(0, 20)}, and this release reads format 1.`,
      hint: "Use the release of the kit that wrote it, or record anew.",
    });
  }
  if (!isHeader(header)) throw foreign(file);
  return header;
}

function parsed(line: string | undefined): Record<string, unknown> | undefined {
  if (line?.startsWith("{") !== true) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function isHeader(header: Record<string, unknown>): header is Record<string, unknown> & CassetteHeader {
  const { chainId, block, host, kit, answers, digest } = header;
  return (
    [chainId, answers].every(Number.isSafeInteger) &&
    [host, kit, digest].every((text) => typeof text === "string") &&
    (block === null || isBlock(block))
  );
}

function isBlock(block: unknown): boolean {
  if (typeof block !== "object" || block === null) return false;
  const { number, hash, timestamp, baseFee } = block as Record<string, unknown>;
  return (
    [number, timestamp].every(Number.isSafeInteger) &&
    typeof hash === "string" &&
    typeof baseFee === "string" &&
    /^\d+$/.test(baseFee)
  );
}

function foreign(file: string): CassetteFormatError {
  return new CassetteFormatError({
    message: `${file} is not a cassette of RPC answers: its first line is not the header of one.`,
    hint: "Cassettes are made with SIMULATION_RECORD=name, or with npx hardhat rpc record; see whether this is another file.",
  });
}

/** What a cassette of RPC answers is about. */
export interface CassetteChain {
  readonly chainId: number;
  /** The block that it was made for; `undefined` if for none in particular. */
  readonly block: ForkBlock | undefined;
  /** Host of the endpoint that gave the answers. */
  readonly host: string;
}

/** Recorded RPC answers, and the chain that they are from. */
export interface Cassette extends CassetteChain {
  /** Answers by the key of their request; see `requestKey`. */
  readonly answers: ReadonlyMap<string, AnswerText>;
}
