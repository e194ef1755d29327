import type { ForkBlock } from "./forkBlock.ts";
import type { AnswerText, RpcCall } from "./rpcCall.ts";

/** Where a relay has its answers from: an endpoint, a file, or both. */
export interface AnswerSource {
  readonly host: string;
  readonly block: ForkBlock | undefined;
  /**
   * Answers one request.
   *
   * @param key - of the request; see `requestKey`
   * @throws SimulationError for every answer that could not be had
   */
  answer(call: RpcCall, key: string): Promise<AnswerText>;
  /** Writes what has to be kept; does nothing where nothing has. */
  save(): Promise<void>;
  /** Ends what is being asked of the endpoint: it fails. */
  stop(): void;
  /** Lets go of the file, without saving. */
  release(): Promise<void>;
}
