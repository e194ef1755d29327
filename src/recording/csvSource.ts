import { prefaceLine, type PrefaceLine } from "./csvPreface.ts";
import { type DocumentPart, unexpected } from "./document.ts";
import {
  type BlockRange,
  contractFromJson,
  contractToJson,
  substituteFields,
  substituteFromJson,
} from "./metadata.ts";
import type { RecordingSource } from "./recording.ts";

/** Comment lines that say where a recording comes from, and which blocks it covers. */
export function sourceLines(
  { kit, chain, seed, substitutes = [], contracts }: RecordingSource,
  blocks: BlockRange | undefined,
): string[] {
  const { kind, chainId, origin } = chain;
  return [
    prefaceLine("source", {
      kit,
      kind,
      chainId,
      origin,
      seed,
      ...(blocks === undefined ? {} : { firstBlock: blocks.first, lastBlock: blocks.last }),
    }),
    ...substitutes.map((substitute) => prefaceLine("substitute", substituteFields(substitute))),
    ...contracts.map((contract) => prefaceLine("contract", contractToJson(contract))),
  ];
}

/** @throws RecordingFormatError */
export function readSource(preface: readonly PrefaceLine[]): RecordingSource {
  const line = preface.find(({ topic }) => topic === "source");
  if (line === undefined) throw unexpected("the comment lines", '"# source …"', "none");
  const substitutes = preface.filter(({ topic }) => topic === "substitute");
  // The rows say which blocks these are.
  const { kit, kind, chainId, origin, seed } = line.part.fields(
    ["kit", "kind", "chainId", "origin", "seed"],
    ["firstBlock", "lastBlock"],
  );
  return {
    kit: kit.text(),
    chain: {
      kind: kind.oneOf(["embedded", "fork"]),
      chainId: readInteger(chainId, "a chain id"),
      origin: origin.text(),
    },
    seed: seed.text(),
    ...(substitutes.length === 0
      ? {}
      : { substitutes: substitutes.map(({ part }) => substituteFromJson(part)) }),
    contracts: preface.filter(({ topic }) => topic === "contract").map(({ part }) => contractFromJson(part)),
  };
}

/** A whole number in a comment line. @throws RecordingFormatError */
export function readInteger(part: DocumentPart, what: string): number {
  const text = part.text();
  const value = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value) ? value : part.fail(what);
}
