import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { hardforkAt } from "../../src/chain/fork/hardforkHistory.ts";
import { connectHardhat } from "../../src/chain/hardhatConnection.ts";
import { openRelay, type RelaySource } from "../../src/rpc/openRelay.ts";
import { ask } from "../support/servedChain.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type Answers, type MainnetBlock, mainnetBlocks, serveBlock } from "./mainnetBlocks.ts";

const { folder } = temporaryFolder();
const account = "0x00000000000000000000000000000000000a11ce";
const code = "0x4360005260206000f3"; // returns the block's number
const state: Answers = {
  eth_getBalance: ([address]) => (address === account ? "0x1234" : "0x0"),
  eth_getCode: ([address]) => (address === account ? code : "0x"),
};

/** What a chain says that forks the block from a relay: the block, and one of its own after it. */
async function fork({ number, block }: MainnetBlock, source: RelaySource): Promise<readonly unknown[]> {
  const relay = await openRelay({ source, chainId: 1, block: number, patience: { attempts: 1 } });
  const { timestamp, baseFee } = relay.block ?? assert.fail("the relay is for a block");
  assert.deepEqual([timestamp, baseFee], [Number(block.timestamp), BigInt(block.baseFeePerGas)]);
  try {
    const hardfork = hardforkAt({ number, timestamp }, 1);
    const connection = await connectHardhat({
      chainId: 1,
      baseFee,
      blockInterval: 12,
      hardfork,
      fork: { url: relay.url, block: number, failure: () => relay.failure },
    });
    try {
      const read = async (method: string, ...params: unknown[]): Promise<unknown> =>
        await connection.provider.request({ method, params });
      const forked = await read("eth_getBlockByNumber", `0x${number.toString(16)}`, true);
      await read("evm_mine");
      const { baseFeePerGas } = (await read("eth_getBlockByNumber", "latest", false)) as {
        baseFeePerGas: string;
      };
      return [
        forked,
        await read("net_version"),
        await read("eth_getBalance", account, "latest"),
        await read("eth_call", { to: account }, "latest"),
        BigInt(baseFeePerGas),
      ];
    } finally {
      await connection.close();
    }
  } finally {
    await relay.close();
    assert.equal(relay.failure, undefined);
  }
}

describe("a block of mainnet", () => {
  for (const mainnetBlock of mainnetBlocks) {
    const { number, hash, hardfork, block } = mainnetBlock;
    it(`is forked, recorded and replayed: ${number}, ${hardfork}`, async () => {
      assert.equal(hardforkAt({ number, timestamp: Number(block.timestamp) }, 1), hardfork);
      const server = await serveBlock(mainnetBlock, state);
      const file = join(folder, `${number}.rpc`);
      const recorded = await fork(mainnetBlock, { kind: "record", url: server.url, file });
      const [forked, version, balance, returned, baseFee] = recorded;
      const { transactions, ...header } = forked as MainnetBlock["block"];
      assert.equal(header.hash, hash);
      assert.equal(header.stateRoot, block.stateRoot);
      assert.equal(header.baseFeePerGas, block.baseFeePerGas);
      assert.equal(header.withdrawalsRoot, block.withdrawalsRoot);
      assert.equal(header.excessBlobGas, block.excessBlobGas);
      assert.equal(header.requestsHash, block.requestsHash);
      assert.deepEqual(
        transactions.map((one) => [one.hash, one.type]),
        block.transactions.map((one) => [one.hash, one.type]),
      );
      assert.deepEqual([version, balance], ["1", "0x1234"]);
      assert.equal(BigInt(String(returned)), BigInt(number + 1));
      assert.equal(baseFee, BigInt(block.baseFeePerGas));

      const { length } = server.asked;
      assert.deepEqual(await fork(mainnetBlock, { kind: "replay", file }), recorded);
      assert.equal(server.asked.length, length, "a replay asks for nothing");
    });
  }

  it("is the same however its node writes numbers, orders fields or adds some", async () => {
    const one = mainnetBlocks[3] ?? assert.fail();
    const { number, block } = one;
    const reordered = Object.fromEntries(Object.entries(block).reverse());
    const written = {
      ...reordered,
      number,
      timestamp: String(Number(block.timestamp)),
      addedField: { nested: [1] },
    };
    const server = await serveBlock(one, {
      eth_chainId: () => 1,
      net_version: () => "0x1",
      eth_blockNumber: () => String(number),
      eth_getBlockByNumber: ([, full]) => ({
        ...written,
        hash: one.hash.toUpperCase().replace("0X", "0x"),
        transactions: full === true ? block.transactions : block.transactions.map(({ hash }) => hash),
      }),
      eth_getBalance: ([address]) => (address === account ? 0x1234 : "0"),
      eth_getTransactionCount: () => "0x00",
      eth_getStorageAt: () => "0x0",
      eth_getCode: state.eth_getCode ?? assert.fail(),
    });
    const file = join(folder, "written.rpc");
    const [, ...recorded] = await fork(one, { kind: "record", url: server.url, file });
    const [, ...replayed] = await fork(one, { kind: "replay", file });
    assert.deepEqual(replayed, recorded);
    const plain = await serveBlock(one, state);
    const [, ...usual] = await fork(one, { kind: "endpoint", url: plain.url });
    assert.deepEqual(recorded, usual);
    const relay = await openRelay({ source: { kind: "replay", file } });
    assert.equal((await ask(relay.url, "net_version")).result, "0x1", "an answer stays as it came");
    assert.equal(relay.block?.hash, one.hash);
    await relay.close();
  });

  it("whose state is gone is not read as empty, where its node answers 0x instead", async () => {
    const one = mainnetBlocks[0] ?? assert.fail();
    const quantity = `0x${one.number.toString(16)}`;
    const call = [{ to: account, data: "0x18160ddd" }, quantity];
    const nonces = new Map(one.block.transactions.map(({ from, nonce }) => [from, Number(nonce) + 1]));
    for (const [eth_getTransactionCount, expected] of [
      [() => "0x0", "PRUNED_STATE"],
      [([from]) => `0x${(nonces.get(String(from)) ?? 0).toString(16)}`, undefined],
    ] as const satisfies [Answers[string], string | undefined][]) {
      const server = await serveBlock(one, { eth_call: () => "0x", eth_getTransactionCount });
      const relay = await openRelay({
        source: { kind: "endpoint", url: server.url },
        patience: { attempts: 5 },
      });
      const { result } = await ask(relay.url, "eth_call", call);
      assert.equal(relay.failure?.code, expected, relay.failure?.message);
      assert.equal(result, expected === undefined ? "0x" : undefined);
      assert.equal(server.asked.filter((method) => method === "eth_call").length, 1);
      await relay.close();
    }
  });
});
