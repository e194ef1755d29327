import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readRecordings } from "../../src/recording/compare/committedRecordings.ts";
import { compareWithCommitted } from "../../src/recording/compare/compareWithCommitted.ts";
import { deviationsIn } from "../../src/recording/compare/verdictOf.ts";
import { regularSamples } from "../../src/recording/regularSamples.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { parseEther } from "ethers";
import { readScenarios } from "../../src/runner/recordNotebooks.ts";
import { type RunResult, runNotebooks } from "../../src/runner/runNotebooks.ts";

const names = ["00-setup", "01-credit-mining", "02-job-migration", "03-version-comparison"];
const shipped = names.map((name) => `notebooks/${name}.ipynb`);

interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly name?: string;
    readonly text?: readonly string[];
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
}

async function cellsOf(file: string): Promise<Cell[]> {
  return (JSON.parse(await readFile(file, "utf8")) as { cells: Cell[] }).cells;
}

/** What a cell printed, line by line. */
function printed(cells: readonly Cell[], id: string): string[] {
  const cell = cells.find((candidate) => candidate.id === id);
  assert.ok(cell, `there is no cell ${id}`);
  const streams = (cell.outputs ?? []).filter(({ output_type }) => output_type === "stream");
  return streams
    .flatMap(({ text = [] }) => text)
    .join("")
    .trimEnd()
    .split("\n");
}

function drawing(cells: readonly Cell[], id: string): Readonly<Record<string, unknown>> {
  const cell = cells.find((candidate) => candidate.id === id);
  const display = (cell?.outputs ?? []).find(({ output_type }) => output_type === "display_data");
  assert.ok(display?.data, `cell ${id} drew nothing`);
  return display.data;
}

