import { sortableTime } from "../common/formatTime.ts";
import { textTable } from "../common/textTable.ts";
import { describeKey } from "../rpc/describeRequest.ts";
import type { DecodedCassette } from "../rpc/cassetteCodec.ts";

/** How many of the largest answers are listed. */
const listed = 5;

/**
 * Lists what is in a cassette: its header, how much of which method, its largest answers.
 *
 * @param cassette - as it was read, its digest checked
 * @param file - as it is shown
 * @param size - bytes of the file
 * @returns lines of text
 */
export function rpcReport({ header, answers }: DecodedCassette, file: string, size: number): string {
  const { block } = header;
  const texts = [...answers.values()];
  const facts: readonly (readonly [string, string])[] = [
    ["chain", String(header.chainId)],
    ["block", block === null ? "none in particular" : `${block.number} (${block.hash})`],
    ...(block === null
      ? []
      : ([
          ["block time", sortableTime(block.timestamp)],
          ["base fee", `${block.baseFee} wei per gas`],
        ] as const)),
    ["endpoint", header.host],
    ["made by", `version ${header.kit} of this kit`],
    ["answers", `${answers.size}, of which ${new Set(texts).size} differ`],
    ["size", `${formatSize(size)}; ${formatSize(sum(texts.map(sizeOf)))} of answers`],
    ["digest", `${header.digest}, fits the content`],
  ];
  const counts = countByMethod(answers);
  const largest = [...answers]
    .map(([key, text]) => ({ key, bytes: sizeOf(text) }))
    .sort((a, b) => b.bytes - a.bytes || (a.key < b.key ? -1 : 1))
    .slice(0, listed);
  return [
    file,
    textTable(facts),
    "",
    textTable([
      ["answers", "bytes", "method"],
      ...counts.map(({ method, count, bytes }) => [String(count), formatSize(bytes), method]),
    ]),
    "",
    "The largest answers",
    textTable(largest.map(({ key, bytes }) => [formatSize(bytes), describeKey(key)])),
  ].join("\n");
}

interface MethodCount {
  readonly method: string;
  readonly count: number;
  readonly bytes: number;
}

/** The method that was asked most often comes first. */
function countByMethod(answers: ReadonlyMap<string, string>): readonly MethodCount[] {
  const counts = new Map<string, MethodCount>();
  for (const [key, text] of answers) {
    const method = key.slice(0, key.indexOf(" "));
    const { count, bytes } = counts.get(method) ?? { count: 0, bytes: 0 };
    counts.set(method, { method, count: count + 1, bytes: bytes + sizeOf(text) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.method < b.method ? -1 : 1));
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
