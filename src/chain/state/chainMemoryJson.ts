import type { DocumentPart } from "../../recording/document.ts";
import { bigintFromJson, type JsonValue, pairFromJson } from "../../recording/exactValue.ts";
import type { BlockRulesState } from "../blockRules.ts";
import type { ChainMemory } from "../chain.ts";

/** What a chain knows beside the node, as JSON. */
export function chainMemoryToJson(memory: ChainMemory): JsonValue {
  const { baseFee, blocks, signers, accounts, errors, contractNames, artifacts, addressBook } = memory;
  return {
    baseFee: baseFee?.toString() ?? null,
    blocks: blocksToJson(blocks),
    signers,
    accounts,
    errors: [...errors],
    contractNames: contractNames.map((pair) => [...pair]),
    artifacts: artifacts.map((pair) => [...pair]),
    addressBook: addressBook.map((pair) => [...pair]),
  };
}

/** @throws RecordingFormatError */
export function chainMemoryFromJson(part: DocumentPart): ChainMemory {
  const fields = part.fields([
    "baseFee",
    "blocks",
    "signers",
    "accounts",
    "errors",
    "contractNames",
    "artifacts",
    "addressBook",
  ]);
  const { baseFee } = fields;
  return {
    baseFee: baseFee.value === null ? undefined : bigintFromJson(baseFee),
    blocks: blocksFromJson(fields.blocks),
    signers: fields.signers.integer("a number of signers"),
    accounts: fields.accounts.integer("a number of accounts"),
    errors: fields.errors.items().map((error) => error.text()),
    contractNames: fields.contractNames.items().map(pairFromJson),
    artifacts: fields.artifacts.items().map(pairFromJson),
    addressBook: fields.addressBook.items().map(pairFromJson),
  };
}

function blocksToJson({ pendingTimestamp, anchor, jumps }: BlockRulesState): JsonValue {
  return {
    pendingTimestamp: pendingTimestamp ?? null,
    anchor: anchor === undefined ? null : [anchor.number, anchor.timestamp],
    jumps: jumps.map(([from, to]) => [from, to]),
  };
}

/** @throws RecordingFormatError */
function blocksFromJson(part: DocumentPart): BlockRulesState {
  const { pendingTimestamp, anchor, jumps } = part.fields(["pendingTimestamp", "anchor", "jumps"]);
  const [number, timestamp] = anchor.value === null ? [] : integersOf(anchor);
  return {
    pendingTimestamp:
      pendingTimestamp.value === null ? undefined : pendingTimestamp.integer("unix seconds or null"),
    anchor: number === undefined || timestamp === undefined ? undefined : { number, timestamp },
    jumps: jumps.items().map((jump) => {
      const [from, to] = integersOf(jump);
      return from === undefined || to === undefined
        ? jump.fail("first and last block")
        : ([from, to] as const);
    }),
  };
}

function integersOf(part: DocumentPart): number[] {
  return part.items().map((item) => item.integer("a whole number"));
}
