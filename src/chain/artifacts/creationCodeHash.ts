import { id, isHexString, keccak256 } from "ethers";

/**
 * Tells one compiled contract from another by its creation code. The code that runs would not do: constructors set
 * parameters.
 *
 * @param bytecode - hex, without constructor arguments; may hold placeholders of libraries
 * @returns keccak256 of the code, or of its text where it holds placeholders
 */
export function creationCodeHash(bytecode: string): string {
  return isHexString(bytecode) ? keccak256(bytecode) : id(bytecode);
}
