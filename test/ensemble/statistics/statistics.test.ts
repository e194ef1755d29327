import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createRandom } from "../../../src/common/random.ts";
import type { FinishedRun } from "../../../src/ensemble/finishedRun.ts";
import { exceedanceOf } from "../../../src/ensemble/statistics/exceedance.ts";
import { loadRuns } from "../../../src/ensemble/statistics/loadRuns.ts";
import { meanOf } from "../../../src/ensemble/statistics/meanOf.ts";
import { probabilityOf, wilson } from "../../../src/ensemble/statistics/probabilityOf.ts";
import { quantilesOf } from "../../../src/ensemble/statistics/quantiles.ts";
import { runsTable, tableBy } from "../../../src/ensemble/statistics/runsTable.ts";
import { sweep } from "../../../src/ensemble/sweep.ts";
import { sensitivityOf } from "../../../src/ensemble/statistics/sensitivity.ts";

type Figures = FinishedRun["figures"];

/** Runs of which only the figures matter. */
function runsOf(
  figures: readonly (Figures | undefined)[],
  parameters: FinishedRun["parameters"] = {},
): FinishedRun[] {
  return figures.map((figure, at) => ({
    id: `r${at}`,
    seed: String(at),
    parameters,
    figures: figure ?? {},
    ...(figure === undefined && { error: { name: "ActionFailedError", message: "out of credits" } }),
  }));
}

/** So far apart in the last digits that a double loses them. */
const huge = 10n ** 30n;

describe("quantilesOf", () => {
  it("interpolates as numpy and R do, with the count behind", () => {
    const runs = runsOf([3, 1, 4, 1, 5, 9, 2, 6].map((x) => ({ x })));
    assert.deepEqual(quantilesOf(runs, "x"), {
      count: 8,
      missing: 0,
      quantiles: [
        [0.05, 1],
        [0.25, 1.75],
        [0.5, 3.5],
        [0.75, 5.25],
        [0.95, 7.949999999999998],
      ].map(([share, value]) => ({ share, value })),
    });
  });

  it("keeps integers exact until they are divided, and leaves out runs without a value", () => {
    const runs = runsOf([
      { wei: huge + 3n },
      undefined,
      { wei: huge + 1n },
      { wei: null },
      { wei: huge + 2n },
    ]);
    const { quantiles, count, missing } = quantilesOf(
      runs,
      ({ figures }) => (figures.wei == null ? null : BigInt(figures.wei) - huge),
      [0, 0.5, 1],
      { decimals: 1 },
    );
    assert.deepEqual([quantiles.map(({ value }) => value), count, missing], [[0.1, 0.2, 0.3], 3, 2]);
    assert.equal(quantilesOf(runs, "wei", [0.5], { decimals: 30 }).quantiles[0]?.value, 1);
  });

  it("names what it cannot read", () => {
    const runs = runsOf([{ paid: 1, note: "a" }]);
    const bad =
      (figure: string, shares = [0.5]) =>
      () =>
        quantilesOf(runs, figure, shares);
    assert.throws(bad("payed"), { code: "INVALID_ARGUMENTS", message: /figure "payed"\.\n.*mean paid\?/ });
    assert.throws(bad("note"), /a text as figure "note"/);
    assert.throws(bad("paid", [50]), /share 50/);
    assert.throws(() => quantilesOf(runsOf([undefined]), () => 1), /None of 1 runs/);
  });
});

