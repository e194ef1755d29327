import { getAddress, isAddress } from "ethers";
import { InvalidArgumentsError } from "../common/errors.ts";
import { kindOf } from "../common/kindOf.ts";

/**
 * Checks an address. Capitals among its digits are a checksum, which has to be right; without any there is none.
 *
 * @param given - 20 bytes in hex
 * @param what - what it is given for, for the message; absent where the address says enough
 * @returns the address with its checksum
 * @throws InvalidArgumentsError
 * @source EIP-55
 */
export function parseAddress(given: unknown, what = ""): string {
  if (isAddress(given)) return getAddress(given);
  const place = what === "" ? "" : `${what}: `;
  if (typeof given === "string" && /^0x[0-9a-fA-F]{40}$/.test(given)) {
    throw new InvalidArgumentsError({
      message: `${place}the checksum of the address ${JSON.stringify(given)} is wrong: a digit of it is another, or its capitals are.`,
      hint: `Compare it with where it comes from. If all digits are right, it is ${getAddress(given.toLowerCase())}.`,
    });
  }
  throw new InvalidArgumentsError({
    message: `${place}${typeof given === "string" ? JSON.stringify(given) : kindOf(given)} is not an address.`,
    hint: "Give 20 bytes in hex, 0x followed by 40 digits.",
  });
}
