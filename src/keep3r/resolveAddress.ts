import type { AddressLike } from "ethers";
import { parseAddress } from "../chain/parseAddress.ts";

/**
 * The address of a contract or signer, or an address itself.
 *
 * @param what - what it is given for, for the message
 * @throws InvalidArgumentsError if it is none
 */
export async function resolveAddress(given: AddressLike, what: string): Promise<string> {
  const resolved = await given;
  return parseAddress(typeof resolved === "string" ? resolved : await resolved.getAddress(), what);
}
