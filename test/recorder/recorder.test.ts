import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { Contract, id, keccak256, toBeHex } from "ethers";
import fc from "fast-check";
import type { Chain } from "../../src/chain/chain.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import { schedule } from "../../src/recorder/clock/schedule.ts";
import { deployContract } from "../../src/notebook/deployContract.ts";
import { Recorder } from "../../src/recorder/recorder.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { createEventTrace } from "../../src/recorder/traces/eventTrace.ts";
import { createScriptTrace } from "../../src/recorder/traces/scriptTrace.ts";
import { createViewTrace } from "../../src/recorder/traces/viewTrace.ts";
import { assertFails } from "../support/assertFails.ts";
import { read, send } from "../keep3r/contractCalls.ts";

const source = {
  kit: "test",
  chain: { kind: "embedded", chainId: 1, origin: "test" },
  seed: "test",
} as const;

describe("Recorder", () => {
  let chain: Chain;
  let signer: SimulatedSigner;
  let sampler: Contract;
  let events: Contract;
  let recorder: Recorder;

  before(async () => {
    chain = await openKeep3rChain();
    signer = await chain.newSigner();
    sampler = await deployContract(chain, "Sampler", [], { from: signer });
    events = await deployContract(chain, "EventSampler", [], { from: signer });
  });
  after(async () => {
    await chain.close();
  });
  beforeEach(async () => {
    await send(sampler, "store", 0n);
    recorder = new Recorder(chain);
    recorder.addTrace(createViewTrace(sampler, "stored"));
  });

  const recording = (of: Recorder = recorder): Recording => of.recording(source);
  const increment = async (): Promise<void> => {
    await send(sampler, "store", ((await read(sampler, "stored")) as bigint) + 1n);
  };
  const deposit = async (amount: number): Promise<void> => {
    await send(events, "deposit", 1n, amount, 0n);
  };
  const now = async (): Promise<number> => (await chain.block()).timestamp;

  /** Times of the samples from the start of a run, with the stored value. */
  function course(start: number): [number, unknown][] {
    return recording().rows.map(({ time, values }) => [time - start, values.stored]);
  }

  describe("time", () => {
    it("samples at the start, at every step and at the end, with a shorter last step", async () => {
      const start = await now();
      const rows = await recorder.run(10, 4);
      assert.deepEqual(
        rows.map(({ time }) => time - start),
        [0, 4, 8, 10],
      );
      assert.equal(await now(), start + 10);
    });

    it("samples on both sides of an action, and drifts by nothing", async () => {
      const start = await now();
      await recorder.run(20, 10, [{ run: increment, every: 10 }]);
      assert.deepEqual(course(start), [
        [0, 0n],
        [10, 0n],
        [11, 1n],
        [20, 1n],
        [21, 2n],
      ]);
    });

    it("runs actions off the sampling grid, with samples of their own", async () => {
      const start = await now();
      await recorder.run(20, 10, [{ run: increment, every: 7 }]);
      assert.deepEqual(course(start), [
        [0, 0n],
        [7, 0n],
        [8, 1n],
        [10, 1n],
        [14, 1n],
        [15, 2n],
        [20, 2n],
      ]);
    });

    it("keeps to the grid whatever actions do, and reads the state of each sample's own block", async () => {
      const step = fc.integer({ min: 1, max: 12 }).map((tens) => tens * 10);
      const scenario = fc.record({
        span: fc.integer({ min: 12, max: 40 }).map((tens) => tens * 10),
        every: step,
        steps: fc.array(step, { maxLength: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(scenario, async ({ span, every, steps }) => {
          await send(sampler, "store", 0n);
          const fresh = new Recorder(chain);
          fresh.addTrace(createViewTrace(sampler, "stored"));
          fresh.addTrace(createViewTrace(sampler, "timestamp"));
          const start = await now();
          const expected: { offset: number; stored: bigint }[] = [];
          let stored = 0n;
          for (const { offset, actions } of schedule(span, every, steps)) {
            expected.push({ offset, stored });
            stored += BigInt(actions.length);
            if (actions.length > 0) expected.push({ offset: offset + actions.length, stored });
          }
          const rows = await fresh.run(
            span,
            every,
            steps.map((seconds) => ({ run: increment, every: seconds })),
          );
          assert.deepEqual(
            rows.map(({ time, values }) => ({ offset: time - start, stored: values.stored })),
            expected,
          );
          for (const { time, values } of rows) assert.equal(values.timestamp, BigInt(time));
        }),
        { numRuns: 25 },
      );
    });

    it("samples once after an action that mines several blocks", async () => {
      const start = await now();
      const run = async (): Promise<void> => {
        await increment();
        await chain.request("hardhat_mine", ["0x3", "0x2"]);
        await increment();
      };
      await recorder.run(30, 15, [{ run, every: 15 }]);
      assert.deepEqual(course(start), [
        [0, 0n],
        [15, 0n],
        [22, 2n],
        [30, 2n],
        [37, 4n],
      ]);
    });

    it("samples once at an action that mines nothing", async () => {
      const start = await now();
      await recorder.run(10, 5, [{ run: () => undefined, every: 5 }]);
      assert.deepEqual(course(start), [
        [0, 0n],
        [5, 0n],
        [10, 0n],
      ]);
    });

    it("runs the actions of one time in the order in which they are given", async () => {
      const order: string[] = [];
      const note = (name: string, every: number): { run: () => unknown; every: number } => ({
        every,
        run: async () => {
          order.push(name);
          await increment();
        },
      });
      await recorder.run(60, 60, [note("c", 20), note("a", 30), note("b", 10)]);
      assert.deepEqual(order, ["b", "c", "b", "a", "b", "c", "b", "b", "c", "a", "b"]);
    });

    it("goes on from where the last run ended, without sampling that block twice", async () => {
      const start = await now();
      await recorder.run(10, 5);
      const rows = await recorder.run(10, 5);
      assert.deepEqual(
        rows.map(({ time }) => time - start),
        [15, 20],
      );
      const numbers = recording().rows.map(({ block }) => block);
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => (numbers[0] ?? 0) + index),
      );
    });

    it("reads the sample before an action before the action can change that block's state", async () => {
      const run = async (): Promise<void> => {
        // Mines nothing: the latest block's own state changes.
        await chain.request("hardhat_setStorageAt", [await sampler.getAddress(), "0x0", toBeHex(7, 32)]);
        await increment();
      };
      const start = await now();
      await recorder.run(10, 10, [{ run, every: 10 }]);
      assert.deepEqual(course(start), [
        [0, 0n],
        [10, 0n],
        [11, 8n],
      ]);
    });

    it("samples a thousand steps in a moment", async () => {
      const begun = performance.now();
      const rows = await recorder.run(1_000 * 3_600, 3_600);
      assert.equal(rows.length, 1_001);
      assert.ok(performance.now() - begun < 5_000);
    });

    it("leaves the chain alone when times do not fit", async () => {
      const before = await chain.block();
      await assertFails(recorder.run(10, 0), "INVALID_TIME", "every is 0 seconds");
      await assertFails(recorder.run(10, 20), "INVALID_STEP", "every is 20 s");
      await assertFails(recorder.run(10, 5, [{ run: increment, every: 11 }]), "INVALID_STEP", "11 s");
      assert.deepEqual(await chain.block(), before);
      assert.deepEqual(recording().rows, []);
    });

    it("stops when an action sleeps past the next sample, and keeps what it has", async () => {
      const start = await now();
      const run = async (): Promise<void> => {
        await chain.mine((await now()) + 8);
      };
      await assertFails(
        recorder.run(20, 5, [{ run, every: 10 }]),
        "ACTION_OVERRAN",
        new Date((start + 18) * 1_000).toISOString().replace(".000", ""),
        new Date((start + 15) * 1_000).toISOString().replace(".000", ""),
      );
      assert.deepEqual(course(start), [
        [0, 0n],
        [5, 0n],
        [10, 0n],
        [18, 0n],
      ]);
    });

    it("lets an action take exactly the time up to the next sample", async () => {
      const start = await now();
      const run = async (): Promise<void> => {
        await chain.mine((await now()) + 5);
      };
      await recorder.run(10, 5, [{ run, every: 5 }]);
      assert.deepEqual(
        course(start).map(([time]) => time),
        [0, 5, 10, 15],
      );
    });
  });

  describe("traces", () => {
    it("takes the same trace again, as when a cell is run twice", async () => {
      recorder.addTrace(createViewTrace(sampler, "stored", [], { decimals: 2, unit: "X" }));
      recorder.addTrace(createScriptTrace("script", () => 1));
      recorder.addTrace(createScriptTrace("script", () => 2));
      recorder.addEventTrace(createEventTrace(events, "Deposited"));
      recorder.addEventTrace(createEventTrace(events, "Deposited"));
      await recorder.run(5, 5, [{ run: () => deposit(1), every: 5 }]);
      const { series, events: recorded } = recording();
      assert.deepEqual(
        series.map(({ name, decimals, unit }) => [name, decimals, unit]),
        [
          ["stored", 2, "X"],
          ["script", 0, ""],
        ],
      );
      assert.equal(series[1]?.values[0], 2, "the script that was given last");
      assert.equal(recorded.length, 1);
    });

    it("refuses another trace of the same name", async () => {
      const other = await deployContract(chain, "Sampler", [], { from: signer });
      const named = { name: "stored" };
      const clashes = [
        createViewTrace(other, "stored"),
        createViewTrace(sampler, "value(uint256)", 1, named),
        createViewTrace(sampler, "timestamp", [], named),
        createScriptTrace("stored", () => 1),
      ];
      for (const clash of clashes) {
        await assertFails(
          () => {
            recorder.addTrace(clash);
          },
          "DUPLICATE_TRACE",
          '"stored"',
        );
      }
      recorder.addTrace(createViewTrace(sampler, "pair", [], { name: "pair", pick: 0 }));
      await assertFails(
        () => {
          recorder.addTrace(createViewTrace(sampler, "pair", [], { name: "pair", pick: 1 }));
        },
        "DUPLICATE_TRACE",
        '"pair"',
      );
      recorder.addEventTrace(createEventTrace(events, "Deposited", { name: "event" }));
      await assertFails(
        () => {
          recorder.addEventTrace(createEventTrace(events, "Quoted", { name: "event" }));
        },
        "DUPLICATE_TRACE",
        '"event"',
      );
    });

    it("tells overloaded and twice traced views apart by their names", async () => {
      recorder.addTrace(createViewTrace(sampler, "value(uint256)", 1, { name: "one more" }));
      recorder.addTrace(createViewTrace(sampler, "value(uint256)", 2, { name: "two more" }));
      const [row] = await recorder.run(1, 1);
      assert.deepEqual(row?.values, { stored: 0n, "one more": 1n, "two more": 2n });
    });

    it("runs scripts at the sample's own state, before and after actions", async () => {
      recorder.addTrace(createScriptTrace("read", async () => (await read(sampler, "stored")) as bigint));
      recorder.addTrace(createScriptTrace("time", ({ timestamp }) => timestamp));
      await recorder.run(30, 10, [{ run: increment, every: 15 }]);
      const rows = recording().rows;
      assert.equal(rows.length, 7);
      for (const { time, values } of rows) {
        assert.equal(values.read, values.stored);
        assert.equal(values.time, time);
      }
    });

    it("keeps the samples before a script that throws", async () => {
      const start = await now();
      recorder.addTrace(
        createScriptTrace("fragile", ({ timestamp }) => {
          if (timestamp > start + 10) throw new Error("too late");
          return 1;
        }),
      );
      await assertFails(recorder.run(20, 5), "SCRIPT_FAILED", '"fragile"', "too late");
      assert.equal(recording().rows.length, 3);
    });

    it("tells a script that sends a transaction", async () => {
      recorder.addTrace(
        createScriptTrace("meddler", async () => {
          await increment();
          return 1;
        }),
      );
      await assertFails(recorder.run(20, 5), "SCRIPT_FAILED", '"meddler" mined 1 block');
    });

    it("keeps the samples before a view that has no value any more", async () => {
      const doomed = await deployContract(chain, "Sampler", [], { from: signer });
      recorder.addTrace(createViewTrace(doomed, "timestamp"));
      const run = async (): Promise<void> => {
        await chain.request("hardhat_setCode", [await doomed.getAddress(), "0x"]);
        await increment();
      };
      const start = await now();
      await assertFails(recorder.run(40, 5, [{ run, every: 15 }]), "VIEW_FAILED", "timestamp");
      assert.deepEqual(
        course(start).map(([time]) => time),
        [0, 5, 10, 15],
      );
      assert.equal(recording().series[1]?.values.length, 4);
    });

    it("reads traces that come late over the blocks that were recorded", async () => {
      const script = createScriptTrace("script", () => 1);
      const late = [createViewTrace(sampler, "timestamp"), createViewTrace(sampler, "value(uint256)", 7)];
      const event = createEventTrace(events, "Deposited");
      const complete = new Recorder(chain);
      for (const trace of [createViewTrace(sampler, "stored"), script, ...late]) complete.addTrace(trace);
      complete.addEventTrace(event);
      recorder.addTrace(script);

      const actions = [
        { run: increment, every: 20 },
        { run: () => deposit(5), every: 30 },
      ];
      const snapshot = await chain.takeSnapshot();
      await complete.run(120, 10, actions);
      await snapshot.restore();
      await recorder.run(120, 10, actions);
      for (const trace of late) recorder.addTrace(trace);
      recorder.addEventTrace(event);
      assert.equal(recording().series[2]?.values[0], null, "nothing is known before");
      await recorder.backfill();
      assert.deepEqual(recording(), recording(complete));
      await recorder.backfill();
      assert.deepEqual(recording(), recording(complete), "a second time changes nothing");
    });

    it("has no value for a script where it was not run", async () => {
      await recorder.run(10, 5);
      recorder.addTrace(createScriptTrace("late", () => 1));
      await recorder.backfill();
      await recorder.run(5, 5);
      assert.deepEqual(recording().series[1]?.values, [null, null, null, 1]);
    });

    it("names the code that it read", async () => {
      recorder.addEventTrace(createEventTrace(events, "Deposited"));
      await recorder.run(5, 5);
      const [target, code] = [await sampler.getAddress(), await chain.ethersProvider.getCode(sampler)];
      assert.deepEqual(recording().source.contracts, [
        { name: "Sampler", address: target, codeHash: keccak256(code) },
        {
          name: "EventSampler",
          address: await events.getAddress(),
          codeHash: keccak256(await chain.ethersProvider.getCode(events)),
        },
      ]);

      await chain.request("hardhat_setCode", [target, `${code}00`]);
      recorder.resetRecording();
      await recorder.run(5, 5);
      assert.equal(recording().source.contracts[0]?.codeHash, keccak256(`${code}00`));
      await chain.request("hardhat_setCode", [target, code]);
    });
  });

  describe("a contract that comes into being", () => {
    const salts = [id("during"), id("at the end"), id("never")];
    it("has its name and its code's hash in the recording, whenever that is", async () => {
      const maker = await deployContract(chain, "Maker", [], { from: signer });
      const abi = ["event Touched(address by)"];
      for (const salt of salts) {
        const made = new Contract(
          (await read(maker, "addressFor", salt)) as string,
          abi,
          chain.ethersProvider,
        );
        recorder.addEventTrace(createEventTrace(made, "Touched", { name: salt }));
      }
      await recorder.run(30, 10, [{ run: () => send(maker, "make", salts[0]), every: 20 }]);
      await recorder.run(30, 10, [{ run: () => send(maker, "make", salts[1]), every: 30 }]);
      const [, during, atEnd, never] = recording().source.contracts;
      assert.ok(during !== undefined);
      const code = await chain.ethersProvider.getCode(during.address);
      assert.ok(code.length > 2);
      assert.deepEqual(
        [during, atEnd].map((contract) => [contract?.name, contract?.codeHash]),
        [
          ["Made", keccak256(code)],
          ["Made", keccak256(code)],
        ],
      );
      assert.deepEqual([never?.name, never?.codeHash], [undefined, keccak256("0x")]);
      assert.equal(recording().events.length, 2);
    });
  });

  describe("events", () => {
    beforeEach(() => {
      recorder.addEventTrace(createEventTrace(events, "Deposited"));
    });
    const amounts = (): unknown[] => recording().events.map(({ args }) => args.amount);

    it("are those after the block of the first sample, to the block of the last", async () => {
      await deposit(1);
      await deposit(2);
      await recorder.run(10, 5, [{ run: () => deposit(3), every: 5 }]);
      await deposit(4);
      assert.deepEqual(amounts(), [3n, 3n]);
      await recorder.run(10, 5);
      assert.deepEqual(amounts(), [3n, 3n, 4n], "what lies between two runs belongs to both");
    });

    it("do not come again after a reset, to an invariant neither", async () => {
      const [traced, read]: number[][] = [[], []];
      recorder.addInvariant({
        name: "counts",
        check: async (sample) => {
          traced?.push(sample.events.length);
          read?.push((await sample.logs(events, "Deposited")).length);
          return true;
        },
      });
      const twice = [{ run: () => deposit(1), every: 5 }];
      await recorder.run(10, 5, twice);
      assert.equal(amounts().length, 2);
      assert.deepEqual(
        [traced, read],
        [
          [0, 0, 1, 0, 1],
          [0, 0, 1, 0, 1],
        ],
      );
      recorder.resetRecording();
      await recorder.run(10, 5, twice);
      assert.equal(amounts().length, 2);
      assert.deepEqual(traced?.slice(5), [0, 0, 1, 0, 1]);
      assert.deepEqual(read?.slice(5), [0, 0, 1, 0, 1]);
      assert.ok(recording().events.every(({ time }) => time > (recording().rows[0]?.time ?? Infinity)));
      await recorder.backfill();
      assert.equal(amounts().length, 2);
    });

    it("are kept once, in chain order, over several runs", async () => {
      recorder.addEventTrace(createEventTrace(events, "Moved(uint256)"));
      for (let round = 1; round <= 3; round += 1) {
        await recorder.run(10, 5, [
          { run: () => send(events, "depositAll", [round, round]), every: 5 },
          { run: () => deposit(round * 10), every: 10 },
        ]);
      }
      const positions = recording().events.map(({ block, logIndex }) => block * 1_000 + logIndex);
      assert.equal(positions.length, 3 * (2 * 3 + 1));
      assert.deepEqual(
        positions,
        [...new Set(positions)].sort((a, b) => a - b),
      );
    });

    it("are forgotten with the recording, and with the traces", async () => {
      await recorder.run(10, 5, [{ run: () => deposit(3), every: 10 }]);
      recorder.resetRecording();
      assert.deepEqual(recording().events, []);
      assert.deepEqual(recording().rows, []);
      assert.deepEqual(recording().series[0]?.values, []);
      await chain.mine((await now()) + 1);
      await recorder.run(10, 5);
      assert.deepEqual(amounts(), [], "events of before the reset do not come back");
      assert.equal(recording().rows.length, 3);

      recorder.resetTraces();
      assert.deepEqual(recording(), {
        source: { ...source, contracts: [] },
        series: [],
        rows: [],
        events: [],
        eventTraces: [],
        periods: [],
      });
    });

    it("are recorded without any sampled trace", async () => {
      recorder.resetTraces();
      recorder.addEventTrace(createEventTrace(events, "Deposited"));
      await recorder.run(10, 5, [{ run: () => deposit(3), every: 10 }]);
      assert.deepEqual(amounts(), [3n]);
      assert.equal(recording().rows.length, 4);
    });
  });

  describe("failures", () => {
    let failing: Contract;
    before(async () => {
      failing = await deployContract(chain, "FailingSampler", [await sampler.getAddress()], { from: signer });
      chain.contracts.learnErrors(failing.interface);
      chain.contracts.learnErrors(sampler.interface);
    });

    const reverts: readonly [string, string, readonly unknown[], string, string, Record<string, unknown>][] =
      [
        ["a custom error", "refuse", [], "Refused()", "Refused", {}],
        ["a reason", "explain", [], '"out of luck"', '"out of luck"', { reason: "out of luck" }],
        ["a panic", "divide", [0], "Panic(code: 18)", "Panic", { code: 18n }],
        ["nothing", "sulk", [], "no reason", "revert", {}],
      ];

    for (const [what, method, args, words, name, decoded] of reverts) {
      it(`stop the run by default, and say all about it: ${what}`, async () => {
        const start = await now();
        const run = (): Promise<unknown> => send(failing, method, ...args);
        const error = await assertFails(
          recorder.run(30, 5, [{ run, every: 10, name: "the work" }]),
          "ACTION_FAILED",
          '"the work"',
          new Date((start + 11) * 1_000).toISOString().replace(".000", ""),
          words,
          'onRevert: "record"',
        );
        const { hash } = (await chain.ethersProvider.getBlock("latest"))?.transactions.map((one) => ({
          hash: one,
        }))[0] ?? { hash: "no transaction" };
        assert.ok(error.message.includes(hash), error.message);
        assert.deepEqual(
          course(start).map(([time]) => time),
          [0, 5, 10],
          "the samples before are kept",
        );
      });

      it(`are recorded on request, while the run goes on: ${what}`, async () => {
        recorder.addEventTrace(createEventTrace(events, "Deposited"));
        const start = await now();
        const actions = [
          { run: () => send(failing, method, ...args), every: 10, name: "the work" },
          { run: () => deposit(1), every: 10 },
        ];
        const rows = await recorder.run(20, 10, actions, { onRevert: "record" });
        assert.deepEqual(
          rows.map(({ time }) => time - start),
          [0, 10, 12, 20, 22],
        );
        const [failure, log, ...rest] = recording().events;
        assert.ok(failure && log);
        assert.equal(rest.length, 2);
        assert.equal(log.name, "Deposited");
        const { transaction, ...others } = failure;
        assert.deepEqual(others, {
          kind: "failure",
          name,
          time: start + 11,
          block: log.block - 1,
          logIndex: -1,
          contract: await failing.getAddress(),
          args: { action: "the work", ...decoded },
        });
        const receipt = await chain.ethersProvider.getTransactionReceipt(transaction);
        assert.equal(receipt?.status, 0);
        assert.equal(receipt.blockNumber, failure.block);
      });
    }

    it("tell the custom error of a contract further down, with its arguments", async () => {
      const run = (): Promise<unknown> => send(failing, "refuseBelow", 5);
      await recorder.run(10, 10, [{ run, every: 10 }], { onRevert: "record" });
      const [failure] = recording().events;
      assert.equal(failure?.name, "Unavailable");
      assert.deepEqual(failure.args, {
        action: "action 1",
        _requested: 5n,
        _account: await failing.getAddress(),
      });
    });

    it("are told for calls too, which have no transaction", async () => {
      const run = (): Promise<unknown> => read(failing, "refuseBelow", 5);
      await assertFails(
        recorder.run(10, 10, [{ run, every: 10 }]),
        "ACTION_FAILED",
        "Unavailable(_requested: 5",
      );
      await recorder.run(10, 10, [{ run, every: 10 }], { onRevert: "record" });
      const failure = recording().events.at(-1);
      assert.equal(failure?.transaction, "");
      assert.equal(failure.time, await now());
    });

    it("begin when the contract begins to refuse", async () => {
      const start = await now();
      const run = (): Promise<unknown> => send(failing, "count", 2);
      await recorder.run(40, 40, [{ run, every: 10 }], { onRevert: "record" });
      assert.deepEqual(
        recording().events.map(({ kind, name, time }) => [kind, name, time - start]),
        [
          ["failure", "Refused", 31],
          ["failure", "Refused", 41],
        ],
      );
    });

    const names: readonly [string, { run: () => unknown; name?: string }, string][] = [
      ["its own name", { run: () => send(failing, "refuse"), name: "swap" }, "swap"],
      [
        "its function's name",
        {
          run: function workTheJob() {
            return send(failing, "refuse");
          },
        },
        "workTheJob",
      ],
      ["its number, where it has no name", { run: () => send(failing, "refuse") }, "action 2"],
    ];
    for (const [what, action, name] of names) {
      it(`name an action by ${what}`, async () => {
        const actions = [
          { run: () => undefined, every: 5 },
          { ...action, every: 5 },
        ];
        await assertFails(recorder.run(5, 5, actions), "ACTION_FAILED", JSON.stringify(name));
      });
    }

    it("of another kind than a revert stop the run even so", async () => {
      const reasons: readonly [() => unknown, string | RegExp][] = [
        [() => Promise.reject(new TypeError("x is not a function")), "x is not a function"],
        [() => Promise.reject(new Error("")), /failed at [^ ]+Z: Error/],
        [() => Promise.reject(new Error("first line\nsecond line")), /first line\nThe action/],
        [() => signer.sendTransaction({ to: signer.address, value: 10n ** 30n }), "enough funds"],
        [() => signer.sendTransaction({ to: signer.address, nonce: 0 }), /[Nn]once/],
      ];
      for (const [run, says] of reasons) {
        const attempt = recorder.run(10, 5, [{ run, every: 5 }], { onRevert: "record" });
        const error = await assertFails(attempt, "ACTION_FAILED", says, "The action itself threw");
        assert.ok(error.cause instanceof Error);
      }
      assert.deepEqual(recording().events, []);
    });

    it("keep the events before", async () => {
      recorder.addEventTrace(createEventTrace(events, "Deposited"));
      const actions = [
        { run: () => deposit(1), every: 5 },
        { run: () => send(failing, "refuse"), every: 15 },
      ];
      await assertFails(recorder.run(30, 5, actions), "ACTION_FAILED", "Refused()");
      assert.equal(recording().events.length, 2);
    });
  });

  describe("a recording", () => {
    it("is plain data that later samples do not change", async () => {
      recorder.addEventTrace(createEventTrace(events, "Quoted"));
      recorder.setPeriod({ name: "period", seconds: 5 });
      const quote = (): Promise<unknown> =>
        send(events, "quote", "a", { price: 1n, tick: -1 }, [1n, 2n], "note");
      await recorder.run(10, 5, [{ run: quote, every: 10 }], { boundaries: false });
      const early = recording();
      const copy = structuredClone(early);
      assert.deepEqual(copy, early);
      assert.equal(early.events[0]?.args.name, id("a"));

      recorder.addTrace(createViewTrace(sampler, "timestamp"));
      recorder.setPeriod({ name: "other", seconds: 7 });
      await recorder.run(10, 5, [{ run: quote, every: 10 }], { boundaries: false });
      await recorder.backfill();
      assert.deepEqual(early, copy);
      assert.deepEqual(recording().periods, [{ name: "other", seconds: 7 }]);
      assert.equal(recording().rows.length, 2 * early.rows.length - 1);
    });

    it("has rows and series that say the same", async () => {
      recorder.addTrace(createViewTrace(sampler, "timestamp", [], { name: "clock" }));
      recorder.addTrace(createScriptTrace("half", ({ number }) => number / 2, { unit: "block" }));
      await recorder.run(30, 10, [{ run: increment, every: 10 }]);
      const { rows, series } = recording();
      assert.equal(series.length, 3);
      for (const { name, times, values } of series) {
        assert.deepEqual(
          times,
          rows.map(({ time }) => time),
        );
        assert.deepEqual(
          values,
          rows.map((row) => row.values[name]),
        );
      }
      assert.deepEqual(
        series.map(({ kind, unit, contract, signature }) => [kind, unit, contract, signature]),
        [
          ["view", "", await sampler.getAddress(), "stored()"],
          ["view", "", await sampler.getAddress(), "timestamp()"],
          ["script", "block", undefined, undefined],
        ],
      );
    });

    it("comes back with a checkpoint, as often as wanted", async () => {
      await recorder.run(10, 5);
      const checkpoint = recorder.checkpoint();
      const expected = recording();
      for (let round = 0; round < 2; round += 1) {
        recorder.addTrace(createViewTrace(sampler, "timestamp"));
        recorder.addEventTrace(createEventTrace(events, "Deposited"));
        recorder.setPeriod({ name: "period", seconds: 9 });
        await recorder.run(10, 5, [{ run: () => deposit(1), every: 5 }]);
        recorder.resetRecording();
        recorder.restore(checkpoint);
        assert.deepEqual(recording(), expected);
      }
    });
  });
});
