/** What one view of a batch answered. */
export interface BatchResult {
  /** Whether the view returned; `false` if it reverted. */
  readonly success: boolean;
  /** What it returned or reverted with, as hex. */
  readonly data: string;
}

const wordBytes = 32;

/**
 * Decodes what `ViewBatch.read` returns. This runs for every sample, and a general ABI decoder takes a tenth of a
 * sample's time for what are a few slices of a string.
 *
 * @param answer - ABI-encoded `(bool success, bytes data)[]`
 * @returns one result per view, in the order of the calls; none if `answer` is something else
 * @source contracts/traces/ViewBatch.sol
 */
export function decodeBatch(answer: string): BatchResult[] {
  const bytes = (offset: number, length: number): string =>
    answer.slice(2 + 2 * offset, 2 + 2 * (offset + length));
  const word = (offset: number): number => Number(`0x${bytes(offset, wordBytes)}`);
  const results: BatchResult[] = [];
  const list = word(0);
  const first = list + wordBytes;
  const count = word(list);
  for (let index = 0; index < count; index++) {
    const result = first + word(first + index * wordBytes);
    const data = result + word(result + wordBytes);
    results.push({ success: word(result) === 1, data: `0x${bytes(data + wordBytes, word(data))}` });
  }
  return results;
}
