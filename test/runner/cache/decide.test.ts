import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decide, type KnownRun } from "../../../src/runner/cache/decide.ts";

const run = (key: string, given: KnownRun["given"], read: KnownRun["read"] = {}): KnownRun => ({
  key,
  given,
  read,
});

describe("decide", () => {
  const latest = run("latest", { "cell 1": "a", "parameter weeks": "3" }, { "contract Job": "c" });

  it("reuses a run of which nothing has changed", () => {
    const verdict = decide([latest], latest.given, { "contract Job": "c", "contract Other": "d" });
    assert.deepEqual(verdict, { kind: "reuse", run: latest });
  });

  it("reuses an earlier run when all is again what it was then", () => {
    const earlier = run("earlier", { "cell 1": "b" });
    assert.deepEqual(decide([latest, earlier], { "cell 1": "b" }, { "contract Job": "c" }), {
      kind: "reuse",
      run: earlier,
    });
  });

  it("lists what differs from the latest run: changed, gone, new", () => {
    const given = { "cell 1": "A", "setting preset": "documentation" };
    assert.deepEqual(decide([latest, run("earlier", { "cell 1": "b" })], given, { "contract Job": "C" }), {
      kind: "run",
      why: "changed",
      changes: [
        { what: "cell 1", before: "a", now: "A" },
        { what: "parameter weeks", before: "3" },
        { what: "setting preset", now: "documentation" },
        { what: "contract Job", before: "c", now: "C" },
      ],
    });
  });

  it("does not reuse a run whose contract is not there any more", () => {
    assert.deepEqual(decide([latest], latest.given, {}), {
      kind: "run",
      why: "changed",
      changes: [{ what: "contract Job", before: "c" }],
    });
  });

  it("runs a notebook for the first time", () => {
    assert.deepEqual(decide([], { "cell 1": "a" }, {}), { kind: "run", why: "new" });
  });
});
