import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { before, describe, it } from "node:test";
import type { Recording } from "../../src/recording/recording.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { WatchedProcess } from "../runner/watch/watchedProcess.ts";
import type { ForeignProject } from "./foreignProject.ts";
import type { CommandEnd } from "./hardhatProcess.ts";
import { writeTestNotebook } from "./writeTestNotebook.ts";

/** Tokens that Alice has when she adds to her deposit; a token is 10^18 wei. */
const wei = 10n ** 18n;

/** Seconds. */
const day = 86_400;

/**
 * What the depositor has earned at each sample of the farm's week, if it went as it should: a deposit after each day,
 * in the second after the sample, and interest by the second.
 *
 * @param deposit - wei, each day
 * @param rate - wei that a token earns in a second
 */
function assertEarned({ rows, events }: Recording, deposit: bigint, rate = 10n ** 9n): void {
  const [first] = rows;
  assert.ok(first !== undefined);
  const depositTimes = Array.from({ length: 7 }, (_, index) => first.time + (index + 1) * day + 1);
  assert.equal(rows.length, 1 + 28 + 7);
  for (const { time, values } of rows) {
    const expected = depositTimes
      .filter((since) => since < time)
      .reduce((sum, since) => sum + (deposit * rate * BigInt(time - since)) / wei, 0n);
    assert.equal(values.earned, expected, `${time - first.time} s after the start`);
  }
  assert.deepEqual(
    events.map(({ time, block }) => [time, rows.find((row) => row.block === block)?.time]),
    depositTimes.map((time) => [time, time]),
  );
}

function assertSucceeded({ code, stdout, stderr }: CommandEnd): void {
  assert.equal(code, 0, `${stdout}\n${stderr}`);
}

/** What the cells of a notebook have printed. */
export function printedBy(project: ForeignProject, file: string): string {
  const { cells } = JSON.parse(project.read(file)) as {
    readonly cells: readonly { readonly outputs?: readonly { readonly text?: readonly string[] }[] }[];
  };
  return cells.flatMap(({ outputs = [] }) => outputs.flatMap(({ text = [] }) => text)).join("");
}

/**
 * What must work in the project of a farm, however the kit has come into it.
 *
 * @param loadedNodes - copies of EDR that a process loads; the first is the project's
 */
