import type { Random } from "../../common/random.ts";

/** What an agent sees when its turn comes. Views of contracts it reads itself, as a user would. */
export interface AgentView {
  /** Unix seconds of the latest block. */
  readonly time: number;
  /** Seconds since the agents began. */
  readonly elapsed: number;
  /** Number of the latest block. */
  readonly block: number;
  /** Wei per gas of the latest block. */
  readonly baseFee: bigint;
  /** The agent's own stream. */
  readonly random: Random;
}

/** A transaction that was sent; ethers gives one. */
export interface SentTransaction {
  readonly hash: string;
}

/** What an agent decides to do: one transaction, or something longer. */
export type AgentAction =
  | {
      /** What the recording calls it: `"work"`. */
      readonly name: string;
      /**
       * Sends one transaction, without waiting for it. Transactions of one turn lie in one block, in an order that the
       * seed decides, as far as the block's gas goes; what is left over comes in the next.
       */
      readonly send: () => Promise<SentTransaction>;
    }
  | {
      readonly name: string;
      /** Does whatever it takes, in blocks of its own, after what was sent in this turn. */
      readonly run: () => unknown;
    };

/** Somebody who looks at the chain on a schedule and decides. */
export interface Agent {
  /** Who: no two alike. */
  readonly name: string;
  /** Seconds between turns. Agents of the same `every` take their turns together, at the sight of the same block. */
  readonly every: number;
  /** Looks, and decides what to do, if anything. Must not send anything itself. */
  readonly decide: (view: AgentView) => AgentAction | undefined | Promise<AgentAction | undefined>;
}
