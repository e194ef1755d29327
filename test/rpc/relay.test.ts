import assert from "node:assert/strict";
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
