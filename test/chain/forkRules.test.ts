import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hardforkAt } from "../../src/chain/fork/hardforkHistory.ts";
import { connectHardhat } from "../../src/chain/hardhatConnection.ts";
import { toQuantity } from "../../src/chain/rpc.ts";
import type { ChainConnection } from "../../src/chain/connection.ts";

/** Codes that return 32 bytes; each needs an instruction of its hardfork. */
const needs = {
  london: "0x4860005260206000f3",
  shanghai: "0x5f60005260206000f3",
  cancun: "0x4a60005260206000f3",
} as const;

interface Block {
  readonly number: number;
  readonly timestamp: number;
}

/** Serves a chain whose latest block is this one, and forks it there. */
async function withForkAt(block: Block, check: (fork: ChainConnection) => Promise<void>): Promise<void> {
  const { default: hre } = await import("hardhat");
  const reserved = block.number - 2;
  const initialDate = new Date((block.timestamp - reserved - 2) * 1_000);
  const hardfork = hardforkAt(block, 1, hre.config.chainDescriptors) ?? "none";
  const override = { initialDate, hardfork };
  const server = await hre.network.createServer({ network: "embedded", override }, "127.0.0.1");
  const { port } = await server.listen();
  const url = `http://127.0.0.1:${port}`;
  const ask = async (method: string, params: unknown[]): Promise<void> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  };
  try {
    await ask("hardhat_mine", [toQuantity(reserved)]);
    for (const back of [1, 0]) await ask("evm_mine", [toQuantity(block.timestamp - back)]);
    const fork = await connectHardhat({
      chainId: 1,
      hardfork,
      fork: { url, block: block.number, failure: () => undefined },
    });
    await check(fork);
    await fork.close();
  } finally {
    await server.close();
  }
}

async function runs({ provider }: ChainConnection, data: string, block: number): Promise<boolean> {
  try {
    await provider.request({ method: "eth_call", params: [{ data }, toQuantity(block)] });
    return true;
  } catch {
    return false;
  }
}

describe("the rules of a fork", () => {
  const year = (number: number): number => Date.UTC(number, 10, 11) / 1_000;
  const cases: readonly (readonly [string, Block, readonly boolean[]])[] = [
    ["of a stand-in with few blocks", { number: 40, timestamp: year(2021) }, [true, false, false]],
    [
      "of the first block with Keep3r V2",
      { number: 13_595_416, timestamp: year(2021) },
      [true, false, false],
    ],
    ["of a block of 2023", { number: 18_550_000, timestamp: year(2023) }, [true, true, false]],
    ["of a block of 2024", { number: 21_160_000, timestamp: year(2024) }, [true, true, true]],
  ];
  for (const [which, block, expected] of cases) {
    it(`${which} are that block's, on both sides of it`, async () => {
      await withForkAt(block, async (fork) => {
        const after = block.number + 1;
        await fork.provider.request({ method: "evm_mine", params: [toQuantity(block.timestamp + 1)] });
        for (const number of [block.number - 1, block.number, after]) {
          const outcome = [];
          for (const data of Object.values(needs)) outcome.push(await runs(fork, data, number));
          assert.deepEqual(outcome, expected, `block ${number}`);
        }
      });
    });
  }
});
