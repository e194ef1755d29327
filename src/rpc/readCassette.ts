import { readFile } from "node:fs/promises";
import { RpcRecordingFormatError } from "./errors.ts";
import { type DecodedRecording, decodeRecording } from "./cassetteCodec.ts";
import { fileName } from "./cassettePath.ts";

/**
 * Reads the file of a recording.
 *
 * @param file - path
 * @returns the recording; `undefined` if there is no such file
 * @throws RpcRecordingFormatError if it cannot be read, or is not a recording
 */
export async function readRecording(file: string): Promise<DecodedRecording | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new RpcRecordingFormatError({
      message: `${fileName(file)} cannot be read (${code ?? "unknown reason"}).`,
      hint: "See whether it is a file, and readable for you.",
    });
  }
  return await decodeRecording(bytes, fileName(file));
}
