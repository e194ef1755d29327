import type { DocumentPart } from "../../recording/document.ts";
import type { JsonValue } from "../../recording/exactValue.ts";
import type { Chain } from "../chain.ts";
import type { DeployedUntil } from "../openLocalChain.ts";
import type { Preset } from "../../keep3r/network/preset.ts";
import { presetFromJson, presetToJson } from "../../keep3r/network/presetJson.ts";

/** A block, told from every other by its hash. */
export interface BlockIdentity {
  readonly number: number;
  readonly hash: string;
  /** Root of all accounts' state after the block. */
  readonly stateRoot: string;
}

/**
 * What a chain was opened from, as data: enough to open it again. Another kind of chain that can be saved adds its
 * own member here.
 */
export interface ChainOrigin {
  readonly kind: "embedded";
  /** In full, so that a file does not depend on what a name stands for. */
  readonly preset: Preset;
  readonly seed: string;
  /** How far mainnet's deployments were replayed. */
  readonly until: DeployedUntil;
  /** What stands in the place of Keep3r V2: a contract's full name, or `"Keep3r"` for mainnet's own. */
  readonly keep3r: string;
  /** The latest block right after opening. */
  readonly start: BlockIdentity;
}

/** The latest block's identity. */
export async function identifyBlock(chain: Chain): Promise<BlockIdentity> {
  const block = (await chain.request("eth_getBlockByNumber", ["latest", false])) as {
    number: string;
    hash: string;
    stateRoot: string;
  };
  return { number: Number(block.number), hash: block.hash, stateRoot: block.stateRoot };
}

/** An origin as JSON, with its fields in a fixed order. */
export function originToJson({ kind, preset, seed, until, keep3r, start }: ChainOrigin): JsonValue {
  return { kind, preset: presetToJson(preset), seed, until, keep3r, start: blockIdentityToJson(start) };
}

/** @throws RecordingFormatError */
export function originFromJson(part: DocumentPart): ChainOrigin {
  const { kind, preset, seed, until, keep3r, start } = part.fields([
    "kind",
    "preset",
    "seed",
    "until",
    "keep3r",
    "start",
  ]);
  return {
    kind: kind.oneOf(["embedded"]),
    preset: presetFromJson(preset),
    seed: seed.text(),
    until: until.oneOf(["keep3r-v1", "keep3r-v2"]),
    keep3r: keep3r.text(),
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
