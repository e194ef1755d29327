import { AbiCoder, type EventFragment, hexlify, id, isHexString, keccak256, type ParamType } from "ethers";
import { parseAddress } from "../../chain/parseAddress.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { type AddressHolder, type ContractLike, holderAddress } from "./contractLike.ts";
import { fits } from "./encodableArguments.ts";

/** What an argument of an event may be asked to be; contracts and signers stand for their addresses. */
export type WantedArgument = string | number | bigint | boolean | Uint8Array | ContractLike | AddressHolder;

/**
 * A wanted argument as a recording holds such arguments: an address with its checksum, an integer as a `bigint`, bytes
 * as lower-case hex, and of an indexed text or bytes the hash, which alone is in the log.
 *
 * @param input - of type address, bool, string, bytes or an integer
 * @throws InvalidArgumentsError if an argument of that type is never such a value
 */
export function wantedValue(
  fragment: EventFragment,
  input: ParamType,
  given: WantedArgument,
): string | bigint | boolean {
  try {
    return input.indexed === true && (input.type === "string" || input.type === "bytes")
      ? hashOf(input.type, given)
      : exact(input.type, given);
  } catch (cause) {
    const shown = typeof given === "string" ? JSON.stringify(given) : `${plainText(given)} (${typeof given})`;
    throw new InvalidArgumentsError({
      message: `${fragment.name}'s argument ${input.type} ${input.name} is never ${shown}.`,
      hint: "Give a value of its type: an address, contract or signer, an integer, a boolean, a text, or bytes in hex.",
      cause,
    });
  }
}

function plainText(given: Exclude<WantedArgument, string>): string {
  return typeof given === "object" ? "that" : String(given);
}

function hashOf(type: "string" | "bytes", given: WantedArgument): string {
  if (isHexString(given, 32)) return given.toLowerCase();
  const value = exact(type, given);
  return type === "string" ? id(String(value)) : keccak256(String(value));
}

/** What decoding gives, as nothing else is compared. */
function exact(type: string, given: WantedArgument): string | bigint | boolean {
  const plain: unknown = given instanceof Uint8Array ? hexlify(given) : holderAddress(given);
  if (type === "address") return parseAddress(plain);
  if (!fits(type, plain)) throw new TypeError(`${typeof plain} for ${type}`);
  const coder = AbiCoder.defaultAbiCoder();
  return coder.decode([type], coder.encode([type], [plain]))[0] as string | bigint | boolean;
}
