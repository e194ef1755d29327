import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { openRelay, type Relay } from "../../src/rpc/openRelay.ts";
import { readCassette } from "../../src/rpc/readCassette.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { accountOf } from "../support/accountOf.ts";
import { startMisbehavingServer } from "../support/misbehavingServer.ts";
import { ask, serveChain } from "../support/servedChain.ts";

const chain = await serveChain(accountOf(0), "0x00");
const upstream = await startMisbehavingServer(chain.url);
after(async () => {
  await upstream.close();
});
const { folder } = temporaryFolder();
const script = fileURLToPath(new URL("recordUntilKilled.ts", import.meta.url));
const forgetful = fileURLToPath(new URL("openAndForget.ts", import.meta.url));

async function record(file: string): Promise<Relay> {
  return await openRelay({ source: { kind: "record", url: upstream.url, file }, chainId: 1, block: 40 });
}

/** Runs the script until it has answered so often, kills it, and tells which accounts it has answered. */
async function recordAndKill(file: string, first: number, answers: number): Promise<readonly number[]> {
  const child = spawn(process.execPath, [script, upstream.url, file, String(first)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (stdout.split("\n").length > answers) child.kill("SIGKILL");
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  assert.deepEqual([code, signal], [null, "SIGKILL"], stderr);
  return stdout.split("\n").slice(0, -1).map(Number);
}

describe("recording in a process that is killed", () => {
  it("loses no answer that was given, and leaves the earlier cassette whole", async () => {
    const file = join(folder, "killed", "credits.rpc");
    const answered = new Set<number>();
    // Where it is killed is left to chance, around these numbers of answers: between, within and right after saving.
    for (const [run, answers] of [1, 5, 7, 8, 14, 29].entries()) {
      for (const index of await recordAndKill(file, run * 1000, answers)) answered.add(index);
      const saved = await readCassette(file);
      assert.ok(saved !== undefined || run < 2, "a cassette that was saved once stays there");
    }
    const relay = await record(file);
    const before = upstream.requests.length;
    for (const index of answered) {
      assert.match(
        String((await ask(relay.url, "eth_getBalance", [accountOf(index), "0x28"])).result),
        /^0x/,
      );
    }
    assert.equal(upstream.requests.length, before, "all answers are kept");
    await relay.close();
    assert.ok(((await readCassette(file))?.answers.size ?? 0) >= answered.size + 2);
    assert.deepEqual(readdirSync(join(file, "..")), ["credits.rpc"]);
  });

  it("lets a process end that does not close its relay, and keeps what it was answered", async () => {
    const file = join(folder, "forgotten", "credits.rpc");
    const child = spawn(process.execPath, [forgetful, upstream.url, file], { stdio: "inherit" });
    assert.deepEqual(await once(child, "close"), [0, null]);
    await (await record(file)).close();
    assert.equal((await readCassette(file))?.answers.size, 3);
  });

  it("goes on after a line that was not written to its end", async () => {
    const file = join(folder, "torn", "credits.rpc");
    await recordAndKill(file, 0, 3);
    const part = `${file}.part`;
    const whole = readFileSync(part);
    const secondLast = whole.lastIndexOf("\n", whole.length - 2);
    truncateSync(part, secondLast + 20);
    const relay = await record(file);
    for (const index of [0, 1, 2, 3, 4]) await ask(relay.url, "eth_getBalance", [accountOf(index), "0x28"]);
    assert.match(readFileSync(part, "utf8"), /^(\S+( \S+)?\t?\{?.*\}\n)+$/);
    await relay.close();
    const { answers } = (await readCassette(file)) ?? assert.fail();
    for (const [key, text] of answers) assert.doesNotThrow(() => JSON.parse(text) as unknown, key);
  });

  it("refuses the rest of another run, and a rest that is damaged", async () => {
    const file = join(folder, "rest", "credits.rpc");
    await recordAndKill(file, 0, 2);
    const rest = readFileSync(`${file}.part`, "utf8");
    await (await record(file)).close();
    for (const [content, code, message] of [
      [
        rest.replace('"chainId":1,', '"chainId":5,'),
        "CASSETTE_MISMATCH",
        /is of chain 1; rest\/credits.rpc.part beside it is of chain 5/,
      ],
      [
        rest.replace("rpc-recording-part", "something"),
        "CASSETTE_FORMAT",
        /its first line is not the header/,
      ],
      [rest.replace('{"result"', '{"resu'), "CASSETTE_FORMAT", /line 2 of it is not an answer/],
    ] as const) {
      writeFileSync(`${file}.part`, content);
      await assert.rejects(record(file), { code, message });
      assert.equal(readFileSync(`${file}.part`, "utf8"), content);
      assert.ok(!existsSync(`${file}.lock`));
    }
  });

  it("takes over the lock of a dead process, and none of a living one", async () => {
    const file = join(folder, "lock", "credits.rpc");
    await recordAndKill(file, 0, 1);
    assert.ok(existsSync(`${file}.lock`), "left by the process that was killed");
    const relay = await record(file);
    await assert.rejects(record(file), {
      code: "CASSETTE_IN_USE",
      message: new RegExp(`^Process ${process.pid} is adding to lock/credits\\.rpc\\.`),
    });
    await relay.close();
    assert.ok(!existsSync(`${file}.lock`));
    mkdirSync(join(file, ".."), { recursive: true });
    appendFileSync(`${file}.lock`, "");
    await (await record(file)).close();
  });

  it("lets one of several processes record that start at once, after one that died", async () => {
    const file = join(folder, "race", "credits.rpc");
    await recordAndKill(file, 0, 1);
    const children = [1, 2, 3, 4].map((run) =>
      spawn(process.execPath, [script, upstream.url, file, String(run * 1000)], {
        stdio: ["ignore", "ignore", "pipe"],
      }),
    );
    let refused = 0;
    const ends = children.map(async (child) => {
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      const [code] = (await once(child, "close")) as [number | null];
      if (code !== null) {
        assert.match(stderr, /CASSETTE_IN_USE/);
        refused += 1;
      }
      // All but one have ended: that one records, until it is killed.
      if (refused === children.length - 1) for (const other of children) other.kill("SIGKILL");
    });
    await Promise.all(ends);
    assert.equal(refused, children.length - 1);
    await (await record(file)).close();
    assert.deepEqual(readdirSync(join(file, "..")), ["credits.rpc"]);
  });
});
