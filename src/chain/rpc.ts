/** A JSON-RPC call without its envelope. */
export interface RpcRequest {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** Anything that answers JSON-RPC: the part of EIP-1193 that this kit uses. */
export interface RpcProvider {
  request(request: { method: string; params?: unknown[] }): Promise<unknown>;
}

/** What is asked of a block most often. */
export interface BlockHeader {
  readonly number: number;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Wei per gas. */
  readonly baseFee: bigint;
}

/** Number -> JSON-RPC quantity. */
export function toQuantity(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}
