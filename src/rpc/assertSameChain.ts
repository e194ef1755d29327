import { CassetteMismatchError } from "./errors.ts";
import { fileName } from "./cassettePath.ts";
import type { CassetteChain } from "./cassetteHeader.ts";

/** What a cassette is compared with; what is `undefined` is not compared, except that a block may be of no number. */
export interface ComparedChain {
  readonly chainId: number | undefined;
  readonly block: { readonly number: number; readonly hash?: string } | undefined;
}

/**
 * Checks that a cassette is of the chain and block for which it is to be used.
 *
 * @param file - of the cassette
 * @param other - the chain, and who says so: `"was asked for"`, `"rpc.example serves"`
 * @throws CassetteMismatchError with both values
 */
export function assertSameChain(
  file: string,
  recorded: CassetteChain,
  other: ComparedChain,
  who: string,
): void {
  const name = fileName(file);
  const refuse = (what: string, recordedValue: string, otherValue: string): never => {
    throw new CassetteMismatchError({
      message: `${name} is of ${what} ${recordedValue}; ${who} ${what} ${otherValue}.`,
      hint: "Ask for what was recorded, or record under another name.",
    });
  };
  if (other.chainId !== undefined && other.chainId !== recorded.chainId) {
    refuse("chain", String(recorded.chainId), String(other.chainId));
  }
  if (other.block === undefined) return;
  if (recorded.block?.number !== other.block.number) {
    refuse("block", String(recorded.block?.number ?? "none in particular"), String(other.block.number));
  }
  if (other.block.hash !== undefined && recorded.block?.hash.toLowerCase() !== other.block.hash) {
    refuse(`block ${other.block.number}, hash`, String(recorded.block?.hash), other.block.hash);
  }
}
