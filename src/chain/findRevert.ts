import { isHexString } from "ethers";

/** A revert, found in an error. */
export interface FoundRevert {
  /** Revert data, hex. */
  readonly data: string;
  /** Hash; empty if the error is not about a transaction. */
  readonly transaction: string;
}

/**
 * Finds revert data in an error: node, Hardhat and ethers each put it elsewhere, and wrap one another's errors.
 *
 * @returns `undefined` if the error is about no revert
 */
export function findRevert(error: unknown, transaction = ""): FoundRevert | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { data, transactionHash, receipt, cause, info, error: inner } = error as Record<string, unknown>;
  const receiptHash = (receipt as { hash?: unknown } | null | undefined)?.hash;
  const hash =
    [transactionHash, receiptHash].find((candidate) => typeof candidate === "string") ?? transaction;
  if (isHexString(data)) return { data, transaction: hash };
  for (const nested of [data, info, inner, cause]) {
    const found = findRevert(nested, hash);
    if (found !== undefined) return found;
  }
  return undefined;
}
