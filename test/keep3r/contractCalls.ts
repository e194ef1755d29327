import assert from "node:assert/strict";
import type { BaseContract, TransactionReceipt } from "ethers";

type Callable = Pick<BaseContract, "getFunction">;

/** Reads a view of a contract whose type is not known. Overloads are told apart by their signature. */
export async function read(contract: Callable, view: string, ...args: unknown[]): Promise<unknown> {
  return (await contract.getFunction(view).staticCall(...args)) as unknown;
}

/** Sends a transaction to a contract whose type is not known, and waits for it. */
export async function send(
  contract: Callable,
  method: string,
  ...args: unknown[]
): Promise<TransactionReceipt> {
  const transaction = await contract.getFunction(method).send(...args);
  const receipt = await transaction.wait();
  assert.ok(receipt, `${method} was not mined`);
  return receipt;
}
