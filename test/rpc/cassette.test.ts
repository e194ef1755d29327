import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { openRelay, type Relay } from "../../src/rpc/openRelay.ts";
import { readCassette } from "../../src/rpc/readCassette.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { misbehaviours, startMisbehavingServer } from "../support/misbehavingServer.ts";
import { ask, serveChain } from "../support/servedChain.ts";

const account = "0x00000000000000000000000000000000000a11ce";
const other = "0x0000000000000000000000000000000000000b0b";
const chain = await serveChain(account, "0x60006000fd");
const upstream = await startMisbehavingServer(chain.url);
after(async () => {
  await upstream.close();
});
const { folder } = temporaryFolder();
let files = 0;
const newFile = (): string => join(folder, `run-${++files}`, "credits.rpc");

async function record(file: string, block: number | "any" = 40): Promise<Relay> {
  const source = { kind: "record", url: upstream.url, file } as const;
  return await openRelay({ source, chainId: 1, ...(block === "any" ? {} : { block }) });
}

/** What a run asks, in an order of its own. */
const questions: readonly (readonly [method: string, params: unknown[]])[] = [
  ["eth_chainId", []],
  ["eth_gasPrice", []],
  ["eth_getBalance", [account, "0x28"]],
  ["eth_getBalance", [other, "0x28"]],
  ["eth_getCode", [account, "0x28"]],
  ["eth_getStorageAt", [account, "0x5", "0x28"]],
  ["eth_getBlockByNumber", ["0x28", false]],
  ["eth_call", [{ to: account, data: "0x" }, "0x28"]],
  ["eth_getTransactionReceipt", [`0x${"12".repeat(32)}`]],
];

async function askAll(url: string, list = questions): Promise<unknown[]> {
  return await Promise.all(list.map(async ([method, params]) => await ask(url, method, params)));
}