describe("the notebooks that the repository ships", () => {
  let folder = "";
  let alone: RunResult;
  let credits: Cell[] = [];
  let migration: Cell[] = [];
  let versions: Cell[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "notebooks-"));
    alone = await runNotebooks({
      notebooks: shipped,
      output: join(folder, "alone"),
      charts: join(folder, "charts"),
    });
    credits = await cellsOf(join(folder, "alone", "01-credit-mining.ipynb"));
    migration = await cellsOf(join(folder, "alone", "02-job-migration.ipynb"));
    versions = await cellsOf(join(folder, "alone", "03-version-comparison.ipynb"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** The charts of a recording; those of rows from several runs have none. */
  function recorded(): (RunResult["scenarios"][number] & { readonly recording: string })[] {
    return alone.scenarios.flatMap((scenario) => {
      const { recording } = scenario;
      return recording === undefined ? [] : [{ ...scenario, recording }];
    });
  }

  it("are stored as an execution makes them, byte for byte", async () => {
    for (const file of shipped) {
      const executed = alone.notebooks.find((path) => path.endsWith(file.replace("notebooks/", "")));
      assert.ok(executed);
      assert.equal(
        await readFile(executed, "utf8"),
        await readFile(file, "utf8"),
        `${file} is stale: run npm start`,
      );
    }
  });

  it("print the figures of the protocol's documentation", () => {
    assert.deepEqual(printed(credits, "quote"), ["average tick -21926", "tickQuote 0.11163838045095273"]);
    assert.deepEqual(printed(credits, "liquidity"), ["KP3R spent 9.99", "WETH spent 1.09", "kLP minted 3.3"]);
    assert.deepEqual(printed(credits, "periods"), [
      "reward period 5 days",
      "inflation period 34 days",
      "KP3R minted by reward period 1.39",
      "KP3R minted by inflation period 9.45",
    ]);
    assert.deepEqual(printed(credits, "credits"), [
      "total credits 0",
      "period credits 1.39",
      "liquidity credits 0",
    ]);
  });

  it("find that a single payment can take just under two periods' credits, at a period's end", () => {
    const lines = printed(credits, "largest");
    const times = lines.map((line) => /([\d.]+) times the period credits$/.exec(line)?.[1]);
    const [start = "", middle = "", end = ""] = times.map(String);
    assert.match(start, /^1\.0000/);
    assert.match(middle, /^1\.5000/);
    assert.match(end, /^1\.9999/);
    assert.equal(lines.at(-1), "a little more InsufficientFunds()");
  });

  it("pay more than a period's credits at once under maximal work", () => {
    const multiples = printed(credits, "multiple").map((line) => Number(/([\d.]+) times/.exec(line)?.[1]));
    assert.equal(multiples.length, 2);
    for (const multiple of multiples) assert.ok(multiple > 1 && multiple < 2, String(multiple));
  });

  it("draw every scenario, with the number of samples that its schedule has, beside those at boundaries", async () => {
    const samples = recorded().map(async ({ name, recording }) => {
      const { rows } = regularSamples(recordingFromJson(await readFile(recording, "utf8")));
      return [name, rows.length] as const;
    });
    assert.deepEqual(Object.fromEntries(await Promise.all(samples)), {
      // A day and six days every 4 h, with the sale between; the second begins where the sale ended.
      twap: 44,
      // 58 h and 84 h every 2 h; the second begins where the call ended.
      "one-period": 73,
      // 15 days every 4 h, and the start.
      "without-work": 91,
      // 15 days every 12 h, and the start; 7 sales.
      "twap-change": 38,
      // 20 days every 4 h, and the start; 13 works.
      "balanced-work": 134,
      "balanced-work-twap-change": 134,
      // 10 days every 4 h, and the start; 20 works.
      "intense-work": 81,
      // Ten days and 8 h more.
      "intense-work-longer": 163,
      // 9.5 days every 4 h twice and 5 days, and the start; 2 works.
      "maximum-spending": 147,
      // 10 days every 4 h and the start, 8 calls paid, 12 refused, and 8 h more.
      "running-dry": 83,
      // Five days, but for two seconds, every 4 h, a payment, and eleven days.
      "largest-payment": 98,
      // 10 days and 5 days every 4 h, and the start; 2 unbondings.
      "removing-liquidity": 93,
      // Two days every 2 h, twice; the second begins where the acceptance ended.
      "job-migration": 50,
      "job-migration-idle": 50,
      // 20 days every 6 h, and the start; 5 times of action; two days more.
      "versions-idle": 94,
      "versions-worked": 94,
      // 28 days every 6 h, and the start; 7 times of action; 36 h more.
      "versions-dry": 126,
    });
  });

  it("hand over the recording behind each chart", async () => {
    for (const { name, samples, recording, spec } of recorded()) {
      const { rows, source } = recordingFromJson(await readFile(recording, "utf8"));
      assert.equal(rows.length, samples, name);
      assert.deepEqual(source, spec.usermeta.source);
    }
  });

  it("record what is committed, to the last digit", async () => {
    const today = await readScenarios(alone.scenarios);
    const comparison = compareWithCommitted(await readRecordings("recordings", names), today);
    const advice = "npm run verify:recordings draws it, npm run update:recordings accepts it";
    assert.deepEqual(deviationsIn(comparison), [], advice);
    assert.equal(comparison.scenarios.length, recorded().length);
  });

  it("end with an answer: no run on an action, but for the documented one of ten days", async () => {
    const ends = await Promise.all(
      recorded().map(async ({ name, recording }) => {
        const { rows, events } = recordingFromJson(await readFile(recording, "utf8"));
        const end = rows.at(-1)?.time ?? 0;
        return events.some(({ time }) => time >= end - 60 && time <= end) ? [name] : [];
      }),
    );
    assert.deepEqual(ends.flat(), ["intense-work"]);
  });

  it("refuse the first call of intense work on day 13, and five in 20 days", () => {
    assert.deepEqual(printed(credits, "intense-longer"), [
      "refused 5 of 40 calls, on day 13.0, 14.5, 16.5, 18.0, 20.0",
    ]);
  });

  it("find that a cheaper KP3R raises income and payments alike", () => {
    const [minted = "", paid = "", steady = "", falling = ""] = printed(credits, "balanced-ratios");
    assert.match(minted, /5\.88 KP3R, while the price falls 6\.19 KP3R, 5% more$/);
    assert.match(paid, /1\.84 KP3R, while the price falls 1\.94 KP3R, 6% more$/);
    assert.match(steady, /31% of the minted credits paid, 53% expired$/);
    assert.match(falling, /31% of the minted credits paid, 54% expired$/);
  });

  it("follow a price in five days", async () => {
    const setup = await cellsOf(join(folder, "alone", "00-setup.ipynb"));
    assert.equal(printed(setup, "twap").at(-1), "the average arrived there after 5 days");
  });

  it("set up in at most 30 lines before the first chart of 01-credit-mining", () => {
    const first = credits.findIndex(({ id }) => id === "one-period");
    const lines = credits.slice(0, first).flatMap(({ cell_type, source }) => {
      const text = cell_type === "code" ? source.join("").split("\n") : [];
      return text.filter((line) => line.trim() !== "");
    });
    assert.ok(first > 0 && lines.length <= 30, `${String(lines.length)} lines`);
  });

  it("hold formulas that a code host's Markdown keeps", async () => {
    for (const file of shipped) {
      for (const { id, cell_type, source } of await cellsOf(file)) {
        if (cell_type === "markdown") assert.doesNotMatch(source.join(""), /\$[^$]*\\,[^$]*\$/, id);
      }
    }
  });

  it("mark in the chart where the job could not pay", () => {
    const spec = JSON.stringify(drawing(credits, "dry")["application/vnd.vegalite.v5+json"]);
    assert.match(spec, /InsufficientFunds/);
  });

  it("show each chart as Vega-Lite, as a picture and in words", () => {
    const inMigration = ["migration", "cap"].map((id) => drawing(migration, id));
    const inVersions = ["idle", "work", "dry"].map((id) => drawing(versions, id));
    const inCredits = [
      "without-work",
      "twap",
      "balanced",
      "balanced-twap",
      "intense",
      "maximum",
      "dry",
      "removing",
    ].map((id) => drawing(credits, id));
    for (const data of [...inCredits, ...inMigration, ...inVersions]) {
      assert.deepEqual(Object.keys(data).sort(), [
        "application/vnd.vegalite.v5+json",
        "image/png",
        "text/plain",
      ]);
    }
  });

  describe("02-job-migration", () => {
    /** A printed table of the books: position -> wei of the old job, the new job, their sum. */
    function books(id: string, heading: string): Map<string, bigint[]> {
      const lines = printed(migration, id);
      const start = lines.findIndex((line) => line.startsWith(heading));
      assert.ok(start >= 0, heading);
      return new Map(
        lines.slice(start + 1, start + 6).map((line) => {
          const [name = "", ...amounts] = line.split(/ {2,}/);
          return [name, amounts.map((amount) => parseEther(amount))];
        }),
      );
    }

    /** Of a position, what the two jobs have in all. */
    function sumOf(table: Map<string, bigint[]>, position: string): bigint {
      const [ofOld = 0n, ofNew = 0n, sum] = table.get(position) ?? [];
      assert.equal(sum, ofOld + ofNew, position);
      return sum;
    }

    it("gives the new job everything that the old one had, to the wei", () => {
      const [without, migrated] = [books("books", "without migration"), books("books", "with migration")];
      for (const [position, [ofOld]] of migrated) assert.equal(ofOld, 0n, position);
      for (const position of ["kLP", "WETH credits", "total credits"])
        assert.equal(sumOf(migrated, position), sumOf(without, position), position);
      const rounding = sumOf(migrated, "period credits") - sumOf(without, "period credits");
      assert.ok(rounding === 0n || rounding === 1n, `period credits differ by ${rounding} wei`);
      assert.equal(sumOf(migrated, "WETH credits"), parseEther("0.997"));
      // 15 KP3R at the average tick earn the period's part of them; two days and a minute are 40% of a period.
      const period = sumOf(migrated, "period credits");
      const accrued = Number(sumOf(migrated, "total credits")) / Number(period);
      assert.ok(Math.abs(accrued - (2 * 86_400 + 61) / 432_000) < 1e-4, `${accrued} periods`);
      assert.equal(sumOf(migrated, "liquidity credits"), sumOf(migrated, "total credits"), "all settled");
    });

    it("takes from idle jobs what exceeds one period's credits", () => {
      const [without, migrated] = [
        books("cap-books", "without migration"),
        books("cap-books", "with migration"),
      ];
      assert.equal(sumOf(migrated, "total credits"), sumOf(migrated, "period credits"));
      const periods = Number(sumOf(without, "total credits")) / Number(sumOf(without, "period credits"));
      assert.ok(Math.abs(periods - 1.4) < 1e-3, `${periods} periods' credits before`);
      assert.equal(sumOf(migrated, "kLP"), sumOf(without, "kLP"));
    });

    it("asks for both owners and a minute, and strikes the old job off", () => {
      assert.deepEqual(
        printed(migration, "rules").map((line) => line.replace(/ {2,}/, ": ")),
        [
          "request by the new owner: OnlyJobOwner()",
          "accept without a request: JobMigrationUnavailable()",
          "accept after 59 seconds: JobMigrationLocked()",
          "accept by the old owner: OnlyJobOwner()",
          "accept after a minute: succeeded",
          "work the old job before: succeeded",
          "work the old job after: JobUnapproved()",
          "work the new job after: succeeded",
        ],
      );
    });

    it("leaves unbonding kLP behind, for whoever registers the old job", () => {
      assert.deepEqual(printed(migration, "unbonding"), [
        "kLP waiting at the old job 1",
        "kLP waiting at the new job 0",
        "withdraw as the old owner  OnlyJobOwner()",
        "withdraw as the new owner  UnbondsUnexistent()",
        "a stranger registers the old job, withdraws, and has 1 kLP",
      ]);
    });
  });

  describe("03-version-comparison", () => {
    const numbers = (id: string): number[][] =>
      printed(versions, id).map((line) => (line.match(/(?<![\w.])\d+(\.\d+)?(?![\w.])/g) ?? []).map(Number));

    it("starts both versions with liquidity that represents 10 KP3R", () => {
      const [v1, v2, period, inflation] = numbers("v2-job").map((found) => found[0] ?? Number.NaN);
      assert.equal(v1, 9.9999);
      // V2 knows the price to a tick, 0.01%, and values liquidity by its square root.
      assert.ok(v2 !== undefined && Math.abs(v2 - 10) < 10 * 0.00005 + 1e-4, String(v2));
      assert.equal(period, Math.floor(((v2 * 5) / 34) * 1e4) / 1e4);
      assert.equal(inflation, v2);
    });

    it("credits V1's liquidity at the first application only", () => {
      assert.deepEqual(printed(versions, "applications"), [
        "minted 9.9999 KP3R",
        ...Array<string>(4).fill("minted 0 KP3R"),
      ]);
      assert.match(printed(versions, "v1-job").at(-1) ?? "", /"credit: bonding"$/);
    });

    it("accounts for every KP3R of the 20 days", () => {
      const [, v1 = [], v2 = []] = numbers("sums");
      for (const [minted = 0, spent = 0, left = 0, expired = 0] of [v1, v2])
        assert.ok(Math.abs(minted - spent - left - expired) < 5e-4, `${minted} ${spent} ${left} ${expired}`);
      assert.equal(v1[0], 9.9999);
      assert.equal(v1[3], 0);
      assert.ok(Math.abs((v2[0] ?? 0) - (10 * 20) / 34) < 1e-3, "20 of the 34 days of 10 KP3R");
      const [byV1, byV2] = [1, 3].map((column) =>
        printed(versions, "payments")
          .slice(0, 5)
          .reduce((sum, line) => sum + Number(line.split(" ")[column === 1 ? 2 : 5]), 0),
      );
      assert.ok(Math.abs((v1[1] ?? 0) - (byV1 ?? 0)) < 1e-3);
      assert.ok(Math.abs((v2[1] ?? 0) - (byV2 ?? 0)) < 1e-3);
    });

    it("pays by the formulae that it gives", () => {
      // The contracts see 63/64 of 8 · 501,000 gas, and use some themselves, V2 more than V1.
      const gas = (8 * 501_000 * 63) / 64;
      const price = 1.0001 ** -22_139;
      const gasPaid = (kp3r: number | undefined, divisor: number): number =>
        ((kp3r ?? Number.NaN) * divisor) / (40e-9 * 1.1);
      for (const line of printed(versions, "payments").slice(1, 5)) {
        const [, , byV1, , , byV2] = line.split(" ").map(Number);
        const own1 = gasPaid(byV1, price) - gas - 300_000;
        const own2 = gasPaid(byV2, Math.sqrt(price)) - gas;
        assert.ok(own1 > 0 && own1 < 30_000, `${own1} gas of V1 itself`);
        assert.ok(own2 > 0 && own2 < 150_000, `${own2} gas of V2 itself`);
      }
      assert.equal(printed(versions, "payments").at(-1), "1 / sqrt(price) 3.02");
    });

    it("finds V1 empty at the fifth hard call, and full again 17 days after its liquidity left", () => {
      const spec = JSON.stringify(drawing(versions, "dry")["application/vnd.vegalite.v5+json"]);
      assert.match(spec, /workReceipt: insuffient funds/);
      assert.deepEqual(printed(versions, "dry"), ["paid calls: V1 4 V2 7 of 7; refused: 3"]);
      const [left = [], unbonded, again, days] = numbers("again");
      assert.ok((left[0] ?? 0) > 0);
      assert.deepEqual([unbonded, again, days], [[0], [9.9999], [17]]);
    });
  });

  it("are where the README's picture comes from", async () => {
    const picture = Buffer.from(String(drawing(credits, "intense")["image/png"]), "base64");
    const committed = await readFile("docs/images/intense-work.png");
    assert.ok(
      picture.equals(committed),
      "docs/images/intense-work.png is stale: copy it from charts/ after npm start",
    );
  });
});
