import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { startStandIn, type StandIn } from "../support/standIn.ts";
import { startMisbehavingServer, type MisbehavingServer } from "../support/misbehavingServer.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { repository, startHardhat } from "../support/hardhatProcess.ts";

const key = "e4d909c290d0fb1ca068ffaddf22cbd0";
const name = `test-notebooks-${process.pid}`;
const recording = join(repository, "forks", `${name}.rpc`);
const notebook = "01-credit-mining";
const { folder } = temporaryFolder();

interface Run {
  readonly child: ChildProcess;
  readonly end: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Runs the notebook into a folder of its own. */
function run(output: string, environment: Readonly<Record<string, string>>): Run {
  const folders = ["--output", join(folder, output), "--charts", join(folder, output, "charts")];
  const { child, end } = startHardhat(["notebooks", "run", notebook, ...folders], {
    environment: { SIMULATION_CHAIN: "", ...environment },
  });
  const said = end.then(({ code, stdout, stderr }) => ({ code, said: stdout + stderr }));
  return { child, end: said };
}

/** Everything that a run wrote: path -> bytes as text. */
function written(output: string): Map<string, string> {
  const root = join(folder, output);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [path.slice(root.length), readFileSync(path, "latin1")];
    }),
  );
}

/** What lies in `forks/` and its cache, unpacked: path -> header and answers. */
function kept(): [path: string, text: string][] {
  const files = readdirSync(join(repository, "forks"), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => {
      const path = join(file.parentPath, file.name);
      const bytes = readFileSync(path);
      const headerEnd = bytes.indexOf("\n") + 1;
      if (!path.endsWith(".rpc")) return [path, bytes.toString("latin1")];
      const answers = brotliDecompressSync(bytes.subarray(headerEnd)).toString("latin1");
      return [path, bytes.subarray(0, headerEnd).toString("latin1") + answers];
    });
}

describe("the credit-mining notebook on a fork", () => {
  let standIn: StandIn;
  let endpoint: MisbehavingServer;
  let settings: Record<string, string> = {};
  before(async () => {
    standIn = await startStandIn();
    endpoint = await startMisbehavingServer(standIn.url);
    settings = {
      MAINNET_HTTPS_URL: `${endpoint.url}/v2/${key}?apikey=${key}`,
      SIMULATION_FORK_BLOCK: String(standIn.block),
    };
  });
  after(async () => {
    await endpoint.close();
    await standIn.stop();
    for (const ending of ["", ".part", ".lock"]) rmSync(`${recording}${ending}`, { force: true });
  });

  it("can be killed while it is recorded, and keeps what it has read", async () => {
    const first = run("killed", { ...settings, SIMULATION_RECORD: name });
    endpoint.misbehave(() => {
      // In the middle of the set-up.
      if (endpoint.requests.length === 60) first.child.kill("SIGKILL");
      return undefined;
    });
    await first.end;
    assert.ok(existsSync(`${recording}.part`) || existsSync(recording));
    endpoint.misbehave([]);
  });

  it("goes on with the recording, and writes the endpoint's key nowhere", async () => {
    const { code, said } = await run("fork", { ...settings, SIMULATION_RECORD: name }).end;
    assert.equal(code, 0, said);
    assert.match(
      said,
      /^chain: fork of mainnet through 127\.0\.0\.1, recorded as .*, Keep3r V2\.0; block \d+ of 2021-09-16 12:00 UTC, .* old$/m,
    );
    assert.match(said, /^Recorded: forks\/test-notebooks-/m);
    for (const ending of [".part", ".lock"]) assert.equal(existsSync(`${recording}${ending}`), false, ending);
    for (const [file, text] of [
      ...written("fork"),
      ["console", said],
      [recording, readFileSync(recording, "latin1")],
    ] as const) {
      assert.equal(text.includes(key), false, `the key is in ${file}`);
    }
    for (const [file, text] of kept()) assert.equal(`${file} ${text}`.includes(key), false, file);
  });

  it("gives the same bytes when it is replayed without the endpoint", async () => {
    await endpoint.close();
    await standIn.stop();
    const { code, said } = await run("replay", { MAINNET_HTTPS_URL: "", SIMULATION_REPLAY: name }).end;
    assert.equal(code, 0, said);
    assert.deepEqual([...written("replay").keys()].sort(), [...written("fork").keys()].sort());
    for (const [file, text] of written("replay")) assert.ok(text === written("fork").get(file), file);
  });

  it("shows what it shows on the embedded chain, to the last digit", () => {
    const outputs = (text: string): unknown[] => {
      const { cells } = JSON.parse(text) as { cells: { outputs?: { data?: Record<string, unknown> }[] }[] };
      for (const output of cells.flatMap((cell) => cell.outputs ?? [])) {
        // Its pixels spell the name of the chain; the chart that it is drawn from is compared.
        if (output.data !== undefined) delete output.data["image/png"];
      }
      return cells;
    };
    const forked = readFileSync(join(folder, "fork", `${notebook}.ipynb`), "utf8");
    const named = forked
      .replaceAll(/fork chain, mainnet block \d+/g, "embedded chain, preset documentation")
      .replaceAll('"kind": "fork"', '"kind": "embedded"')
      .replaceAll(/"origin": "mainnet block \d+"/g, '"origin": "preset documentation"');
    const shipped = readFileSync(join(repository, "notebooks", `${notebook}.ipynb`), "utf8");
    assert.deepEqual(outputs(named), outputs(shipped));
  });
});