describe("a cassette", () => {
  it("gives the same answers without the endpoint, reverts and nothing included", async () => {
    const file = newFile();
    const recorder = await record(file);
    const answers = await askAll(recorder.url);
    assert.match(JSON.stringify(answers[7]), /"error":.*revert/);
    await recorder.close();
    const before = upstream.requests.length;
    const relay = await openRelay({ source: { kind: "replay", file }, chainId: 1, block: 40 });
    assert.deepEqual(await askAll(relay.url), answers);
    assert.equal(upstream.requests.length, before);
    assert.deepEqual(relay.block, recorder.block);
    assert.equal(relay.host, "127.0.0.1");
    assert.equal(relay.failure, undefined);
    await relay.close();
  });

  it("is the same file when the same run is recorded again, in whatever order", async () => {
    const [first, second] = [newFile(), newFile()];
    for (const [file, list] of [
      [first, questions],
      [second, [...questions].reverse()],
    ] as const) {
      const relay = await record(file);
      for (const question of list) await askAll(relay.url, [question]);
      await relay.close();
    }
    assert.ok(readFileSync(first).equals(readFileSync(second)));
  });

  it("stops at what it does not hold, and says what was asked and how to record it", async () => {
    const file = newFile();
    const recorder = await record(file);
    await recorder.close();
    const relay = await openRelay({ source: { kind: "replay", file } });
    for (const [method, params, said] of [
      [
        "eth_getStorageAt",
        [account, "0x05", "0x28"],
        `eth_getStorageAt for slot 0x05 of ${account} at block 40`,
      ],
      ["eth_getBalance", [account, "latest"], `eth_getBalance for ${account} at the latest block`],
      ["eth_getBlockByNumber", ["0x29", true], "eth_getBlockByNumber for block 41"],
      [
        "eth_call",
        [{ to: account, data: "0x70a08231ff" }, "0x28"],
        `eth_call to ${account} with 0x70a08231 at block 40`,
      ],
      ["eth_getLogs", [{ fromBlock: "0x1", toBlock: "0x2" }], "eth_getLogs from block 1 to block 2"],
    ] as const) {
      const { result, error } = await ask(relay.url, method, [...params]);
      assert.equal(result, undefined);
      assert.ok(error?.message.includes(`credits.rpc holds no answer to ${said}.`), error?.message);
    }
    assert.equal(relay.failure?.code, "REQUEST_NOT_RECORDED");
    assert.match(
      relay.failure.message,
      /slot 0x05[^]*SIMULATION_CHAIN=fork SIMULATION_RECORD=credits npm start, or npx hardhat rpc record credits/,
    );
    await relay.close();
  });

  it("goes on where it ended, and asks for nothing that it holds", async () => {
    const [file, whole] = [newFile(), newFile()];
    const first = await record(file);
    await askAll(first.url, questions.slice(0, 4));
    await first.close();
    const second = await record(file);
    const before = upstream.requests.length;
    await askAll(second.url);
    assert.deepEqual(
      upstream.requests
        .slice(before)
        .map(({ method }) => method)
        .sort(),
      ["eth_call", "eth_getCode", "eth_getStorageAt", "eth_getTransactionReceipt"],
    );
    await second.close();
    const atOnce = await record(whole);
    await askAll(atOnce.url);
    await atOnce.close();
    assert.ok(readFileSync(file).equals(readFileSync(whole)));
    assert.deepEqual(readdirSync(join(file, "..")), ["credits.rpc"]);
  });

  it("has a header that a person can read, without port, path and key", async () => {
    const file = newFile();
    const source = {
      kind: "record",
      url: `${upstream.url}/v2/key-of-a-person?token=another-key`,
      file,
    } as const;
    const relay = await openRelay({ source, block: 40 });
    await relay.close();
    const [line = ""] = readFileSync(file, "latin1").split("\n");
    const { digest, block, kit, ...rest } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual(rest, { format: "rpc-recording/1", chainId: 1, host: "127.0.0.1", answers: 2 });
    assert.match(String(digest), /^[0-9a-f]{64}$/);
    assert.match(String(kit), /^\d+\.\d+\.\d+/);
    assert.equal((block as { number: number }).number, 40);
    assert.doesNotMatch(readFileSync(file, "latin1"), /key|token/);
  });

  it("gives its block as the latest, whatever the endpoint's is", async () => {
    const relay = await record(newFile());
    upstream.misbehave([misbehaviours.result("0x30")]);
    assert.equal((await ask(relay.url, "eth_blockNumber")).result, "0x28");
    upstream.misbehave([]);
    await relay.close();
  });

  it("keeps the first answer to what changes, such as the gas price", async () => {
    const file = newFile();
    const relay = await record(file);
    upstream.misbehave([misbehaviours.result("0x30"), misbehaviours.result("0x31")]);
    const answers = [await ask(relay.url, "eth_gasPrice"), await ask(relay.url, "eth_gasPrice")];
    upstream.misbehave([]);
    assert.deepEqual(
      answers.map(({ result }) => result),
      ["0x30", "0x30"],
    );
    await relay.close();
  });

  it("does not keep an endpoint's errors", async () => {
    const file = newFile();
    const relay = await record(file);
    upstream.misbehave([misbehaviours.error(-32602, "invalid argument")]);
    assert.match(
      (await ask(relay.url, "eth_getCode", [account, "0x28"])).error?.message ?? "",
      /invalid argument/,
    );
    assert.equal((await ask(relay.url, "eth_getCode", [account, "0x28"])).result, "0x60006000fd");
    await relay.close();
    assert.equal((await readCassette(file))?.answers.size, 3);
  });

  it("keeps numbers as they were written, however large", async () => {
    const file = newFile();
    const text = '{"big":123456789012345678901234567890,"small":1.50,"list":[1e2,-0]}';
    const relay = await record(file);
    upstream.misbehave((request) =>
      misbehaviours.text(`{"jsonrpc":"2.0","id":${String(request.id)},"result":${text}}`),
    );
    const raw = async (url: string): Promise<string> =>
      await (
        await fetch(url, { method: "POST", body: '{"id":1,"method":"trace_block","params":["0x1"]}' })
      ).text();
    const recorded = await raw(relay.url);
    upstream.misbehave([]);
    await relay.close();
    const replay = await openRelay({ source: { kind: "replay", file } });
    assert.equal(recorded, `{"jsonrpc":"2.0","id":1,"result":${text}}`);
    assert.equal(await raw(replay.url), recorded);
    await replay.close();
  });

  it("is refused for another chain or block than it was made for, with both values", async () => {
    const file = newFile();
    await (await record(file)).close();
    const bytes = readFileSync(file);
    const replay = { kind: "replay", file } as const;
    const code = "CASSETTE_MISMATCH";
    await assert.rejects(openRelay({ source: replay, chainId: 5 }), {
      code,
      message: /is of chain 1; asked for was chain 5/,
    });
    await assert.rejects(openRelay({ source: replay, block: 39 }), {
      code,
      message: /is of block 40; asked for was block 39/,
    });
    await assert.rejects(record(file, 39), { code, message: /block 40; asked for was block 39/ });
    const another = `0x${"ab".repeat(32)}`;
    upstream.misbehave(({ method, id }) =>
      method === "eth_getBlockByNumber"
        ? misbehaviours.text(
            JSON.stringify({ id, result: { number: "0x28", hash: another, timestamp: "0x1" } }),
          )
        : undefined,
    );
    await assert.rejects(record(file), (error: Error & { code: string }) => {
      assert.equal(error.code, code);
      assert.match(
        error.message,
        new RegExp(`block 40, hash 0x[0-9a-f]{64}; 127.0.0.1 serves block 40, hash ${another}`),
      );
      return true;
    });
    upstream.misbehave(({ method, id }) =>
      method === "eth_chainId" ? misbehaviours.text(JSON.stringify({ id, result: "0x5" })) : undefined,
    );
    await assert.rejects(openRelay({ source: { kind: "record", url: upstream.url, file } }), {
      code,
      message: /is of chain 1; 127.0.0.1 serves chain 5/,
    });
    upstream.misbehave([]);
    assert.ok(readFileSync(file).equals(bytes), "the cassette is untouched");
    assert.ok(!existsSync(`${file}.lock`));
  });

  it("without a block in particular is not taken for one of a block", async () => {
    const file = newFile();
    const relay = await record(file, "any");
    assert.equal(relay.block, undefined);
    await relay.close();
    await assert.rejects(record(file, 40), {
      message: /of block none in particular; asked for was block 40/,
    });
    const again = await openRelay({ source: { kind: "replay", file } });
    assert.equal(again.block, undefined);
    await again.close();
  });

  it("is read again where a block was pinned, by who asks for none", async () => {
    const file = newFile();
    const first = await record(file);
    await first.close();
    const again = await record(file, "any");
    assert.deepEqual(again.block, first.block);
    await again.close();
  });

  it("that is not there is missed by name", async () => {
    const file = newFile();
    await assert.rejects(openRelay({ source: { kind: "replay", file } }), {
      code: "CASSETTE_MISSING",
      message:
        /There is no run-\d+\/credits.rpc\.\nMake it with SIMULATION_CHAIN=fork SIMULATION_RECORD=credits/,
    });
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(`${file}.part`, "");
    await assert.rejects(openRelay({ source: { kind: "replay", file } }), {
      message: /only the rest of a run/,
    });
  });

  it("that cannot be written fails the request, and not in silence", async () => {
    const file = newFile();
    const relay = await record(file);
    await relay.save();
    mkdirSync(`${file}.part`);
    const { result, error } = await ask(relay.url, "eth_getCode", [account, "0x28"]);
    assert.equal(result, undefined);
    assert.match(error?.message ?? "", /credits\.rpc\.part cannot be written \(E\w+\)/);
    assert.equal(relay.failure?.code, "CASSETTE_WRITE");
    rmdirSync(`${file}.part`);
    assert.equal((await ask(relay.url, "eth_getCode", [account, "0x28"])).result, "0x60006000fd");
    await relay.close();
    assert.equal((await readCassette(file))?.answers.size, 3);
  });

  it("can be saved while it goes on", async () => {
    const file = newFile();
    const relay = await record(file);
    await askAll(relay.url, questions.slice(2, 3));
    await Promise.all([relay.save(), askAll(relay.url, questions.slice(3, 6)), relay.save()]);
    await relay.save();
    assert.deepEqual(readdirSync(join(file, "..")).sort(), ["credits.rpc", "credits.rpc.lock"]);
    assert.equal((await readCassette(file))?.answers.size, 6);
    await askAll(relay.url);
    assert.ok(existsSync(`${file}.part`));
    await relay.close();
    assert.equal((await readCassette(file))?.answers.size, questions.length);
    assert.deepEqual(readdirSync(join(file, "..")), ["credits.rpc"]);
  });
});
