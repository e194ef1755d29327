import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Outcome } from "../../src/runner/notebookPipeline.ts";
import { outcomeReport } from "../../src/plugin/outcomeReport.ts";

const outcome = (verdict: Outcome["verdict"], restored: readonly string[] = []): Outcome => ({
  file: "notebooks/a.ipynb",
  verdict,
  restored,
  scenarios: [],
  kernelSeconds: 0,
  runSeconds: 1,
  overtakenBy: [],
});
const cells = (count: number): Outcome["verdict"] => ({
  kind: "run",
  why: "changed",
  changes: Array.from({ length: count }, (_, index) => ({ what: `cell ${index + 1}`, now: "1" })),
});

describe("outcomeReport", () => {
  it("says what was reused, and what came from the cache", () => {
    const run = { key: "k", given: {}, read: {} };
    const reused = "a.ipynb: reused, nothing that it depends on has changed";
    assert.equal(outcomeReport(outcome({ kind: "reuse", run }), true), reused);
    assert.equal(
      outcomeReport(outcome({ kind: "reuse", run }, [join(process.cwd(), "charts", "a", "b.png")]), false),
      `${reused}; restored ${join("charts", "a", "b.png")}`,
    );
  });

  it("says why a notebook ran, in a few words", () => {
    const said = (verdict: Outcome["verdict"]): string => outcomeReport(outcome(verdict), false);
    assert.equal(said({ kind: "run", why: "new" }), "a.ipynb: ran, for the first time");
    assert.equal(
      said({ kind: "run", why: "lost" }),
      "a.ipynb: ran, since its results are not in the cache any more",
    );
    assert.equal(said(cells(1)), "a.ipynb: ran, since cell 1 has changed");
    assert.equal(said(cells(4)), "a.ipynb: ran, since cell 1, cell 2, cell 3 and cell 4 have changed");
    assert.equal(said(cells(6)), "a.ipynb: ran, since cell 1, cell 2, cell 3 and 3 more have changed");
  });

  it("explains item by item: what it was, what it is", () => {
    const changes = [
      { what: "contract Job", before: "a".repeat(64), now: "b".repeat(64) },
      { what: "parameter weeks", before: "3", now: "5" },
      { what: "setting block", before: "13595416" },
      { what: "parameter keep3r", now: "Keep3rSlowInflation" },
    ];
    assert.equal(
      outcomeReport(outcome({ kind: "run", why: "changed", changes }), true),
      [
        "a.ipynb: ran, since contract Job, parameter weeks, setting block and parameter keep3r have changed",
        "  contract Job: aaaaaaaaaa → bbbbbbbbbb",
        "  parameter weeks: 3 → 5",
        "  setting block: 13595416 → gone",
        "  parameter keep3r: absent → Keep3rSlowInflation",
      ].join("\n"),
    );
  });
});