export function describeFarm(project: () => ForeignProject, loadedNodes = 1): void {
  const hardhat = async (...args: string[]): Promise<CommandEnd> => await project().hardhat(...args);
  const recorded = (file: string): Recording => recordingFromJson(project().read(file));

  it("has one Hardhat and one EDR, and runs on them", async () => {
    for (const name of ["hardhat", "@nomicfoundation/edr"]) {
      assert.equal(project().copiesOf(name).length, 1, project().copiesOf(name).join(", "));
    }
    const { stdout } = await hardhat("run", "scenarios/loaded.ts");
    assert.match(stdout, new RegExp(`^${loadedNodes} EDR, the project's Hardhat$`, "m"));
  });

  it("records, draws and exports from a script", async () => {
    assertSucceeded(await hardhat("run", "scenarios/farm.ts"));
    assertEarned(recorded("exports/farm.json"), 10n * wei);
    const names = recorded("exports/farm.json").source.contracts.map(({ name }) => name);
    assert.deepEqual(names, ["Farm"]);
    for (const ending of [".svg", ".png", ".html", ".csv", ".vl.json"]) {
      assert.ok(existsSync(project().path("exports", `farm${ending}`)), ending);
    }
  });

  it("compiles with its contracts' types, and exports what it infers", async () => {
    assertSucceeded(await project().node("node_modules/typescript/bin/tsc", "--project", "."));
    assert.match(project().read("built", "scenarios", "farm.d.ts"), /farm: .*Farm/);
    project().edit("scenarios/farm.ts", "farm.connect(alice).deposit(", "farm.connect(alice).despoit(");
    const { code, stdout } = await project().node("node_modules/typescript/bin/tsc", "--project", ".");
    project().edit("scenarios/farm.ts", "despoit", "deposit");
    assert.notEqual(code, 0);
    assert.match(stdout, /scenarios\/farm\.ts.*Property 'despoit' does not exist/);
  });

  it("records, draws and exports from a notebook, and reuses the run", async () => {
    const end = await hardhat("notebooks", "run", "--cached");
    assertSucceeded(end);
    assert.match(
      end.stdout,
      /farm\.ipynb: ran, for the first time\nsupply\.ipynb: ran, for the first time\n/,
    );
    assertEarned(recorded("charts/farm/farm.json"), 10n * wei);
    assert.match(printedBy(project(), "notebooks/farm.ipynb"), /^block 4\nearned \d+ wei\n3 files\n$/);
    assert.match(project().read("notebooks", "exports", "farm.csv"), /earned/);
    const again = await hardhat("notebooks", "run", "--cached");
    assert.match(again.stdout, /farm\.ipynb: reused, .*\nsupply\.ipynb: reused, /);
  });

  it("watches contracts and notebooks, and runs what depends on a change", async () => {
    const watch = new WatchedProcess(project().root, [], project().hardhatProgram);
    try {
      assert.match(await watch.says(/^Waiting/m), /farm\.ipynb: reused, .*\n(.*\n)*.*supply\.ipynb: reused/);
      const said = await watch.after(() => {
        project().edit("contracts/Farm.sol", "RATE = 1e9", "RATE = 3e9");
      });
      assert.match(said, /farm\.ipynb: ran, since contract Farm has changed\n(.*\n)*.*supply\.ipynb: reused/);
      assertEarned(recorded("charts/farm/farm.json"), 10n * wei, 3n * 10n ** 9n);
      watch.child.kill("SIGINT");
      assert.equal(await watch.ended, 0);
    } finally {
      watch.child.kill("SIGKILL");
    }
  });

  it("builds before it runs, and runs with --cached only what depends on a contract", async () => {
    project().edit("contracts/Farm.sol", "RATE = 3e9", "RATE = 1e9");
    const { stdout } = await hardhat("notebooks", "run", "--cached");
    assert.match(stdout, /farm\.ipynb: (ran, since contract Farm has changed|reused)/);
    assert.match(stdout, /supply\.ipynb: reused/);
    assertEarned(recorded("charts/farm/farm.json"), 10n * wei);
  });

  it("runs again with --cached after the kit was edited", async () => {
    const file = "node_modules/hardhat-simulation/dist/common/time.js";
    const before = project().read(file);
    project().save(file, `${before}\nexport const edited = true;\n`);
    try {
      const { stdout } = await hardhat("notebooks", "run", "supply", "--cached");
      assert.match(stdout, /supply\.ipynb: ran, since kit common\/time has changed\n/);
    } finally {
      project().save(file, before);
    }
  });

  it("compares two runs", async () => {
    const end = await hardhat("notebooks", "compare", "farm", "--base", "deposit=10", "--head", "deposit=20");
    assertSucceeded(end);
    assert.match(end.stdout, /deposit=20 against deposit=10/);
    assert.match(end.stdout, /earned/);
    assert.ok(existsSync(project().path("charts", "compare", "index.html")));
  });

  describe("with a config that is named", () => {
    const config = ["--config", "configs/other.config.ts"];
    before(() => {
      const text = project().read("hardhat.config.ts");
      const options = 'simulation: { startTime: "2030-01-01", notebooks: "cells" },';
      project().save("configs/other.config.ts", text.replace("plugins: [", `${options}\n  plugins: [`));
    });

    it("takes what the config says, and parameters", async () => {
      const folders = ["--output", "out/notebooks", "--charts", "out/charts"];
      const farm = ["notebooks", "run", "notebooks/farm.ipynb", "--set", "deposit=7", ...folders];
      assertSucceeded(await hardhat(...config, ...farm));
      const recording = recorded("out/charts/farm/farm.json");
      assertEarned(recording, 7n * wei);
      assert.equal(new Date(1_000 * (recording.rows[0]?.time ?? 0)).getUTCFullYear(), 2030);
    });

    it("types contracts in cells: what is misspelt does not compile", async () => {
      writeTestNotebook(
        project().path("cells", "types.ipynb"),
        `import { openNotebook } from "hardhat-simulation/notebook";
const $ = await openNotebook();
const alice = await $.newSigner();
const token = await $.deploy("Token", ["Wheat"]);
const unknown = await $.deploy("Token" as string, ["Barley"]);
const fetched = await $.fetch("Token", await token.getAddress());`,
        `await token.connect(alice).approve(alice, 7n);
await unknown.connect(alice).approve(alice, 8n);
console.log([await fetched.allowance(alice, alice), await unknown.allowance(alice, alice)].join(" and "));`,
        `// @ts-expect-error: a view that is misspelt
const trace = () => $.addViewTrace(token, "totalSuply");
// @ts-expect-error: an event that is misspelt
const event = () => $.addEventTrace(token, "Transfers");`,
        "await token.connect(alice).aprove(alice, 7n);",
      );
      const { code, stderr } = await hardhat(...config, "notebooks", "run", "types");
      assert.match(stderr, /types\.ipynb, cell 4, line 1: TypeScriptError: Property 'aprove' does not exist/);
      assert.equal(code, 1);
      assert.match(printedBy(project(), "cells/types.ipynb"), /^7 and 8$/m);
    });
  });
}
