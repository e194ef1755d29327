import { readFile } from "node:fs/promises";
import { CassetteFormatError } from "./errors.ts";
import { type DecodedCassette, decodeCassette } from "./cassetteCodec.ts";
import { fileName } from "./cassettePath.ts";

/**
 * Reads the file of a cassette.
 *
 * @param file - path
 * @returns the cassette; `undefined` if there is no such file
 * @throws CassetteFormatError if it cannot be read, or is not a cassette
 */
export async function readCassette(file: string): Promise<DecodedCassette | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new CassetteFormatError({
      message: `${fileName(file)} cannot be read (${code ?? "unknown reason"}).`,
      hint: "See whether it is a file, and readable for you.",
    });
  }
  return await decodeCassette(bytes, fileName(file));
}
