import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareRecordings } from "../../src/recording/compare/compareRecordings.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { recordingFromCsv } from "../../src/recording/recordingFromCsv.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { recordingToCsv } from "../../src/recording/recordingToCsv.ts";
import { recordingToJson } from "../../src/recording/recordingToJson.ts";
import { regularSamples } from "../../src/recording/regularSamples.ts";
import { assertFails } from "../support/assertFails.ts";
import { recordingOf } from "../support/recordingOf.ts";

/** A recording with a marked sample one second before its second hour. */
function withBoundary(recording: Recording, value: bigint): Recording {
  const [first, ...others] = recording.rows;
  assert.ok(first !== undefined && others[0] !== undefined);
  const time = others[0].time - 1;
  const values = Object.fromEntries(Object.keys(first.values).map((name) => [name, value]));
  const rows = [first, { time, block: first.block, values, boundary: true as const }, ...others];
  return {
    ...recording,
    rows,
    series: recording.series.map((one) => ({
      ...one,
      times: rows.map((row) => row.time),
      values: rows.map((row) => row.values[one.name] ?? null),
    })),
  };
}

describe("samples off the grid", () => {
  // The name of the trace is that of the column that tells such samples.
  const plain = recordingOf({ traces: { boundary: [1n, 2n, 3n], b: [4n, 5n, 6n] } });
  const marked = withBoundary(plain, 9n);

  it("are left out of what is compared", () => {
    assert.deepEqual(regularSamples(marked), plain);
    assert.equal(regularSamples(plain), plain);
    const differences = compareRecordings(plain, marked);
    assert.equal(differences.same, true);
    assert.equal(differences.traces[0]?.samples, 3);
  });

  it("keep their mark in JSON and CSV", () => {
    assert.deepEqual(recordingFromJson(recordingToJson(marked)), marked);
    const csv = recordingToCsv(marked);
    assert.deepEqual(recordingFromCsv(csv).rows, marked.rows);
    assert.deepEqual(recordingFromCsv(csv).series, marked.series);
    assert.deepEqual(recordingFromCsv(recordingToCsv(plain)).rows, plain.rows);
  });

  it("are marked by nothing else", async () => {
    const json = recordingToJson(marked).replace('"boundary":true', '"boundary":1');
    await assertFails(() => recordingFromJson(json), "RECORDING_FORMAT", "expected true", "found 1");
    const csv = recordingToCsv(marked).replace(",true,", ",yes,");
    await assertFails(() => recordingFromCsv(csv), "RECORDING_FORMAT", '"yes"');
  });
});
