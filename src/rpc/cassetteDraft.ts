import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import type { CassetteChain, Cassette } from "./cassetteHeader.ts";
import { fileName } from "./cassettePath.ts";
import { CassetteFormatError, CassetteWriteError } from "./errors.ts";
import type { AnswerText } from "./rpcCall.ts";

const draftFormat = "rpc-recording-part/1";

/**
 * The answers of a run that has not ended, in a file beside the cassette: each is written as it comes, so that a
 * process that is killed loses none that it has given.
 */
export class CassetteDraft {
  /** What an earlier run has left; `undefined` if nothing. */
  readonly found: Cassette | undefined;
  readonly #file: string;
  #descriptor: number | undefined;
  /** Bytes of it that are whole lines. */
  #length: number;

  /**
   * @param cassette - file of the cassette
   * @throws CassetteFormatError if there is a file of that name which is damaged or something else
   */
  constructor(cassette: string) {
    this.#file = `${cassette}.part`;
    const text = this.#read();
    // A line that has no end was being written when the process was killed.
    const whole = text.subarray(0, text.lastIndexOf("\n") + 1);
    this.#length = whole.length;
    this.found = whole.length === 0 ? undefined : this.#parse(whole.toString("utf8"));
  }

  /**
   * Adds an answer.
   *
   * @param chain - written first when the file is new
   * @throws CassetteWriteError if it cannot be written
   */
  append(chain: CassetteChain, key: string, text: AnswerText): void {
    try {
      this.#descriptor ??= this.#open();
      const first = this.#length === 0 ? `${JSON.stringify(headerOf(chain))}\n` : "";
      const line = Buffer.from(`${first}${key}\t${text}\n`);
      for (let written = 0; written < line.length;) {
        written += writeSync(this.#descriptor, line, written, line.length - written, this.#length + written);
      }
      this.#length += line.length;
    } catch (error) {
      this.#close();
      throw new CassetteWriteError({
        message: `${fileName(this.#file)} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}).`,
        hint: "See whether the disk is full, or the folder is not writable. What was recorded before is intact.",
      });
    }
  }

  /** Removes the file, once its answers are in the cassette. */
  discard(): void {
    this.#close();
    rmSync(this.#file, { force: true });
    this.#length = 0;
  }

  /** Lets go of the file, which stays. */
  release(): void {
    this.#close();
  }

  /** Opens the file without what is not a whole line: of a killed process, or of a full disk. */
  #open(): number {
    const descriptor = openSync(this.#file, this.#length === 0 ? "w" : "r+");
    ftruncateSync(descriptor, this.#length);
    return descriptor;
  }

  #close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #read(): Buffer {
    try {
      return readFileSync(this.#file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return Buffer.alloc(0);
      throw this.#damaged(`it cannot be read (${code ?? "unknown reason"})`);
    }
  }

  #parse(text: string): Cassette {
    const [first = "", ...lines] = text.trimEnd().split("\n");
    const header = parsed(first) as Partial<ReturnType<typeof headerOf>> | undefined;
    if (header?.format !== draftFormat) throw this.#damaged("its first line is not the header of one");
    const answers = new Map<string, AnswerText>();
    for (const [index, line] of lines.entries()) {
      const tab = line.indexOf("\t");
      if (tab < 0 || parsed(line.slice(tab + 1)) === undefined) {
        throw this.#damaged(`line ${index + 2} of it is not an answer`);
      }
      answers.set(line.slice(0, tab), line.slice(tab + 1));
    }
    const { chainId = 0, block, host = "" } = header;
    return {
      chainId,
      host,
      block: block == null ? undefined : { ...block, baseFee: BigInt(block.baseFee) },
      answers,
    };
  }

  #damaged(reason: string): CassetteFormatError {
    return new CassetteFormatError({
      message: `${fileName(this.#file)}, the rest of a run that did not end, is damaged: ${reason}.`,
      hint: "Delete it: the cassette beside it is intact, and what is missing is asked again.",
    });
  }
}

function headerOf({ chainId, block, host }: CassetteChain) {
  return {
    format: draftFormat,
    chainId,
    block: block === undefined ? null : { ...block, baseFee: block.baseFee.toString() },
    host,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
