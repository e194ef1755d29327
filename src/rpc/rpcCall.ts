/** What is asked: a JSON-RPC request without its envelope. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/**
 * What is answered: the JSON text of a response without its envelope, `{"result":…}` or `{"error":…}`. It stays text
 * between endpoint, cassette and client, so that nothing is lost on the way.
 */
export type AnswerText = string;

/** The error part of a JSON-RPC response. */
export interface RpcErrorBody {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}
