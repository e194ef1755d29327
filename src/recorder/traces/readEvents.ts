import type { Chain } from "../../chain/chain.ts";
import { toQuantity } from "../../chain/rpc.ts";
import type { RecordedEvent } from "../../recording/recording.ts";
import type { EventTrace } from "./eventTrace.ts";

interface RpcLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly logIndex: string;
  readonly transactionHash: string;
}

/** Hears of a log that is not what its ABI says, and why. */
export type OnUndecoded = (trace: EventTrace, event: RecordedEvent, problem: string) => void;

/**
 * Reads the logs of a range of blocks: in one request for each event of a contract, however many blocks these are.
 *
 * @param from - first block, inclusive
 * @param to - last block, inclusive
 * @param onUndecoded - called for each log that cannot be decoded; it is kept as it is
 * @returns events in chain order
 * @source eth_getLogs
 */
export async function readEvents(
  chain: Chain,
  traces: readonly EventTrace[],
  from: number,
  to: number,
  onUndecoded: OnUndecoded = () => undefined,
): Promise<RecordedEvent[]> {
  if (traces.length === 0 || from > to) return [];
  const requests = new Map<string, Promise<RpcLog[]>>();
  const logsOf = async ({ address, topic }: EventTrace): Promise<RpcLog[]> => {
    const key = `${address} ${topic}`;
    const range = { fromBlock: toQuantity(from), toBlock: toQuantity(to) };
    const logs =
      requests.get(key) ??
      (chain.request("eth_getLogs", [{ address, topics: [topic], ...range }]) as Promise<RpcLog[]>);
    requests.set(key, logs);
    return await logs;
  };
  const perTrace = await Promise.all(traces.map(async (trace) => ({ trace, logs: await logsOf(trace) })));
  const blockTimes = new Map<number, number>();
  const timeOf = async (block: number): Promise<number> => {
    const time = blockTimes.get(block) ?? (await chain.block(block)).timestamp;
    blockTimes.set(block, time);
    return time;
  };
  const events: RecordedEvent[] = [];
  for (const { trace, logs } of perTrace) {
    for (const log of logs) {
      const decoded = trace.decode(log);
      if (decoded === undefined) continue;
      const { args, time, group, undecoded } = decoded;
      const block = Number(log.blockNumber);
      const event: RecordedEvent = {
        kind: "log",
        name: trace.name,
        time: time ?? (await timeOf(block)),
        block,
        logIndex: Number(log.logIndex),
        transaction: log.transactionHash,
        contract: trace.address,
        args,
        ...(group === undefined ? {} : { group }),
        ...(undecoded === undefined ? {} : { undecoded: true }),
      };
      events.push(event);
      if (undecoded !== undefined) onUndecoded(trace, event, undecoded);
    }
  }
  return events.sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
}
