import { keccak256 } from "ethers";
import type { Chain } from "../chain/chain.ts";
import { toQuantity } from "../chain/rpc.ts";

/** The hash of no code: there is no contract at the address, or none yet. */
const noCode = keccak256("0x");

/**
 * Reads the code of contracts that is not known, learns their names from it, and hashes it. An address without code is
 * looked at again: a contract may come into being there.
 *
 * @param targets - addresses
 * @param known - hashes by address
 * @returns what was known, and what was read
 * @source eth_getCode at the latest block
 */
export async function hashCode(
  chain: Chain,
  targets: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const unknown = [...new Set(targets)].filter((target) => (known.get(target) ?? noCode) === noCode);
  if (unknown.length === 0) return known;
  const { number } = await chain.block();
  const codes = await Promise.all(
    unknown.map(async (target): Promise<[string, string]> => {
      const code = (await chain.request("eth_getCode", [target, toQuantity(number)])) as string;
      return [target, code];
    }),
  );
  await chain.contracts.learnNames(new Map(codes.filter(([, code]) => code !== "0x")));
  return new Map([...known, ...codes.map(([target, code]): [string, string] => [target, keccak256(code)])]);
}
