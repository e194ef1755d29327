import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { after, describe, it } from "node:test";
import { openRelay, type RelaySource } from "../../src/rpc/openRelay.ts";
import { startMisbehavingServer } from "../support/misbehavingServer.ts";
import { ask, askRaw, serveChain } from "../support/servedChain.ts";

const account = "0x00000000000000000000000000000000000a11ce";
const chain = await serveChain(account, "0x60006000fd");
const upstream = await startMisbehavingServer(chain.url);
after(async () => {
  await upstream.close();
});
const source: RelaySource = { kind: "endpoint", url: upstream.url };

describe("openRelay, to an endpoint", () => {
  it("answers as the endpoint does", async () => {
    const relay = await openRelay({ source, chainId: 1, block: 40 });
    for (const [method, params] of [
      ["eth_chainId", []],
      ["eth_blockNumber", []],
      ["eth_getBalance", [account, "0x28"]],
      ["eth_getCode", [account, "latest"]],
      ["eth_getStorageAt", [account, "0x5", "0x28"]],
      ["eth_getBlockByNumber", ["0x1", true]],
      ["eth_getLogs", [{ fromBlock: "0x0", toBlock: "0x28" }]],
      ["eth_getTransactionReceipt", [`0x${"12".repeat(32)}`]],
    ] as const) {
      const expected = await ask(chain.url, method, [...params]);
      assert.deepEqual(await ask(relay.url, method, [...params]), expected, method);
    }
    assert.equal(relay.failure, undefined);
    await relay.close();
    await assert.rejects(ask(relay.url, "eth_chainId"), /fetch failed/);
  });

  it("tells the block that a fork starts from", async () => {
    const relay = await openRelay({ source, block: 40 });
    const block = (await chain.request("eth_getBlockByNumber", ["0x28", false])) as Record<string, string>;
    assert.deepEqual(relay.block, {
      number: 40,
      hash: block.hash,
      timestamp: Number(block.timestamp),
      baseFee: BigInt(block.baseFeePerGas ?? ""),
    });
    assert.equal(relay.host, "127.0.0.1");
    await relay.close();
  });

  it("answers batches in their order, and what is wrong in them one by one", async () => {
    const relay = await openRelay({ source });
    const answers = await askRaw(relay.url, [
      { jsonrpc: "2.0", id: "a", method: "eth_getBalance", params: [account, "0x28"] },
      { jsonrpc: "2.0", id: 2, method: "eth_sendRawTransaction", params: ["0x"] },
      { jsonrpc: "2.0", method: "eth_chainId" },
      { jsonrpc: "2.0", id: 3, method: "eth_chainId" },
      "nonsense",
    ]);
    assert.deepEqual(
      (answers as unknown as { id: unknown; result?: unknown; error?: { code: number } }[]).map(
        ({ id, result, error }) => [id, result ?? error?.code],
      ),
      [
        ["a", "0x1234"],
        [2, -32000],
        [3, "0x1"],
        [null, -32600],
      ],
    );
    assert.equal((await askRaw(relay.url, "{")).error?.code, -32700);
    assert.equal((await askRaw(relay.url, "[]")).error?.code, -32600);
    await relay.close();
  });

  it("asks once what is asked twice at a time", async () => {
    const relay = await openRelay({ source });
    const before = upstream.requests.length;
    const twice = [account, account.toUpperCase().replace("0X", "0x")].map(async (address) =>
      ask(relay.url, "eth_getBalance", [address, "0x28"]),
    );
    assert.deepEqual(
      (await Promise.all(twice)).map(({ result }) => result),
      ["0x1234", "0x1234"],
    );
    assert.equal(upstream.requests.length, before + 1);
    await relay.close();
  });

  it("passes on what reads alone", async () => {
    const relay = await openRelay({ source });
    for (const [method, reason] of [
      ["eth_sendRawTransaction", /it sends or signs/],
      ["eth_newFilter", /eth_getLogs reads the same/],
      ["eth_subscribe", /a subscription/],
      ["evm_mine", /not known to only read/],
    ] as const) {
      const { error } = await ask(relay.url, method);
      assert.match(error?.message ?? "", reason);
    }
    assert.equal(relay.failure?.code, "REQUEST_REFUSED");
    await relay.close();
  });

  it("listens on this machine alone, and on another address only with a warning", async () => {
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const local = await openRelay({ source });
    assert.match(local.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const open = await openRelay({ source, hostname: "0.0.0.0" });
    assert.match(
      (await warned).message,
      /^The relay listens on 0\.0\.0\.0: whoever reaches that address asks with the endpoint's key/,
    );
    assert.equal(await statusFor(open.url, { host: "relay.example" }), 200);
    assert.equal(await statusFor(open.url, { origin: "http://relay.example" }), 403);
    await open.close();
    await local.close();
    await assert.rejects(openRelay({ source, hostname: "192.0.2.1" }), {
      code: "RELAY",
      message: /could not listen on port 0 of 192\.0\.2\.1/,
    });
  });

  it("does not answer web pages, whatever name they have for this machine", async () => {
    const relay = await openRelay({ source });
    const { port } = new URL(relay.url);
    const before = upstream.requests.length;
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: relay.url },
      { "sec-fetch-site": "cross-site" },
      { host: "evil.example" },
      { host: `evil.example:${port}` },
      { host: "127.0.0.1.evil.example" },
      { host: "0.0.0.0" },
      { host: "localhost.evil.example" },
      { host: "192.168.1.7" },
    ]) {
      assert.equal(await statusFor(relay.url, headers), 403, JSON.stringify(headers));
    }
    const preflight = await statusFor(relay.url, { origin: "https://evil.example" }, "OPTIONS");
    assert.equal(preflight, 403);
    assert.equal(upstream.requests.length, before);
    for (const host of [`127.0.0.1:${port}`, "localhost", "LOCALHOST:1", "[::1]:8545", "chain.localhost"]) {
      assert.equal(await statusFor(relay.url, { host }), 200, host);
    }
    await relay.close();
  });

  it("refuses an id that JSON-RPC does not have, however deep", async () => {
    const relay = await openRelay({ source });
    const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
    for (const id of [deep, "{}", "true", "[1]"]) {
      const answer = await askRaw(relay.url, `{"jsonrpc":"2.0","id":${id},"method":"eth_chainId"}`);
      assert.deepEqual([answer.id, answer.error?.code], [null, -32600]);
    }
    const big = "123456789012345678901";
    const response = await fetch(relay.url, { method: "POST", body: `{"id":${big},"method":"eth_chainId"}` });
    assert.equal(await response.text(), `{"jsonrpc":"2.0","id":${big},"result":"0x1"}`);
    await relay.close();
  });

  it("refuses an address that is none, without repeating it, and a port that is taken", async () => {
    await assert.rejects(
      openRelay({ source: { kind: "endpoint", url: "mainnet/secret-key" } }),
      (error: Error) => {
        assert.equal((error as Error & { code: string }).code, "INVALID_ENDPOINT");
        assert.doesNotMatch(error.message, /secret-key/);
        return true;
      },
    );
    const relay = await openRelay({ source });
    const port = Number(new URL(relay.url).port);
    await assert.rejects(openRelay({ source, port }), { code: "RELAY" });
    for (const wrong of [{ block: Number.NaN }, { block: -1 }, { chainId: 1.5 }, { port: 65_536 }]) {
      await assert.rejects(openRelay({ source, ...wrong }), { code: "INVALID_ARGUMENTS" });
    }
    await relay.close();
  });
});

/** The status of a request for the chain's id with these headers, and that no header invites web pages. */
async function statusFor(
  url: string,
  headers: Readonly<Record<string, string>>,
  method = "POST",
): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, setHost: headers.host === undefined }, (response) => {
      response.resume();
      const allowed = Object.keys(response.headers).filter((name) => name.startsWith("access-control"));
      if (allowed.length > 0) reject(new Error(`it sent ${allowed.join()}`));
      resolve(response.statusCode);
    });
    request.once("error", reject);
    request.end('{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}');
  });
}