describe("meanOf", () => {
  it("adds integers up exactly, and divides then", () => {
    const { mean, low, high, count } = meanOf(runsOf([{ x: huge }, { x: -huge }, { x: 3n }, { x: 0n }]), "x");
    assert.deepEqual([mean, count], [0.75, 4]);
    assert.ok(low < mean && mean < high);
    assert.deepEqual(meanOf(runsOf([{ x: true }, { x: false }, { x: true }, { x: null }]), "x").mean, 2 / 3);
  });

  it("has an interval that holds the true mean as often as it says, and is the same for the same seed", () => {
    const random = createRandom("7");
    const draw = () => runsOf(Array.from({ length: 60 }, () => ({ x: random.normal(10, 3) })));
    const sets = Array.from({ length: 200 }, draw);
    const held = sets.filter((runs) => {
      const { low, high } = meanOf(runs, "x", { level: 0.9, resamples: 200 });
      return low <= 10 && 10 <= high;
    }).length;
    // 90% of 200 runs, four standard errors to either side.
    assert.ok(Math.abs(held - 180) < 17, String(held));
    const [first = []] = sets;
    assert.deepEqual(meanOf(first, "x"), meanOf(first, "x"));
    assert.notDeepEqual(meanOf(first, "x"), meanOf(first, "x", { seed: "8" }));
    assert.throws(() => meanOf(first, "x", { level: 95 }), /level 95/);
    assert.throws(() => meanOf(first, "x", { resamples: 3 }), /anew 3 times/);
  });
});

describe("probabilityOf", () => {
  it("gives Wilson's interval, at the ends too", () => {
    const near = (actual: number, expected: number) => {
      assert.ok(Math.abs(actual - expected) < 1e-6, String(actual));
    };
    // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for (const [hits, count, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const found = wilson(hits, count);
      assert.deepEqual([Number(found.low.toFixed(4)), Number(found.high.toFixed(4))], [low, high]);
    }
    near(wilson(5, 10, 0.99).low, 0.1842255);
    near(wilson(20, 20).high, 1);
  });

  it("counts runs in which it happened, and leaves out those that failed", () => {
    const runs = runsOf([{ refused: 0 }, { refused: 2 }, undefined, { refused: 1 }, { refused: 0 }]);
    const { share, hits, count, missing } = probabilityOf(runs, ({ figures }) => Number(figures.refused) > 0);
    assert.deepEqual([share, hits, count, missing], [0.5, 2, 4, 1]);
    const none = probabilityOf([], () => true);
    assert.deepEqual([none.low, none.high, none.count], [0, 1, 0]);
  });
});

describe("exceedanceOf", () => {
  it("has a row for each value: the share of runs above it", () => {
    const rows = exceedanceOf(runsOf([{ x: 2n }, { x: 0n }, { x: 2n }, { x: 50n }]), "x", { decimals: 1 });
    assert.deepEqual(
      rows.map(({ value, probability, count }) => [value, probability, count]),
      [
        [0, 0.75, 4],
        [0.2, 0.25, 4],
        [5, 0, 4],
      ],
    );
    assert.ok(rows.every(({ low, high, probability }) => low <= probability && probability <= high));
  });
});

describe("sensitivityOf", () => {
  const grid = [5, 10, 20].flatMap((kp3r) =>
    [20n, 40n, 80n].flatMap((gwei) =>
      ["a", "b"].flatMap((seed) => ({
        id: `${kp3r} ${gwei} ${seed}`,
        seed,
        parameters: { kp3r, gwei, fixed: 1, mode: "plain" },
        figures: { refused: Number(gwei) / kp3r + (seed === "a" ? 0.5 : -0.5) },
      })),
    ),
  );

  it("moves each parameter alone from the middle, and correlates ranks over all runs", () => {
    const rows = sensitivityOf(grid, "refused");
    assert.deepEqual(
      rows.map(({ parameter, atLowest, atHighest, atBase, count, correlated }) => [
        parameter,
        atLowest,
        atHighest,
        atBase,
        count,
        correlated,
      ]),
      [
        ["kp3r", 8, 2, 4, 4, 18],
        ["gwei", 2, 8, 4, 4, 18],
      ],
    );
    assert.ok((rows[0]?.correlation ?? 0) < -0.5 && (rows[1]?.correlation ?? 0) > 0.5);
    const [first] = sensitivityOf(grid, "refused", { base: { gwei: 80n } });
    assert.deepEqual([first?.parameter, first?.atLowest, first?.atHighest], ["kp3r", 16, 4]);
  });

  it("refuses runs in which nothing moves alone", () => {
    assert.throws(() => sensitivityOf(grid.slice(0, 2), "refused"), /None of 0 parameters/);
    assert.throws(() => sensitivityOf(grid, "refused", { base: { gwei: 7n, kp3r: 7 } }), /None of 2 param/);
  });
});

