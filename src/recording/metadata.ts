import type { DocumentPart } from "./document.ts";
import type { JsonValue } from "./exactValue.ts";
import {
  type Period,
  type Recording,
  type RecordingSource,
  type Series,
  type SourceContract,
  type SourceSubstitute,
  seriesKinds,
} from "./recording.ts";

/** The blocks that a recording covers. */
export interface BlockRange {
  readonly first: number;
  readonly last: number;
}

/** A series without its samples. */
export type SeriesHead = Omit<Series, "times" | "values">;

/** Where a recording comes from, as JSON with its fields in a fixed order. */
export function sourceToJson({ kit, chain, seed, substitutes, contracts }: RecordingSource): JsonValue {
  const { kind, chainId, origin } = chain;
  return {
    kit,
    chain: { kind, chainId, origin },
    seed,
    ...(substitutes === undefined ? {} : { substitutes: substitutes.map(substituteFields) }),
    contracts: contracts.map(contractToJson),
  };
}

/** @throws RecordingFormatError */
export function sourceFromJson(part: DocumentPart): RecordingSource {
  const required = ["kit", "chain", "seed", "contracts"] as const;
  const { kit, chain, seed, substitutes, contracts } = part.fields(required, ["substitutes"]);
  const { kind, chainId, origin } = chain.fields(["kind", "chainId", "origin"]);
  return {
    kit: kit.text(),
    chain: {
      kind: kind.oneOf(["embedded", "fork"]),
      chainId: chainId.integer("a chain id"),
      origin: origin.text(),
    },
    seed: seed.text(),
    ...(substitutes === undefined ? {} : { substitutes: substitutes.items().map(substituteFromJson) }),
    contracts: contracts.items().map(contractFromJson),
  };
}

/** The blocks of the first and the last sample; absent where there is none. */
export function blockRange({ rows }: Pick<Recording, "rows">): BlockRange | undefined {
  const [first, last] = [rows[0]?.block, rows.at(-1)?.block];
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** A contract of the source, as JSON with its fields in a fixed order. */
export function contractToJson({ name, address, codeHash }: SourceContract): Record<string, string> {
  return { ...(name === undefined ? {} : { name }), address, codeHash };
}

/** @throws RecordingFormatError */
export function contractFromJson(part: DocumentPart): SourceContract {
  const { name, address, codeHash } = part.fields(["address", "codeHash"], ["name"]);
  return {
    ...(name === undefined ? {} : { name: name.text() }),
    address: address.text(),
    codeHash: codeHash.text(),
  };
}

/** What stands in place of a real contract, with its fields in a fixed order. */
export function substituteFields({
  name,
  artifact,
  codeHash,
}: SourceSubstitute): Record<keyof SourceSubstitute, string> {
  return { name, artifact, codeHash };
}

/** @throws RecordingFormatError */
export function substituteFromJson(part: DocumentPart): SourceSubstitute {
  const { name, artifact, codeHash } = part.fields(["name", "artifact", "codeHash"]);
  return { name: name.text(), artifact: artifact.text(), codeHash: codeHash.text() };
}

/** What a series is, as JSON with its fields in a fixed order. */
export function seriesHeadToJson({
  name,
  kind,
  unit,
  decimals,
  contract,
  signature,
}: SeriesHead): Record<string, string | number> {
  return {
    name,
    kind,
    unit,
    decimals,
    ...(contract === undefined ? {} : { contract }),
    ...(signature === undefined ? {} : { signature }),
  };
}

/** The fields that {@link seriesHeadFromJson} reads. */
export const seriesHeadFields = {
  required: ["name", "kind", "unit", "decimals"],
  optional: ["contract", "signature"],
} as const;

/** @throws RecordingFormatError */
export function seriesHeadFromJson(
  fields: Record<(typeof seriesHeadFields.required)[number], DocumentPart> &
    Partial<Record<(typeof seriesHeadFields.optional)[number], DocumentPart>>,
): SeriesHead {
  const { name, kind, unit, decimals, contract, signature } = fields;
  const digits = decimals.integer("decimals, 0 to 77");
  if (digits < 0 || digits > 77) decimals.fail("decimals, 0 to 77");
  return {
    name: name.text(),
    kind: kind.oneOf(seriesKinds),
    unit: unit.text(),
    decimals: digits,
    ...(contract === undefined ? {} : { contract: contract.text() }),
    ...(signature === undefined ? {} : { signature: signature.text() }),
  };
}

/** A cycle, as JSON. */
export function periodToJson({ name, seconds }: Period): JsonValue {
  return { name, seconds };
}

/** @throws RecordingFormatError */
export function periodFromJson(part: DocumentPart): Period {
  const { name, seconds } = part.fields(["name", "seconds"]);
  return { name: name.text(), seconds: seconds.integer("whole seconds") };
}
