import type { DocumentPart } from "../../recording/document.ts";
import { bigintFromJson, type JsonValue, pairFromJson } from "../../recording/exactValue.ts";
import type { ChainMemory } from "../chain.ts";

/** What a chain knows beside the node, as JSON. */
export function chainMemoryToJson(memory: ChainMemory): JsonValue {
  const { baseFee, pendingTimestamp, signers, accounts, errors, contractNames, artifacts, addressBook } = memory;
  return {
    baseFee: baseFee?.toString() ?? null,
    pendingTimestamp: pendingTimestamp ?? null,
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
    "pendingTimestamp",
    "signers",
    "accounts",
    "errors",
    "contractNames",
    "artifacts",
    "addressBook",
  ]);
  const { baseFee, pendingTimestamp } = fields;
  return {
    baseFee: baseFee.value === null ? undefined : bigintFromJson(baseFee),
    pendingTimestamp:
      pendingTimestamp.value === null ? undefined : pendingTimestamp.integer("unix seconds or null"),
    signers: fields.signers.integer("a number of signers"),
    accounts: fields.accounts.integer("a number of accounts"),
    errors: fields.errors.items().map((error) => error.text()),
    contractNames: fields.contractNames.items().map(pairFromJson),
    artifacts: fields.artifacts.items().map(pairFromJson),
    addressBook: fields.addressBook.items().map(pairFromJson),
  };
}
