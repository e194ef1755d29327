import { isRandomState, type RandomPosition } from "../../common/random.ts";
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
    random: randomToJson(memory.random),
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
    "random",
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
    random: randomFromJson(fields.random),
  };
}

function randomToJson({ state, streams = {} }: RandomPosition): JsonValue {
  const named = Object.entries(streams).map(([name, position]): JsonValue => [name, randomToJson(position)]);
  return named.length === 0 ? [state] : [state, named];
}

/** @throws RecordingFormatError */
function randomFromJson(part: DocumentPart): RandomPosition {
  const [state, named] = part.items();
  if (state === undefined || !isRandomState(state.text())) return part.fail("where random numbers stand");
  const streams = named?.items().map((item) => {
    const [name, position] = item.items();
    return name === undefined || position === undefined
      ? item.fail("a stream's name and where it stands")
      : ([name.text(), randomFromJson(position)] as const);
  });
  return { state: state.text(), ...(streams === undefined ? {} : { streams: Object.fromEntries(streams) }) };
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
