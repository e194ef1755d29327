import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pathFromCsv } from "../../../src/ensemble/market/pathFromCsv.ts";
import { constantPath, stepPath } from "../../../src/ensemble/market/plainPaths.ts";
import { valueAt } from "../../../src/recorder/path.ts";

describe("a path of one's own", () => {
  it("stays, or steps, and holds each value until the next", () => {
    assert.equal(valueAt(constantPath(40), 1e9), 40);
    const steps = stepPath([
      { at: 0, value: 40 },
      { at: 60, value: 80 },
      { at: 90, value: 20 },
    ]);
    const seconds = [-5, 0, 59, 60, 89.9, 90, 1e6];
    assert.deepEqual(
      seconds.map((at) => valueAt(steps, at)),
      [40, 40, 40, 80, 80, 20, 20],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(steps)), steps);
  });

  it("refuses steps out of order, values that are none, and nothing at all", () => {
    assert.throws(() => stepPath([]), /no value/);
    assert.throws(
      () =>
        stepPath([
          { at: 9, value: 1 },
          { at: 9, value: 2 },
        ]),
      /time 9 at place 1/,
    );
    assert.throws(() => constantPath(Number.NaN), { code: "INVALID_ARGUMENTS", message: /value NaN/ });
  });
});

describe("pathFromCsv", () => {
  const expected = { times: [0, 86_400, 259_200], values: [45, 60.5, 30] };

  it("reads what an explorer exports: chosen columns, wei as gwei, lines in any order", () => {
    const csv =
      '"Date(UTC)","UnixTimeStamp","Value (Wei)"\r\n"9/16/2021","1631750400","60500000000"\r\n' +
      '"9/15/2021","1631664000","45000000000"\r\n"9/18/2021","1631923200","30000000000"\r\n';
    const path = pathFromCsv(csv, { time: "UnixTimeStamp", value: "Value (Wei)", scale: 1e-9 });
    assert.deepEqual(path.times, expected.times);
    for (const [at, value] of path.values.entries())
      assert.ok(Math.abs(value - (expected.values[at] ?? 0)) < 1e-9);
    assert.deepEqual(pathFromCsv(csv, { value: "Value (Wei)", scale: 1e-9 }), path);
  });

  it("reads times as seconds, milliseconds, dates and times of day, all in UTC", () => {
    const times: [string, string, string][] = [
      ["1631664000", "1631750400", "1631923200"],
      ["1631664000000", "1631750400000", "1631923200000"],
      ["2021-09-15", "2021-09-16", "2021-09-18"],
      ["2021-09-15 12:00", "2021-09-16 12:00", "2021-09-18 12:00"],
      ["2021-09-15T12:00:00", "2021-09-16T12:00:00Z", "2021-09-18T14:00:00+02:00"],
    ];
    for (const column of times) {
      const lines = column.map((time, at) => `${time},${expected.values[at]}`);
      assert.deepEqual(pathFromCsv(`time,gwei\n${lines.join("\n")}\n\n`), expected);
    }
  });

  it("names the cell that it cannot read, and the columns that there are", () => {
    assert.throws(() => pathFromCsv("t,v\n1,2\n3,x\n"), /"x" in line 3, column 2, where a number/);
    assert.throws(() => pathFromCsv("t,v\nsoon,2\n"), /"soon" in line 2, column 1, where unix seconds/);
    assert.throws(() => pathFromCsv("t,v\n1,\n"), /"" in line 2, column 2/);
    assert.throws(() => pathFromCsv("t,gwei\n1,2\n", { value: "gwie" }), /no column "gwie"\.\n.*mean "gwei"/);
    assert.throws(() => pathFromCsv("t,v\n1,2\n1,3\n"), { code: "INVALID_ARGUMENTS", message: /time 0 at/ });
  });
});
