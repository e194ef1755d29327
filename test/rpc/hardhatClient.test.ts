import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { temporaryForkCache } from "../../src/chain/fork/temporaryForkCache.ts";
import type { RpcProvider } from "../../src/chain/rpc.ts";
import { openRelay, type Relay, type RelaySource } from "../../src/rpc/openRelay.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { startMisbehavingServer } from "../support/misbehavingServer.ts";
import { serveChain } from "../support/servedChain.ts";

const { default: hre } = await import("hardhat");
const account = "0x00000000000000000000000000000000000a11ce";
// Not mainnet's chain id: of that chain Hardhat knows that block 40 is of another hardfork.
const chainId = 31_337;
// The code returns what lies in slot 5.
const chain = await serveChain(account, "0x60055460005260206000f3", chainId);
const upstream = await startMisbehavingServer(chain.url);
after(async () => {
  await upstream.close();
});
const { folder } = temporaryFolder();
const file = join(folder, "hardhat.rpc");

/** What a Hardhat chain reads that forks from a relay. */
async function fork<T>(source: RelaySource, use: (ask: Ask, relay: Relay) => Promise<T>): Promise<T> {
  const relay = await openRelay({ source, chainId, block: 40, patience: { attempts: 1 } });
  // Hardhat keeps what a host and port has answered; a port may have been another relay's before.
  const cache = await temporaryForkCache(hre.hooks, relay.url);
  const connection = await cache.connect(
    async () =>
      await hre.network.create({
        network: "embedded",
        override: { chainId, forking: { url: relay.url, blockNumber: 40 } },
      }),
  );
  try {
    const provider: RpcProvider = connection.provider;
    return await use(async (method, params) => await provider.request({ method, params }), relay);
  } finally {
    await connection.close();
    await relay.close();
    cache.remove();
  }
}

type Ask = (method: string, params: unknown[]) => Promise<unknown>;

async function read(ask: Ask): Promise<unknown[]> {
  // A block of its own, whose rules it knows.
  await ask("evm_mine", []);
  return [
    await ask("eth_call", [{ to: account }, "latest"]),
    await ask("eth_getBalance", [account, "latest"]),
    await ask("eth_getStorageAt", [account, "0x5", "latest"]),
  ];
}

describe("a Hardhat chain that forks from a relay", () => {
  it("reads the same from the endpoint, while recording, and from the cassette", async () => {
    const seven = `0x${"7".padStart(64, "0")}`;
    const live = await fork({ kind: "endpoint", url: upstream.url }, read);
    assert.deepEqual(live, [seven, "0x1234", seven]);
    assert.deepEqual(await fork({ kind: "record", url: upstream.url, file }, read), live);
    assert.ok(existsSync(file));
    const before = upstream.requests.length;
    assert.deepEqual(await fork({ kind: "replay", file }, read), live);
    assert.equal(upstream.requests.length, before);
  });

  it("is told at once what a cassette lacks, whatever it makes of it", async () => {
    await fork({ kind: "replay", file }, async (ask, relay) => {
      await assert.rejects(ask("eth_getStorageAt", [account, "0x6", "latest"]));
      assert.equal(relay.failure?.code, "REQUEST_NOT_RECORDED");
      assert.match(relay.failure.message, /eth_getStorageAt for slot 0x6 of 0x0+a11ce at block 40/);
    });
  });
});
