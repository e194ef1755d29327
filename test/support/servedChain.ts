import { after } from "node:test";

/** A chain that another process could ask over HTTP, as it asks an endpoint. */
export interface ServedChain {
  readonly url: string;
  readonly request: (method: string, params?: unknown[]) => Promise<unknown>;
}

/**
 * Serves a chain with 40 blocks, 12 s apart, on 127.0.0.1, until the tests of the file have ended.
 *
 * @param code - put at `account`, in block 40
 */
export async function serveChain(account: string, code: string, chainId = 1): Promise<ServedChain> {
  const { default: hre } = await import("hardhat");
  const server = await hre.network.createServer(
    { network: "embedded", override: { chainId, initialDate: new Date("2021-11-11T11:11:11Z") } },
    "127.0.0.1",
  );
  const { port } = await server.listen();
  after(async () => {
    await server.close();
  });
  const url = `http://127.0.0.1:${port}`;
  const request = async (method: string, params: unknown[] = []): Promise<unknown> => {
    const { result, error } = await askRaw(url, { jsonrpc: "2.0", id: 1, method, params });
    if (error !== undefined) throw new Error(error.message);
    return result;
  };
  const { timestamp } = (await request("eth_getBlockByNumber", ["latest", false])) as { timestamp: string };
  await request("hardhat_setBalance", [account, "0x1234"]);
  await request("hardhat_setCode", [account, code]);
  await request("hardhat_setStorageAt", [account, "0x5", `0x${"7".padStart(64, "0")}`]);
  for (let block = 1; block <= 40; block += 1) await request("evm_mine", [Number(timestamp) + 12 * block]);
  return { url, request };
}

/** A JSON-RPC response, as far as tests look. */
export interface RawResponse {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Posts anything as JSON, and reads the JSON that comes back. */
export async function askRaw(url: string, body: unknown): Promise<RawResponse> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return (await response.json()) as RawResponse;
}

/** Asks one request, and returns the whole response. */
export async function ask(url: string, method: string, params: unknown[] = []): Promise<RawResponse> {
  return await askRaw(url, { jsonrpc: "2.0", id: 1, method, params });
}
