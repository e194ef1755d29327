import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareRecordings } from "../../../src/recording/compare/compareRecordings.ts";
import { recordingOf, start } from "../../support/recordingOf.ts";

const million = 10n ** 24n;

describe("compareRecordings", () => {
  it("finds a wei beside millions: where, when, both values, and the rest the same", () => {
    const base = recordingOf({ traces: { credits: [million, million, million], rate: [1n, 2n, 3n] } });
    const head = recordingOf({ traces: { credits: [million, million + 1n, million], rate: [1n, 2n, 3n] } });
    const { same, traces } = compareRecordings(base, head);
    const moved = { time: start + 3_600, base: million, head: million + 1n, difference: 1n };
    assert.equal(same, false);
    assert.deepEqual(traces[0], {
      name: "credits",
      unit: "KP3R",
      decimals: 18,
      samples: 3,
      differing: 1,
      unmatched: { base: 0, head: 0 },
      final: { base: million, head: million, difference: 0n },
      first: moved,
      largest: moved,
      mean: 1e-18 / 3,
      clock: 0,
      acrossJumps: [],
      magnitude: million,
    });
    assert.equal(traces[1]?.largest, undefined);
  });

  it("tells the first difference from the largest, and gives the largest its sign", () => {
    const [trace] = compareRecordings(
      recordingOf({ traces: { credits: [5n, 5n, 5n, 5n] } }),
      recordingOf({ traces: { credits: [5n, 6n, 1n, 9n] } }),
    ).traces;
    assert.ok(trace);
    assert.deepEqual([trace.first?.difference, trace.largest?.difference], [1n, -4n]);
    assert.equal(trace.largest?.time, start + 2 * 3_600);
    assert.equal(trace.final.difference, 4n);
  });

  it("compares what was recorded with other decimals, and numbers of units, at the same scale", () => {
    const base = recordingOf({ traces: { credits: [15n, 20n] }, decimals: 1 });
    const same = recordingOf({ traces: { credits: [150n, 200n] }, decimals: 2 });
    assert.equal(compareRecordings(base, same).same, true);
    const numbers = recordingOf({ traces: { credits: [1.5, 2.25] } });
    assert.equal(compareRecordings(base, numbers).traces[0]?.largest?.difference, 0.25);
    const broken = recordingOf({ traces: { credits: [Number.NaN, 1] } });
    assert.equal(compareRecordings(broken, broken).same, true);
    assert.equal(compareRecordings(numbers, broken).traces[0]?.largest?.head, Number.NaN);
  });

  it("counts what has no counterpart: samples, values, traces", () => {
    const { traces, onlyBase, onlyHead, same } = compareRecordings(
      recordingOf({ traces: { credits: [1n, 2n, 3n], old: [1n] } }),
      recordingOf({ traces: { credits: [1n, null], new: [1n] } }),
    );
    assert.deepEqual(traces[0]?.unmatched, { base: 2, head: 0 });
    assert.deepEqual([onlyBase, onlyHead, same], [["old"], ["new"], false]);
    const otherUnit = recordingOf({ traces: { credits: [1n] }, unit: "WETH" });
    assert.deepEqual(compareRecordings(recordingOf({ traces: { credits: [1n] } }), otherUnit).traces, []);
  });

  it("compares events by what happens: number, then time since the start, then arguments", () => {
    const traces = { credits: [1n, 2n] };
    const parting = (base: readonly object[], head: readonly object[], from = start): unknown =>
      compareRecordings(recordingOf({ traces, events: base }), recordingOf({ traces, events: head, from }))
        .events.map(({ base: before, head: after, parting: by }) => [before, after, by?.by, by?.time])
        .flat();
    const at = (seconds: number): object => ({ time: start + seconds });
    assert.deepEqual(parting([at(1)], [{ ...at(1), block: 7, transaction: "0x", logIndex: 9 }]), [
      ...[1, 1, undefined, undefined],
    ]);
    assert.deepEqual(parting([at(1)], [at(1), at(60)]), [1, 2, "number", start + 60]);
    assert.deepEqual(parting([at(1), at(60)], [at(1), at(61)]), [2, 2, "time", start + 60]);
    assert.deepEqual(parting([{ args: { a: 5n } }], [{ args: { a: "5" } }]), [1, 1, "arguments", start]);
    assert.deepEqual(parting([{ args: { a: [1n], b: true } }], [{ args: { b: true, a: [1n] } }]), [
      1,
      1,
      undefined,
      undefined,
    ]);
    assert.deepEqual(parting([at(1)], [at(86_401)], start + 86_400), [1, 1, undefined, undefined]);
    assert.deepEqual(parting([{ kind: "failure" }], []), [1, 0, "number", start]);
  });

  it("compares figures that follow from a recording, also where one side has none", () => {
    const figures = ({ series }: ReturnType<typeof recordingOf>) =>
      series.map(({ name, values }) => ({ name, unit: "", decimals: 0, value: values[0] ?? null }));
    const compared = compareRecordings(
      recordingOf({ traces: { paid: [1n], old: [2n] } }),
      recordingOf({ traces: { paid: [4n] } }),
      { figures },
    ).figures;
    assert.deepEqual(
      compared.map(({ name, base, head, difference }) => [name, base, head, difference]),
      [
        ["paid", 1n, 4n, 3n],
        ["old", 2n, null, null],
      ],
    );
  });
});