describe("runs as a table", () => {
  const runs = [
    ...runsOf([{ left: 15n * 10n ** 17n }, undefined], { kp3r: 10, gwei: 40n }),
    ...runsOf([{ left: 1n }], { kp3r: 5, gwei: 40n }),
  ];

  it("has a row for each run, with parameters, figures and error", () => {
    assert.deepEqual(runsTable(runs, { decimals: { left: 18 } }).slice(0, 2), [
      { run: "r0", seed: "0", kp3r: 10, gwei: 40n, left: 1.5, error: null },
      { run: "r1", seed: "1", kp3r: 10, gwei: 40n, left: null, error: "ActionFailedError: out of credits" },
    ]);
    assert.equal(runsTable(runs)[0]?.left, 15n * 10n ** 17n);
  });

  it("is grouped by parameters, in the order of their values", () => {
    const rows = tableBy(runs, ["kp3r", "gwei"], (group) => ({ runs: group.length }));
    assert.deepEqual(rows, [
      { kp3r: 5, gwei: 40n, runs: 1 },
      { kp3r: 10, gwei: 40n, runs: 2 },
    ]);
  });
});

describe("loadRuns", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "runs-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it("reads what a sweep wrote, integers exactly", async () => {
    const lines = [
      {
        run: "ab",
        scenario: "sizing",
        seed: "7",
        parameters: { kp3r: 10, wei: { integer: String(huge) }, mode: "12" },
        figures: { left: String(huge + 1n), share: 0.5, none: null, odd: { number: "NaN" } },
      },
      {
        run: "cd",
        scenario: "sizing",
        seed: "8",
        parameters: { kp3r: 10 },
        error: { name: "ActionFailedError", code: "ACTION_FAILED", message: "out" },
      },
    ];
    await writeFile(join(folder, "runs.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const runs = await loadRuns(folder);
    assert.deepEqual(runs, [
      {
        id: "ab",
        seed: "7",
        parameters: { kp3r: 10, wei: huge, mode: "12" },
        figures: { left: huge + 1n, share: 0.5, none: null, odd: Number.NaN },
      },
      {
        id: "cd",
        seed: "8",
        parameters: { kp3r: 10 },
        figures: {},
        error: { name: "ActionFailedError", code: "ACTION_FAILED", message: "out" },
      },
    ]);
    assert.deepEqual(await loadRuns(join(folder, "runs.jsonl")), runs);
  });

  it("reads a real sweep: every run, those that failed too, integers to the last digit", async () => {
    const dice = join(import.meta.dirname, "..", "scenarios", "dice.ts");
    const out = join(folder, "dice");
    const made = await sweep(dice, { grid: { sides: [2, 6] }, runs: 12, seed: "7", processes: 0, out });
    const runs = await loadRuns(made.folder);
    assert.deepEqual([runs.length, runs.filter(({ error }) => error).length], [24, made.failed]);
    const known = runs.filter(({ error }) => error === undefined);
    for (const { figures } of known) assert.equal(figures.won, 5n ** 40n * BigInt(Number(figures.thrown)));
    const { mean, count, missing } = meanOf(runs, "won");
    const sum = known.reduce((total, { figures }) => total + Number(figures.thrown), 0);
    assert.deepEqual([mean, count, missing], [(5 ** 40 * sum) / known.length, known.length, made.failed]);
    const [two, six] = tableBy(runs, ["sides"], (group) => ({
      ...probabilityOf(group, (run) => run.figures.odd === 1),
    }));
    assert.deepEqual([two?.sides, two?.count, six?.sides], [2, 12, 6]);
  });

  it("names the file that is missing, and the line that is damaged", async () => {
    await rm(join(folder, "runs.jsonl"), { force: true });
    await assert.rejects(loadRuns(folder), { code: "INVALID_RESULTS", message: /no file .*runs\.jsonl/ });
    for (const line of ["{", '{"run":"a","seed":"7"}', '{"run":"a","seed":"7","parameters":{"x":null}}']) {
      await writeFile(join(folder, "runs.jsonl"), `\n${line}\n`);
      await assert.rejects(loadRuns(folder), { code: "INVALID_RESULTS", message: /line 2 is no run/ });
    }
  });
});
