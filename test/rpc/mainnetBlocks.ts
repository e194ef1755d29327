import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { after } from "node:test";

/** A block of mainnet, as an endpoint gave it; see `test/reference/rpc/mainnet-blocks/README.md`. */
export interface MainnetBlock {
  readonly number: number;
  readonly hash: string;
  readonly hardfork: string;
  readonly block: Readonly<Record<string, unknown>> & {
    readonly timestamp: string;
    readonly baseFeePerGas: string;
    readonly transactions: readonly Readonly<Record<string, string>>[];
  };
}

const folder = new URL("../reference/rpc/mainnet-blocks/", import.meta.url);

/** All blocks, the oldest first. */
export const mainnetBlocks: readonly MainnetBlock[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as MainnetBlock)
  .sort((a, b) => a.number - b.number);

/** What a server of one block answers: the result of each method it knows. */
export type Answers = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

/** A server of one block, and what it was asked. */
export interface BlockServer {
  readonly url: string;
  readonly asked: readonly string[];
}

/**
 * Serves one block of mainnet over HTTP, until the tests of the file have ended: its header and transactions, and a
 * state without accounts except for what `answers` says.
 *
 * @param answers - instead of, or beside, what the block says
 */
export async function serveBlock(
  { number, hash, block }: MainnetBlock,
  answers: Answers = {},
): Promise<BlockServer> {
  const asked: string[] = [];
  const quantity = `0x${number.toString(16)}`;
  const shown = (full: unknown): unknown =>
    full === true
      ? block
      : { ...block, transactions: block.transactions.map((transaction) => transaction.hash) };
  const known: Answers = {
    eth_chainId: () => "0x1",
    net_version: () => "1",
    eth_blockNumber: () => quantity,
    eth_getBlockByNumber: ([asks, full]) => (asks === quantity || asks === "latest" ? shown(full) : null),
    eth_getBlockByHash: ([asks, full]) => (asks === hash ? shown(full) : null),
    eth_getTransactionByHash: ([asks]) => block.transactions.find((one) => one.hash === asks) ?? null,
    eth_getTransactionByBlockNumberAndIndex: ([, index]) => block.transactions[Number(index)] ?? null,
    eth_getBalance: () => "0x0",
    eth_getCode: () => "0x",
    eth_getStorageAt: () => `0x${"0".repeat(64)}`,
    eth_getTransactionCount: () => "0x0",
    ...answers,
  };
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const { id, method, params } = JSON.parse(text) as { id: unknown; method: string; params: unknown[] };
      asked.push(method);
      const answer = known[method];
      const body =
        answer === undefined
          ? { error: { code: -32601, message: `the method ${method} does not exist/is not available` } }
          : { result: answer(params) };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ jsonrpc: "2.0", id, ...body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
