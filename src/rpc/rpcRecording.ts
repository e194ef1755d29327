import type { ForkBlock } from "./forkBlock.ts";
import type { AnswerText } from "./rpcCall.ts";

/** What a recording of RPC answers is about. */
export interface RecordedChain {
  readonly chainId: number;
  /** The block that it was made for; `undefined` if for none in particular. */
  readonly block: ForkBlock | undefined;
  /** Host of the endpoint that gave the answers. */
  readonly host: string;
}

/** Recorded RPC answers, and the chain that they are from. */
export interface RpcRecording extends RecordedChain {
  /** Answers by the key of their request; see `requestKey`. */
  readonly answers: ReadonlyMap<string, AnswerText>;
}
