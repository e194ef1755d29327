import type { DocumentPart } from "../../recording/document.ts";
import type { JsonValue } from "../../recording/exactValue.ts";
import type { RpcProvider } from "../rpc.ts";

/** A block, told from every other by its hash. */
export interface BlockIdentity {
  readonly number: number;
  readonly hash: string;
  /** Root of all accounts' state after the block. */
  readonly stateRoot: string;
}

/** What a chain was opened from, as data: enough to open it again. */
export interface ChainOrigin {
  readonly kind: "embedded";
  readonly seed: string;
  /** Unix seconds of the first block. */
  readonly startTime: number;
  /** As Hardhat names it; `null` for the newest that Hardhat knew. */
  readonly hardfork: string | null;
  /** What prepared the chain, with its options in full; `null` if nobody did. */
  readonly pack: { readonly name: string; readonly options: JsonValue } | null;
  /** The latest block right after opening. */
  readonly start: BlockIdentity;
}

/** An origin that was read from a file: its pack's options are still to be understood. */
export interface SavedOrigin extends Omit<ChainOrigin, "pack"> {
  readonly pack: { readonly name: string; readonly options: DocumentPart } | null;
}

/** The latest block's identity. */
export async function identifyBlock(provider: RpcProvider): Promise<BlockIdentity> {
  const block = (await provider.request({
    method: "eth_getBlockByNumber",
    params: ["latest", false],
  })) as {
    number: string;
    hash: string;
    stateRoot: string;
  };
  return { number: Number(block.number), hash: block.hash, stateRoot: block.stateRoot };
}

/** An origin as JSON, with its fields in a fixed order. */
export function originToJson({ kind, seed, startTime, hardfork, pack, start }: ChainOrigin): JsonValue {
  return {
    kind,
    seed,
    startTime,
    hardfork,
    pack: pack === null ? null : { name: pack.name, options: pack.options },
    start: blockIdentityToJson(start),
  };
}

/** @throws RecordingFormatError */
export function originFromJson(part: DocumentPart): SavedOrigin {
  const names = ["kind", "seed", "startTime", "hardfork", "pack", "start"] as const;
  const { kind, seed, startTime, hardfork, pack, start } = part.fields(names);
  const packFields = pack.value === null ? null : pack.fields(["name", "options"]);
  return {
    kind: kind.oneOf(["embedded"]),
    seed: seed.text(),
    startTime: startTime.integer("unix seconds"),
    hardfork: hardfork.value === null ? null : hardfork.text(),
    pack: packFields === null ? null : { name: packFields.name.text(), options: packFields.options },
    start: blockIdentityFromJson(start),
  };
}

/** A block's identity as JSON. */
export function blockIdentityToJson({ number, hash, stateRoot }: BlockIdentity): JsonValue {
  return { number, hash, stateRoot };
}

/** @throws RecordingFormatError */
export function blockIdentityFromJson(part: DocumentPart): BlockIdentity {
  const { number, hash, stateRoot } = part.fields(["number", "hash", "stateRoot"]);
  return { number: number.integer("a block number"), hash: hash.text(), stateRoot: stateRoot.text() };
}
