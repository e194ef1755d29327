import type { Font } from "fontkit";

/** The tables of a font file by tag. */
type Tables = Map<string, Uint8Array>;

/** Tables of a whole font that a browser asks for, and that a subset of glyphs does not change. */
const copied = ["OS/2"];

/**
 * Makes a font of some characters of another one, as a TrueType file that browsers take. Kerning is left behind.
 *
 * @param font - TrueType, as fontkit opened it
 * @param file - what it was opened from
 * @param characters - those that the font does not have are left out
 * @returns the same bytes for the same characters on every machine: nothing is compressed
 * @source OpenType 1.9, tables cmap (format 12), name, post (version 3)
 */
export function subsetFont(font: Font, file: Uint8Array, characters: Iterable<string>): Uint8Array {
  const codes = [...new Set([...characters].map((character) => character.codePointAt(0) ?? 0))].sort(
    (a, b) => a - b,
  );
  const subset = font.createSubset();
  // A subset numbers its glyphs in the order in which they are included, after the one for what is missing.
  const places = new Map([[0, 0]]);
  const glyphs = codes
    .filter((code) => font.hasGlyphForCodePoint(code))
    .map((code) => {
      const glyph = font.glyphForCodePoint(code);
      const { id } = glyph;
      const place = places.get(id) ?? places.size;
      if (!places.has(id)) subset.includeGlyph(glyph);
      places.set(id, place);
      return [code, place] as const;
    });
  const tables = readTables(subset.encode());
  const whole = readTables(file);
  for (const tag of copied) {
    const table = whole.get(tag);
    if (table !== undefined) tables.set(tag, table);
  }
  tables.set("cmap", characterMap(glyphs));
  // No names: what the font is called is said where it is embedded.
  tables.set("name", Uint8Array.of(0, 0, 0, 0, 0, 6));
  tables.set("post", words([0x00030000, 0, 0, 0, 0, 0, 0, 0]));
  return writeTables(tables);
}

/** A table that maps code points to glyphs, a group for each. */
function characterMap(glyphs: readonly (readonly [code: number, glyph: number])[]): Uint8Array {
  const groups = glyphs.flatMap(([code, glyph]) => [code, code, glyph]);
  const [header, length] = [12, 16 + 4 * groups.length];
  // Version 0, one encoding: Windows (3), all of Unicode (10); format 12 and a reserved word.
  return words([0x00000001, 0x0003000a, header, 12 << 16, length, 0, glyphs.length, ...groups]);
}

function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => {
    view.setUint32(4 * at, value);
  });
  return bytes;
}

function readTables(file: Uint8Array): Tables {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables: Tables = new Map();
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    const start = view.getUint32(at + 8);
    tables.set(tag, file.slice(start, start + view.getUint32(at + 12)));
  }
  return tables;
}

function writeTables(tables: Tables): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const padded = (length: number): number => (length + 3) & ~3;
  const head = 12 + 16 * sorted.length;
  const file = new Uint8Array(sorted.reduce((size, [, table]) => size + padded(table.length), head));
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sorted.length);
  view.setUint16(6, 16 * power);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, 16 * (sorted.length - power));
  let start = head;
  sorted.forEach(([tag, table], index) => {
    const at = 12 + 16 * index;
    file.set(table, start);
    for (let letter = 0; letter < 4; letter += 1) view.setUint8(at + letter, tag.charCodeAt(letter));
    view.setUint32(at + 4, checksum(view, start, padded(table.length)));
    view.setUint32(at + 8, start);
    view.setUint32(at + 12, table.length);
    start += padded(table.length);
  });
  return file;
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
