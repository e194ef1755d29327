import type { EventValue } from "../../recording/recording.ts";

/** What a contract reverted with. */
export interface Revert {
  /** The custom error's name, `"Error"` for a reason in words, `"Panic"`, or `"revert"` for no data. */
  readonly name: string;
  readonly args: Readonly<Record<string, EventValue>>;
}

/** Why a transaction or a call failed: a revert, or what stopped it without a contract's doing. */
export interface Reason extends Revert {
  /** A phrase, such as `InsufficientFunds()` or `out of gas: it needs more than its limit of 25000 gas`. */
  readonly words: string;
  /** How the phrase goes on from its subject: a contract reverts with a reason, or a call fails with another. */
  readonly verb: "reverted with" | "failed with";
  /** The contract and function that failed, and which called it: `Vault.pull(…), called by Farm.harvest()`; may be empty. */
  readonly place: string;
}

/** A reason without its place. */
export type Cause = Omit<Reason, "place">;

/** What happened, as a predicate: `reverted with InsufficientFunds() in Vault.pull(…), called by Farm.harvest()`. */
export function describeReason({ verb, words, place }: Reason): string {
  return `${verb} ${words}${place === "" ? "" : ` in ${place}`}`;
}
