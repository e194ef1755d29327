import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { misbehaviours, startMisbehavingServer } from "../support/misbehavingServer.ts";
import { ask, serveChain } from "../support/servedChain.ts";
import { hardhat, repository } from "../support/hardhatProcess.ts";

const account = "0x00000000000000000000000000000000000a11ce";
const chain = await serveChain(account, "0x60006000fd");
const upstream = await startMisbehavingServer(chain.url);
const key = "k3y-0f-a-person";
const endpoint = `${upstream.url}/v2/${key}`;
const headers = JSON.stringify({ "x-api-key": key });
// The tasks work on the project itself; no two runs of this test get in each other's way.
const name = `test-rpc-${process.pid}`;
const file = join(repository, "forks", `${name}.rpc`);
after(async () => {
  await upstream.close();
  for (const ending of ["", ".part", ".lock"]) rmSync(`${file}${ending}`, { force: true });
});

interface Task {
  /** Resolves when the task has written this to stdout, with what the parentheses match. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly interrupt: () => void;
  readonly end: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

function rpc(options: readonly string[], environment: Readonly<Record<string, string>> = {}): Task {
  const child = spawn(process.execPath, [hardhat, "rpc", ...options], {
    cwd: repository,
    env: { ...process.env, NO_COLOR: "1", MAINNET_HTTPS_URL: "", SIMULATION_FORK_BLOCK: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const end = new Promise<number | null>((resolve) => child.once("close", resolve)).then((code) => ({
    code,
    stdout,
    stderr,
  }));
  const says = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(stdout);
        if (match !== null) resolve(match[1] ?? "");
      };
      listeners.add(look);
      look();
      void end.then(() => {
        reject(new Error(`ended without ${String(pattern)}:\n${stdout}\n${stderr}`));
      });
    });
  return { says, interrupt: () => child.kill("SIGINT"), end };
}

const pointAt = /Point a client at (http:\/\/127\.0\.0\.1:\d+); end with Ctrl-C\./;

describe("hardhat rpc", () => {
  it("records, replays without the endpoint, and lists what was recorded", async () => {
    const recording = rpc(["record", name], {
      MAINNET_HTTPS_URL: endpoint,
      MAINNET_HTTPS_HEADERS: headers,
      SIMULATION_FORK_BLOCK: "40",
    });
    const url = await recording.says(pointAt);
    const questions = [
      ["eth_getBalance", [account, "0x28"]],
      ["eth_getCode", [account, "0x28"]],
      ["eth_getCode", [account, "0x27"]],
    ] as const;
    const answers = await Promise.all(questions.map(([method, params]) => ask(url, method, [...params])));
    assert.equal(answers[0]?.result, "0x1234");
    assert.equal(upstream.requests.at(-1)?.headers["x-api-key"], key);
    recording.interrupt();
    const recorded = await recording.end;
    assert.equal(recorded.code, 0, recorded.stderr);
    assert.match(
      recorded.stdout,
      /^Recording 127\.0\.0\.1 at block 40 \(0x[0-9a-f]{64}\): forks\/test-rpc-\d+\.rpc$/m,
    );
    assert.match(recorded.stdout, /^forks\/test-rpc-\d+\.rpc holds 5 answers\.$/m);

    const before = upstream.requests.length;
    const replaying = rpc(["replay", name, "--hostname", "localhost"]);
    const replayed = await replaying.says(/Point a client at (http:\/\/localhost:\d+);/);
    for (const [index, [method, params]] of questions.entries()) {
      assert.deepEqual(await ask(replayed, method, [...params]), answers[index]);
    }
    await ask(replayed, "eth_getStorageAt", [account, "0x9", "0x28"]);
    replaying.interrupt();
    const ended = await replaying.end;
    assert.equal(ended.code, 0);
    assert.match(
      ended.stderr,
      /met: RequestNotRecordedError: forks\/test-rpc-\d+\.rpc holds no answer to eth_getStorageAt for slot 0x9/,
    );
    assert.equal(upstream.requests.length, before);

    const inspected = await rpc(["inspect", name]).end;
    assert.equal(inspected.code, 0, inspected.stderr);
    assert.match(inspected.stdout, /^chain +1$/m);
    assert.match(inspected.stdout, /^block +40 \(0x[0-9a-f]{64}\)$/m);
    assert.match(inspected.stdout, /^block time +2021-11-11 11:19:\d\d UTC$/m);
    assert.match(inspected.stdout, /^endpoint +127\.0\.0\.1$/m);
    assert.match(inspected.stdout, /^answers +5, of which \d differ$/m);
    assert.match(inspected.stdout, /^digest +[0-9a-f]{64}, fits the content$/m);
    assert.match(inspected.stdout, /^2 +\d+ B +eth_getCode$/m);
    assert.match(inspected.stdout, /^The largest answers\n[\d.]+ k?B +eth_getBlockByNumber for block 40$/m);

    for (const text of [recorded, ended, inspected].map((one) => JSON.stringify(one)))
      assert.ok(!text.includes(key));
    assert.ok(!readFileSync(file, "latin1").includes(key));
  });

  it("says what is wrong, and not the key, where it cannot record", async () => {
    upstream.misbehave(() => misbehaviours.status(401, {}, endpoint));
    const ends = await Promise.all([
      rpc(["record", `${name}-no`], { MAINNET_HTTPS_URL: endpoint }).end,
      rpc(["record", `${name}-no`], { MAINNET_HTTPS_URL: `htp:/${key}` }).end,
      rpc(["record", "../elsewhere"], { MAINNET_HTTPS_URL: endpoint }).end,
    ]);
    upstream.misbehave([]);
    for (const [index, message] of [
      /^EndpointRefusedError: 127\.0\.0\.1 answered with HTTP 401, when asked eth_chainId\.$/m,
      /^InvalidEndpointError: The endpoint's address, \d+ characters that are not shown/m,
      /^InvalidArgumentsError: A cassette cannot be called "\.\.\/elsewhere"\.$/m,
    ].entries()) {
      assert.equal(ends[index]?.code, 1);
      assert.match(ends[index].stderr, message);
      assert.equal(ends[index].stdout, "");
    }
    assert.ok(!JSON.stringify(ends).includes(key));
    assert.ok(!existsSync(file.replace(".rpc", "-no.rpc")));
  });

  it("says what is wrong where there is nothing to replay or inspect", async () => {
    const ends = await Promise.all([
      rpc(["replay", "nothing-there"]).end,
      rpc(["inspect", "nothing-there"]).end,
    ]);
    for (const { code, stderr } of ends) {
      assert.equal(code, 1);
      assert.match(stderr, /^CassetteMissingError: There is no forks\/nothing-there\.rpc\.$/m);
    }
  });
});
