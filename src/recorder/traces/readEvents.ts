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

/**
 * Reads the logs of a range of blocks.
 *
 * @param from - first block, inclusive
 * @param to - last block, inclusive
 * @returns decoded events in chain order
 * @source eth_getLogs
 */
export async function readEvents(
  chain: Chain,
  traces: readonly EventTrace[],
  from: number,
  to: number,
): Promise<RecordedEvent[]> {
  if (traces.length === 0 || from > to) return [];
  const perTrace = await Promise.all(
    traces.map(async (trace) => {
      const filter = {
        address: trace.address,
        topics: [trace.topic],
        fromBlock: toQuantity(from),
        toBlock: toQuantity(to),
      };
      const logs = (await chain.request("eth_getLogs", [filter])) as RpcLog[];
      return logs.map((log) => ({ trace, log }));
    }),
  );
  const blockTimes = new Map<number, number>();
  const events: RecordedEvent[] = [];
  for (const { trace, log } of perTrace.flat()) {
    const block = Number(log.blockNumber);
    const { args, time } = trace.decode(log);
    let blockTime = blockTimes.get(block);
    if (blockTime === undefined && time === undefined) {
      blockTime = (await chain.block(block)).timestamp;
      blockTimes.set(block, blockTime);
    }
    events.push({
      kind: "log",
      name: trace.name,
      time: time ?? blockTime ?? 0,
      block,
      logIndex: Number(log.logIndex),
      transaction: log.transactionHash,
      contract: trace.address,
      args,
    });
  }
  return events.sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
}
