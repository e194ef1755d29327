import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it, mock } from "node:test";
import type { Contract } from "ethers";
import { chartTheme } from "../../src/chart/theme/chartTheme.ts";
import { InvariantViolatedError } from "../../src/recorder/errors.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import type { InvariantVerdict } from "../../src/recorder/invariant.ts";
import type { InvariantSample } from "../../src/recorder/invariantSample.ts";
import type { RecordedEvent } from "../../src/recording/recording.ts";
import { assertFails } from "../support/assertFails.ts";
import { send } from "../keep3r/contractCalls.ts";

describe("an invariant", () => {
  let $: Notebook;
  let sampler: Contract;
  let events: Contract;
  let stored = 0n;

  before(async () => {
    $ = await openKeep3rNotebook();
    sampler = await $.deploy("Sampler");
    events = await $.deploy("EventSampler");
  });
  after(async () => {
    await $.close();
  });
  beforeEach(async () => {
    $.resetTraces();
    stored = 0n;
    await send(sampler, "store", stored);
    $.addViewTrace(sampler, "stored");
  });

  const increment = async (): Promise<void> => {
    stored += 1n;
    await send(sampler, "store", stored);
  };
  /** Ten minutes, a sample a minute, one more stored every two minutes: 17 samples, values 0 to 5. */
  const run = (): Promise<unknown> => $.sleepAndExecute(600, 60, increment, 120);
  const below = (limit: bigint) => (sample: InvariantSample) =>
    BigInt(sample.values.stored ?? 0) < limit || `${String(sample.values.stored)} is stored`;
  const violations = (): RecordedEvent[] => $.recording.events.filter(({ kind }) => kind === "violation");

  it("sees every sample in order, with the one before and the events between them", async () => {
    const seen: { time: number; previous: number | undefined; events: string[] }[] = [];
    $.addEventTrace(events, "Deposited");
    $.addInvariant("watch", ({ time, previous, events: since }) => {
      seen.push({ time, previous: previous?.time, events: since.map(({ name }) => name) });
      return undefined;
    });
    const { timestamp } = await $.block();
    await $.sleepAndExecute(120, 60, () => send(events, "deposit", 1n, 2n, 0n), 60);
    await $.sleepAndRecord(60, 60);
    assert.deepEqual(
      seen.map(({ time, previous, events: since }) => [
        time - timestamp,
        previous === undefined ? undefined : previous - timestamp,
        ...since,
      ]),
      [
        [0, undefined],
        [60, 0],
        [61, 60, "Deposited"],
        [120, 61],
        [121, 120, "Deposited"],
        [181, 121],
      ],
    );
    assert.deepEqual(violations(), []);
  });

  it("is reported at the end of the run, with the time of the first sample at which it does not hold", async () => {
    $.addInvariant("little is stored", below(3n));
    const error = await assertFails(run(), "INVARIANT_VIOLATED", "little is stored", "3 is stored");
    assert.ok(error instanceof InvariantViolatedError);
    const { rows } = $.recording;
    assert.equal(rows.at(-1)?.values.stored, 5n, "the run did not go to its end");
    const first = rows.find(({ values }) => values.stored === 3n);
    assert.ok(first);
    const iso = new Date(first.time * 1000).toISOString().replace(".000", "");
    assert.ok(error.shortMessage.includes(`${iso}, block ${String(first.block)}`), error.shortMessage);
    assert.deepEqual(violations(), [
      {
        kind: "violation",
        name: "little is stored",
        time: first.time,
        block: first.block,
        logIndex: -1,
        transaction: "",
        contract: "",
        args: { message: "3 is stored" },
      },
    ]);
  });

  it("is reported once: the next run goes on", async () => {
    $.addInvariant("little is stored", below(3n));
    await assertFails(run(), "INVARIANT_VIOLATED");
    await $.sleepAndRecord(60, 60);
    assert.equal(violations().length, 1);
  });

  it("is marked only, on request", async () => {
    $.addInvariant("little is stored", below(3n), { onViolation: "record" });
    await run();
    assert.equal(violations().length, 1);
  });

  it("is drawn in the colour of failures, under its name", async () => {
    $.addInvariant("little is stored", below(3n), { onViolation: "record" });
    await run();
    const spec = JSON.stringify($.chart({ theme: "light" }));
    assert.ok(spec.includes('"text":"little is stored"'));
    assert.ok(spec.includes(`"stroke":"${chartTheme("light").failure}"`));
    assert.ok(spec.includes('"title":"violation"'));
    assert.ok(spec.includes("3 is stored"));
  });

  it("tells of several in one error, the earliest first", async () => {
    $.addInvariants([
      { name: "below 4", check: below(4n) },
      { name: "below 2", check: below(2n) },
      { name: "below 3", check: below(3n), onViolation: "record" },
    ]);
    await assertFails(run(), "INVARIANT_VIOLATED", /"below 2" .* \(later also "below 4"\)/);
    assert.deepEqual(
      violations().map(({ name }) => name),
      ["below 2", "below 3", "below 4"],
    );
  });

  const verdicts: readonly (readonly [string, () => unknown, string | undefined])[] = [
    ["true", () => true, undefined],
    ["nothing", () => undefined, undefined],
    ["a promise of true", () => Promise.resolve(true), undefined],
    ["false", () => false, "it does not hold"],
    ["a promise of a text", () => Promise.resolve("too low"), "too low"],
    ["an empty text", () => "", ""],
    ["something else", () => 0, "its check returned 0, neither true, false nor a text"],
    [
      "an error",
      () => {
        throw new Error("expected 1\nbut got 2");
      },
      "its check threw expected 1",
    ],
  ];
  for (const [what, check, message] of verdicts) {
    it(`takes ${what} for ${message === undefined ? "holding" : `a violation`}`, async () => {
      $.addInvariant("claim", check as () => InvariantVerdict, { onViolation: "record" });
      await $.sleepAndRecord(60, 60);
      assert.deepEqual(
        violations().map(({ args }) => args.message),
        message === undefined ? [] : [message],
      );
    });
  }

  it("keeps what its check threw as the cause", async () => {
    const cause = new Error("no");
    $.addInvariant("claim", () => {
      throw cause;
    });
    const error = await assertFails($.sleepAndRecord(60, 60), "INVARIANT_VIOLATED", "its check threw no");
    assert.equal(error.cause, cause);
  });

  it("reads untraced views at the sample's block and at the one before", async () => {
    const steps: bigint[] = [];
    $.resetTraces();
    $.addInvariant("stored grows by at most 1", async ({ read, previous }) => {
      if (previous === undefined) return true;
      const step = (await read(sampler, "stored")) - (await previous.read(sampler, "stored"));
      steps.push(step);
      return step >= 0n && step <= 1n;
    });
    await run();
    assert.deepEqual(
      steps.filter((step) => step === 1n),
      [1n, 1n, 1n, 1n, 1n],
    );
  });

  it("reads what several checks want of a sample once", async () => {
    const readTwo = async ({ read }: InvariantSample): Promise<boolean> => {
      const [value, again] = await Promise.all([read(sampler, "stored"), read(sampler, "timestamp")]);
      return value >= 0n && again > 0n && (await read(sampler, "stored")) === value;
    };
    $.resetTraces();
    $.addInvariants([
      { name: "one", check: readTwo },
      { name: "two", check: readTwo },
    ]);
    const request = mock.method($.chain, "request");
    await $.sleepAndRecord(600, 60);
    const calls = request.mock.calls.filter(({ arguments: [method] }) => method === "eth_call");
    request.mock.restore();
    assert.equal(calls.length, 22, "two views at eleven samples");
  });

  it("does not let one failing read take the others with it", async () => {
    $.addInvariant("fails", async ({ read }) => (await read(sampler, "unavailable", 1n)) > 0n, {
      onViolation: "record",
    });
    $.addInvariant("holds", async ({ read }) => (await read(sampler, "stored")) === 0n);
    await $.sleepAndRecord(60, 60);
    assert.deepEqual(
      violations().map(({ name }) => name),
      ["fails"],
    );
    assert.match(JSON.stringify(violations()[0]?.args), /unavailable.* reverted with/);
  });

  it("reads logs that no trace keeps, once for all samples", async () => {
    let sum = 0n;
    $.addInvariant("count", async ({ logs }) => {
      for (const { args } of await logs(events, "Deposited")) sum += args.amount as bigint;
      return true;
    });
    const request = mock.method($.chain, "request");
    await $.sleepAndExecute(600, 60, () => send(events, "deposit", 1n, 2n, 0n), 120);
    const reads = request.mock.calls.filter(({ arguments: [method] }) => method === "eth_getLogs");
    request.mock.restore();
    assert.equal(sum, 10n);
    assert.equal(reads.length, 1);
    assert.deepEqual($.recording.events, []);
  });

  it("comes back with a snapshot, as does what was found", async () => {
    const before = await $.snapshot();
    $.addInvariant("little is stored", below(3n), { onViolation: "record" });
    const watching = await $.snapshot();
    await run();
    assert.equal(violations().length, 1);

    await $.revert(watching);
    stored = 0n;
    assert.deepEqual(violations(), []);
    await run();
    assert.equal(violations().length, 1, "it was not watched any more");

    await $.revert(before);
    stored = 0n;
    await run();
    assert.deepEqual(violations(), [], "it was watched before it was added");
  });

  it("is checked anew after resetRecording, and forgotten by resetTraces", async () => {
    $.addInvariant("little is stored", below(3n), { onViolation: "record" });
    await run();
    $.resetRecording();
    await $.sleepAndRecord(60, 60);
    assert.equal(violations().length, 1);
    $.resetTraces();
    $.addViewTrace(sampler, "stored");
    await $.sleepAndRecord(60, 60);
    assert.deepEqual(violations(), []);
  });

  it("looks at samples taken before it was added only when these are read again", async () => {
    await run();
    $.addInvariant("little is stored", below(3n), { onViolation: "record" });
    $.addInvariant("very little is stored", below(1n), { onViolation: "record" });
    assert.deepEqual(violations(), []);
    await $.backfill();
    const [very, little] = violations();
    assert.equal(very?.name, "very little is stored");
    assert.equal(little?.time, $.recording.rows.find(({ values }) => values.stored === 3n)?.time);
    await $.backfill();
    assert.equal(violations().length, 2, "a violation was found twice");
  });

  it("replaces the one of the same name, so that a cell can run twice", async () => {
    $.addInvariant("little is stored", below(1n));
    $.addInvariant("little is stored", below(100n));
    await run();
    assert.deepEqual(violations(), []);
  });

  it("is checked on the samples before an action that fails, whose error is the one to tell", async () => {
    $.addInvariant("little is stored", below(2n));
    const fail = async (): Promise<void> => {
      if (stored === 3n) throw new Error("enough");
      await increment();
    };
    await assertFails($.sleepAndExecute(600, 60, fail, 60), "ACTION_FAILED", "enough");
    assert.equal(violations().length, 1);
  });
});
