import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Recording, SampleValue } from "../../src/recording/recording.ts";
import { recordingFromCsv } from "../../src/recording/recordingFromCsv.ts";
import { recordingToCsv } from "../../src/recording/recordingToCsv.ts";
import { assertFails } from "../support/assertFails.ts";
import { anyRecording, hostileTexts, sampleValue, tidyRecording } from "../support/arbitraryRecording.ts";
import { looksLikeFormula, spreadsheetCells } from "./spreadsheetCells.ts";
import { smallRecording } from "../support/smallRecording.ts";

/** A recording of one series with one value. */
function recordingOf(value: SampleValue, decimals: number): Recording {
  const small = smallRecording();
  const [series] = small.series;
  assert.ok(series);
  const time = 1_631_664_000;
  return {
    ...small,
    series: [{ ...series, decimals, times: [time], values: [value] }],
    rows: [{ time, block: 1_000, values: { [series.name]: value } }],
    events: [],
  };
}

/** The cell in which that value lies. */
function cellOf(value: SampleValue, decimals: number): string | undefined {
  return recordingToCsv(recordingOf(value, decimals)).trimEnd().split("\n").at(-1)?.split(",").at(-1);
}

describe("recordingToCsv and recordingFromCsv", () => {
  it("give back source, periods, series and rows of every recording exactly", () => {
    fc.assert(
      fc.property(tidyRecording, (recording) => {
        assert.deepStrictEqual(recordingFromCsv(recordingToCsv(recording)), { ...recording, events: [] });
      }),
      { numRuns: 500 },
    );
  });

  it("give back every value at all decimals from 0 to 77, its kind included", () => {
    fc.assert(
      fc.property(sampleValue, fc.integer({ min: 0, max: 77 }), (value, decimals) => {
        const recording = recordingOf(value, decimals);
        assert.deepStrictEqual(recordingFromCsv(recordingToCsv(recording)), recording);
      }),
      { numRuns: 2_000 },
    );
  });

  const cells: readonly (readonly [SampleValue, number, string])[] = [
    [1_390_000_000_000_000_000n, 18, "1.39"],
    [-1n, 18, "-0.000000000000000001"],
    [0n, 77, "0"],
    [5n, 0, "5"],
    [5, 0, "5e+0"],
    [-0, 18, "-0e+0"],
    [0.1, 18, "1e-1"],
    [null, 18, ""],
    [2n ** 256n - 1n, 77, "1.15792089237316195423570985008687907853269984665640564039457584007913129639935"],
  ];
  for (const [value, decimals, cell] of cells) {
    it(`write ${String(value)} at ${String(decimals)} decimals as ${JSON.stringify(cell)}`, () => {
      assert.equal(cellOf(value, decimals), cell);
    });
  }

  it("look like this", () => {
    assert.deepEqual(recordingToCsv(smallRecording()).split("\n"), [
      "# recording content=samples;version=1",
      "# source kit=0.1.0;kind=embedded;chainId=1;origin=preset documentation;seed=keep3r;firstBlock=1000;lastBlock=1001",
      `# contract name=Keep3r;address=0xdc02981c9C062d48a9bD54adBf51b816623dcc6E;codeHash=0x${"ab".repeat(32)}`,
      "# period name=reward period;seconds=432000",
      "# series name=totalJobCredits;kind=view;unit=KP3R;decimals=18;contract=0xdc02981c9C062d48a9bD54adBf51b816623dcc6E;signature=totalJobCredits(address)",
      "time,unix,block,totalJobCredits [KP3R]",
      "2021-09-15T00:00:00Z,1631664000,1000,1.39",
      "2021-09-15T04:00:00Z,1631678400,1001,",
      "",
    ]);
  });

  it("say what stands in place of mainnet's Keep3r V2", () => {
    const recording = smallRecording();
    const substitute = { name: "Keep3rSlow", artifact: "contracts/Slow.sol:Keep3rSlow", codeHash: "0xef" };
    const csv = recordingToCsv({ ...recording, source: { ...recording.source, substitutes: [substitute] } });
    const line = "# substitute name=Keep3rSlow;artifact=contracts/Slow.sol:Keep3rSlow;codeHash=0xef";
    assert.equal(csv.split("\n")[2], line);
  });

  it("hold nothing that a spreadsheet calculates, whatever the names are", () => {
    for (const hostile of hostileTexts) {
      const csv = recordingToCsv(smallRecording({ name: hostile, unit: hostile }));
      for (const separator of [",", ";", "\t"]) {
        const formulas = spreadsheetCells(csv, separator).filter(looksLikeFormula);
        assert.deepEqual(
          formulas,
          [],
          `${JSON.stringify(hostile)}, cells parted by ${JSON.stringify(separator)}`,
        );
      }
    }
  });

  it("take what a spreadsheet makes of the file: its line ends, byte order mark and empty cells", () => {
    const recording = smallRecording();
    const saved = recordingToCsv(recording)
      .split("\n")
      .map((line) => (line.startsWith("#") ? `${line},,,` : line))
      .join("\r\n");
    assert.deepStrictEqual(recordingFromCsv(`\ufeff${saved}`), { ...recording, events: [] });
  });

  it("have null in a row where it lacked a value", () => {
    const recording = smallRecording();
    const rows = recording.rows.map((row) =>
      row.values.totalJobCredits === null ? { ...row, values: {} } : row,
    );
    assert.deepStrictEqual(recordingFromCsv(recordingToCsv({ ...recording, rows })).rows, recording.rows);
  });

  it("refuse to make a table of series that have other times than the rows", async () => {
    const recording = smallRecording();
    await assertFails(
      () => recordingToCsv({ ...recording, rows: recording.rows.slice(1) }),
      "INVALID_ARGUMENTS",
      "totalJobCredits",
      "recordingToJson",
    );
    fc.assert(
      fc.property(anyRecording, (any) => {
        try {
          const { series } = recordingFromCsv(recordingToCsv(any));
          assert.deepStrictEqual(series, any.series);
        } catch (error) {
          assert.equal((error as { code?: unknown }).code, "INVALID_ARGUMENTS");
        }
      }),
    );
  });

  describe("damaged or foreign text", () => {
    const csv = recordingToCsv(smallRecording());
    const changed = (from: string, to: string): string => {
      assert.ok(csv.includes(from), `there is no ${from}`);
      return csv.replace(from, to);
    };
    const cases: readonly (readonly [string, string, ...(string | RegExp)[]])[] = [
      ["nothing", "", "line 1", "# recording content=samples;version=1", 'found ""'],
      ["another table", "a,b\n1,2\n", "line 1", 'found "a,b"'],
      [
        "events",
        changed("content=samples", "content=events"),
        "line 1, content",
        'expected "samples", found "events"',
      ],
      ["another version", changed("version=1", "version=2"), "line 1, version", 'expected "1", found "2"'],
      ["no source", csv.replace(/# source .*\n/, ""), "# source"],
      ["no header", csv.split("\n").slice(0, 5).join("\n"), "line 6", "a header"],
      ["a comment of another kind", changed("# period ", "#period "), "line 4", "# topic name=value"],
      [
        "a comment without a value",
        changed(";seconds=432000", ";seconds"),
        "line 4",
        '"name=value", found "seconds"',
      ],
      [
        "decimals beyond 77",
        changed("decimals=18", "decimals=99"),
        "line 5, decimals",
        '0 to 77, found "99"',
      ],
      [
        "a column that was moved",
        changed("time,unix,block", "unix,time,block"),
        "line 6, column 1",
        'the column "time", found "unix"',
      ],
      [
        "a column less",
        changed("unix,block,totalJobCredits [KP3R]", "unix,block"),
        "line 6",
        "expected 4 cells, found 3",
      ],
      ["a cell too many", changed("1.39", "1,39"), "line 7", "expected 4 cells, found 5"],
      [
        "a rounded time",
        changed("1631664000,1000", "1.63E+09,1000"),
        "line 7, column 2",
        "unix seconds",
        "1.63E+09",
      ],
      [
        "a time in other words",
        changed("2021-09-15T00:00:00Z", "15.09.2021 00:00"),
        "line 7, column 1",
        '"2021-09-15T00:00:00Z", as column 2 says',
        "15.09.2021",
      ],
      ["a block that is none", changed("4000,1000", "4000,x"), "line 7, column 3", "a block number"],
      [
        "too many decimals",
        changed("1.39", "1.3900000000000000001"),
        "line 7, column 4",
        "at most 18 decimals",
      ],
      ["a value that is none", changed("1.39", "about 1"), "line 7, column 4", 'found "about 1"'],
      [
        "a quote that does not end",
        changed("1.39", '"1.39'),
        "line 7, column 4",
        "a quote that ends the cell",
      ],
      ["a quote that ends early", changed("1.39", '"1".39'), "line 7, column 4", "a comma or a line break"],
    ];
    for (const [what, text, ...says] of cases) {
      it(`is refused: ${what}`, async () => {
        await assertFails(() => recordingFromCsv(text), "RECORDING_FORMAT", ...says);
      });
    }

    it("is told by its line even after names of several lines", async () => {
      const recording = smallRecording({ name: "two\nlines" });
      const text = recordingToCsv(recording).replace("1.39", "x");
      await assertFails(() => recordingFromCsv(text), "RECORDING_FORMAT", "line 8, column 4");
    });

    it("fails as itself, whatever it is", () => {
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom(...'#;=,"\n1e. '.split(""), "recording") }), (text) => {
          assert.throws(() => recordingFromCsv(text), { code: "RECORDING_FORMAT" });
        }),
      );
    });
  });
});
