import { crc32 } from "node:zlib";
import { embeddableJson } from "./embeddableJson.ts";

/** Bytes of the signature and of the first chunk, which says how large the picture is. */
const headerLength = 8 + 25;

/**
 * Lets a PNG picture say where it comes from, in a text chunk with the keyword `Source`.
 *
 * @source PNG specification, 11.3.3 (textual information)
 */
export function pngWithSource(png: Uint8Array, source: object): Uint8Array {
  const text = textChunk("Source", embeddableJson(source));
  return Buffer.concat([png.subarray(0, headerLength), text, png.subarray(headerLength)]);
}

/** A `tEXt` chunk; keyword and text are ASCII. */
function textChunk(keyword: string, text: string): Buffer {
  const content = Buffer.from(`tEXt${keyword}\0${text}`, "latin1");
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
