import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { addressIn } from "../../src/keep3r/network/versions.ts";
import { repository } from "../support/hardhatProcess.ts";
import { continueHistory, contradict, type LaterHistory } from "../support/laterHistory.ts";
import { startStandIn, type StandIn } from "../support/standIn.ts";

const key = "5f4dcc3b5aa765d61d8327deb882cf99";

interface Tried {
  readonly code: number | null;
  readonly list: string;
  readonly said: string;
}

/** Runs what `npm run try:mainnet` runs after the build. */
async function tryMainnet(endpoint: string, ...args: string[]): Promise<Tried> {
  const child = spawn(process.execPath, ["scripts/tryMainnet/main.ts", ...args], {
    cwd: repository,
    env: { ...process.env, SIMULATION_CHAIN: "", MAINNET_HTTPS_URL: endpoint, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [list, said] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (list += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, list, said };
}

describe("npm run try:mainnet", () => {
  let standIn: StandIn;
  let history: LaterHistory;
  const cassettes: string[] = [];
  before(async () => {
    standIn = await startStandIn();
    history = await continueHistory(standIn);
  });
  after(async () => {
    await standIn.stop();
    for (const file of cassettes) {
      for (const ending of ["", ".part", ".lock"]) rmSync(`${file}${ending}`, { force: true });
    }
  });

  const cassette = (block: number): string => {
    const file = join(repository, "forks", `try-mainnet-${block}.rpc`);
    cassettes.push(file);
    rmSync(file, { force: true });
    return file;
  };

  it("prints what it saw on the newest version and on another block, and keeps the cassettes", async () => {
    const [newest, first] = [history.secondHelper, standIn.block];
    const files = [cassette(newest), cassette(first)];
    const { code, list, said } = await tryMainnet(
      `${standIn.url}/v2/${key}`,
      "--block",
      "newest",
      "--block",
      String(first),
    );
    assert.equal(code, 0, `${list}\n${said}`);
    const [, ...parts] = list.split(/^## /m);
    assert.deepEqual(
      parts.map((part) => part.split("\n")[0]),
      [`Block ${newest}`, `Block ${first}`],
    );
    for (const [index, version] of (["V2.2", "V2.0"] as const).entries()) {
      const part = parts[index] ?? "";
      assert.equal((part.match(/^- \[x\] /gm) ?? []).length, 8, part);
      assert.match(part, new RegExp(`connects to Keep3r: ${version} at ${addressIn(version, "Keep3r")}`));
      assert.match(part, /takes over nothing that works: all powers are where they were/);
      assert.match(part, /records a scenario: \d+ samples, [1-9]\d* payments, .* KP3R of credits/);
      assert.match(part, /gives the same recording from the cassette alone: SHA-256 [0-9a-f]{64}/);
      assert.match(part, new RegExp(`\\| KP3R, governance \\| Keep3rV1Proxy of .*${version}`));
    }
    assert.doesNotMatch(list, /- \[ \]/);
    for (const file of files) assert.ok(existsSync(file), file);
    assert.equal(`${list}${said}`.includes(key), false);
  });

  it("lists the step that fails, goes on with the other block, and fails", async () => {
    const { minterElsewhere } = await contradict(standIn);
    cassette(minterElsewhere);
    const { code, list, said } = await tryMainnet(
      standIn.url,
      "--block",
      String(minterElsewhere),
      "--block",
      "99999999",
    );
    assert.equal(code, 1, said);
    const failures = list.match(/^- \[ \] opens: .*$/gm) ?? [];
    assert.equal(failures.length, 2, list);
    assert.match(failures[0], /no Keep3r V2 that this kit knows is alive: KP3R is governed by/);
    assert.match(String(failures[1]), /99999999/);
  });

  it("names the way out where there is no endpoint, or no such block", async () => {
    const without = await tryMainnet("");
    assert.equal(without.code, 1);
    assert.equal(without.list, "");
    assert.match(without.said, /MAINNET_HTTPS_URL is not set.*\n.*Put MAINNET_HTTPS_URL=/);
    const odd = await tryMainnet(standIn.url, "--block", "yesterday");
    assert.equal(odd.code, 1);
    assert.match(odd.said, /--block yesterday is no block/);
    assert.equal(
      readdirSync(join(repository, "forks")).some((file) => file.includes("NaN")),
      false,
    );
  });
});
