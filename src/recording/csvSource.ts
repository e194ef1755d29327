import { prefaceLine, type PrefaceLine } from "./csvPreface.ts";
import { type DocumentPart, unexpected } from "./document.ts";
import {
  type BlockRange,
  candidateFields,
  candidateFromJson,
  contractFromJson,
  contractToJson,
} from "./metadata.ts";
import type { RecordingSource } from "./recording.ts";

/** Comment lines that say where a recording comes from, and which blocks it covers. */
export function sourceLines(
  { kit, chain, seed, candidate, contracts }: RecordingSource,
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
    ...(candidate === undefined ? [] : [prefaceLine("candidate", candidateFields(candidate))]),
    ...contracts.map((contract) => prefaceLine("contract", contractToJson(contract))),
  ];
}

/** @throws RecordingFormatError */
export function readSource(preface: readonly PrefaceLine[]): RecordingSource {
  const line = preface.find(({ topic }) => topic === "source");
  if (line === undefined) throw unexpected("the comment lines", '"# source …"', "none");
  const candidate = preface.find(({ topic }) => topic === "candidate");
  // The rows say which blocks these are.
  const { kit, kind, chainId, origin, seed } = line.part.fields(
    ["kit", "kind", "chainId", "origin", "seed"],
    ["firstBlock", "lastBlock"],
  );
  return {
    kit: kit.text(),
    chain: {
      kind: kind.oneOf(["embedded", "fork", "replay"]),
      chainId: readInteger(chainId, "a chain id"),
      origin: origin.text(),
    },
    seed: seed.text(),
    ...(candidate === undefined ? {} : { candidate: candidateFromJson(candidate.part) }),
    contracts: preface.filter(({ topic }) => topic === "contract").map(({ part }) => contractFromJson(part)),
  };
}

/** A whole number in a comment line. @throws RecordingFormatError */
export function readInteger(part: DocumentPart, what: string): number {
  const text = part.text();
  const value = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value) ? value : part.fail(what);
}
