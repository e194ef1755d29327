import assert from "node:assert/strict";
import { after, before, describe, it, mock } from "node:test";
import { Contract } from "ethers";
import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import { renderPng } from "../../src/chart/render/renderPng.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { openNotebook } from "../../src/notebook/openNotebook.ts";
import { compareRecordings } from "../../src/recording/compare/compareRecordings.ts";
import { recordingToCsv } from "../../src/recording/recordingToCsv.ts";
import { recordingToJson } from "../../src/recording/recordingToJson.ts";
import { assertFails } from "../support/assertFails.ts";

/** What the types refuse, as a cell without types or with `any` in it gives it. */
type Untyped = never;

const day = 86_400;
const right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const wrong = "0x5aAeb6053f3E94C9b9A09f33669435E7Ef1BeAed";

describe("wrong input", () => {
  let $: Notebook;
  let orders: Contract;
  let sampler: Contract;
  let alice: SimulatedSigner;
  before(async () => {
    $ = await openNotebook();
    orders = await $.deploy("Orders", [{ token: right, amount: 5n }]);
    sampler = await $.deploy("Sampler");
    alice = await $.newSigner();
    $.addViewTrace(sampler, "timestamp");
    await $.sleepAndRecord(10, 5);
  });
  after(async () => {
    await $.close();
  });

  describe("an address with a wrong checksum", () => {
    const attempts: readonly (readonly [string, () => unknown])[] = [
      ["$.fetch", () => $.fetch("Orders", wrong)],
      ["$.impersonate", () => $.impersonate(wrong)],
      ["$.setBalance", () => $.setBalance(wrong, 1n)],
      ["chain.getSigner", () => $.chain.getSigner(wrong)],
      [
        "an argument of a view",
        () => {
          $.addViewTrace(sampler, "value(address)", wrong);
        },
      ],
      [
        "a field of a struct",
        () => {
          $.addViewTrace(orders, "scaled", [{ token: wrong, amount: 1n }, 2n]);
        },
      ],
      ["a constructor", () => $.deploy("Orders", [{ token: wrong, amount: 1n }])],
      [
        "a traced contract",
        () => {
          $.addViewTrace(new Contract(wrong, sampler.interface), "stored");
        },
      ],
      [
        "a condition on events",
        () => {
          const abi = ["event Paid(address to)"];
          $.addEventTrace(new Contract(right, abi), "Paid", { where: { to: wrong } });
        },
      ],
      ["an address book", () => $.saveChain("never.chain", { vault: wrong })],
    ];
    for (const [what, attempt] of attempts) {
      it(`is refused as such: ${what}`, async () => {
        const error = await assertFails(attempt, "INVALID_ARGUMENTS");
        const cause = error.cause instanceof Error ? error.cause.message : "";
        assert.match(`${error.message} ${cause}`, /checksum.*0x5aAeb6053f3E94C9b9A09f33669435E7Ef1BeAed/);
        assert.match(`${error.message} ${cause}`, /it is 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed/);
      });
    }

    it("is none where there are no capitals", async () => {
      assert.equal((await $.impersonate(wrong.toLowerCase())).address, right);
      await assertFails($.impersonate("0x12"), "INVALID_ARGUMENTS", '"0x12" is not an address');
    });
  });

  describe("a struct", () => {
    const order = () => ({ maker: alice, legs: [{ token: sampler, amount: 3n }, [right, 4]], open: true });
    const lastByte = () => BigInt(alice.address) & 0xffn;

    it("may be an object, with contracts and signers for addresses, or a list", async () => {
      assert.equal(await orders.getFunction("first").staticCall(), 5n);
      $.addViewTrace(orders, "total", [order()] as never, { name: "object" });
      $.addViewTrace(orders, "total", order(), { name: "bare" });
      $.addViewTrace(orders, "total", [[alice.address, [[right, 7n]], true]], { name: "list" });
      $.addViewTrace(orders, "total", [alice.address, [[right, 7n]], true], { name: "bare list" });
      $.addViewTrace(orders, "scaled", [{ token: right, amount: 6n }, 7n]);
      $.resetRecording();
      const [row] = await $.sleepAndRecord(5, 5);
      const { object, bare, list, "bare list": bareList, scaled } = row?.values ?? {};
      const expected = 14n + lastByte();
      assert.deepEqual([object, bare, list, bareList, scaled], [expected, expected, expected, expected, 42n]);
    });

    const refused: readonly (readonly [string, string, unknown, string])[] = [
      [
        "an unknown field",
        "total",
        [{ maker: right, legs: [], opened: true }],
        'has no "opened".*Did you mean open',
      ],
      ["a missing field", "total", [{ maker: right, legs: [] }], 'the struct order lacks "open"'],
      [
        "a wrong field",
        "total",
        [{ maker: right, legs: [{ token: right, amount: "x" }], open: true }],
        "cannot take x for uint128 order.legs\\[0\\].amount",
      ],
      [
        "a number that is too large",
        "scaled",
        [{ token: right, amount: 2n ** 128n }, 1n],
        "uint128 leg.amount",
      ],
      ["half a number", "scaled", [{ token: right, amount: 1n }, 0.5], "cannot take 0.5 for uint256 factor"],
      [
        "a text for a truth",
        "total",
        [{ maker: right, legs: [], open: "false" }],
        'bool order.open: it is the text "false"',
      ],
      ["something else than a list", "total", [{ maker: right, legs: 3, open: true }], "order.legs"],
      ["a number in its place", "total", [7], "cannot take 7"],
      ["a list of another length", "both", [[1n]], "a list of 2"],
      [
        "options in place of arguments",
        "first",
        { decimals: 18 },
        "takes 0 argument\\(s\\), not 1.*Options come after",
      ],
    ];
    for (const [what, view, args, says] of refused) {
      it(`is refused for ${what}`, async () => {
        await assertFails(
          () => {
            $.addViewTrace(orders, view, args as Untyped, { name: what });
          },
          "INVALID_ARGUMENTS",
          new RegExp(says, "s"),
        );
      });
    }
  });

  describe("a time", () => {
    const milliseconds = 1_790_000_000_000;
    const attempts: readonly (readonly [string, () => unknown])[] = [
      ["$.sleepTo", () => $.sleepTo(milliseconds)],
      ["$.sleepTo with a bigint", () => $.sleepTo(BigInt(milliseconds))],
      ["$.sleep", () => $.sleep(milliseconds)],
      ["chain.mine", () => $.chain.mine(milliseconds)],
      ["chain.setNextBlockTimestamp", () => $.chain.setNextBlockTimestamp(milliseconds)],
      ["evm_increaseTime", () => $.chain.request("evm_increaseTime", [365 * day * 1_000])],
      ["hardhat_mine", () => $.chain.request("hardhat_mine", ["0xa", "0x10000000000"])],
      ["a span", () => $.sleepAndRecord(milliseconds, milliseconds)],
      [
        "a period",
        () => {
          $.setPeriodTrace(milliseconds);
        },
      ],
      ["the next period", () => $.sleepToNextPeriod(milliseconds)],
      ["a start", () => openNotebook({ startTime: milliseconds })],
      ["a block interval", () => openNotebook({ blockInterval: milliseconds })],
    ];
    for (const [what, attempt] of attempts) {
      it(`in milliseconds is refused: ${what}`, async () => {
        const { number } = await $.block();
        const says = /1790000000000|31536000000|more than a hundred years/;
        await assertFails(attempt, "INVALID_TIME", says, "not milliseconds");
        assert.equal((await $.block()).number, number);
      });
    }

    it("may be a number or a bigint everywhere", async () => {
      const { timestamp } = await $.block();
      await $.sleep(5n);
      await $.sleepTo(BigInt(timestamp + 10));
      await $.chain.mine(BigInt(timestamp + 12));
      await $.chain.setNextBlockTimestamp(BigInt(timestamp + 20));
      await $.sleep(8n);
      assert.equal((await $.block()).timestamp, timestamp + 20);
      assert.equal($.time(2n, "hours"), 7_200);
      $.setPeriodTrace(10n);
      $.resetTraces();
      const rows = await $.sleepAndRecord(20n, 10n, { boundaries: false });
      assert.deepEqual(
        rows.map(({ time }) => time - timestamp),
        [20, 30, 40],
      );
      let count = 0;
      const act = (): void => {
        count += 1;
      };
      await $.sleepAndExecute(20n, 10n, act, 10n);
      await $.sleepAndExecute(20n, 20, [{ run: act, every: 5n }]);
      assert.equal(count, 6);
      const other = await openNotebook({ startTime: 1_800_000_000n, blockInterval: 3n });
      assert.equal((await other.block()).timestamp, 1_800_000_000);
      await other.close();
    });

    const none: readonly unknown[] = ["60", null, undefined, Number.NaN, 1.5, new Date(0), 0n, -5n];
    for (const given of none) {
      it(`is never ${typeof given} ${String(given)}`, async () => {
        await assertFails(() => $.sleep(given as Untyped), "INVALID_TIME");
        await assertFails(() => $.sleepAndRecord(given as Untyped, 1), "INVALID_TIME", "span is");
        await assertFails(() => $.sleepAndRecord(10, given as Untyped), "INVALID_TIME", "every is");
        await assertFails(
          () => {
            $.setPeriodTrace(given as Untyped);
          },
          "INVALID_TIME",
          "the period is",
        );
        if (given !== undefined && given !== null)
          await assertFails(() => openNotebook({ blockInterval: given as Untyped }), "INVALID_TIME");
      });
    }
  });

  describe("a span with too many samples", () => {
    const attempts: readonly (readonly [string, () => Promise<unknown>, string])[] = [
      ["by its step", () => $.sleepAndRecord(400 * day, 1), "34,560,001 samples"],
      ["in milliseconds", () => $.sleepAndRecord(30_000 * day, 60), "43,200,001 samples"],
      ["by its actions", () => $.sleepAndExecute(365 * day, day, () => undefined, 1), "63,072,"],
    ];
    for (const [what, attempt, count] of attempts) {
      it(`is refused at once, with the count: ${what}`, async () => {
        const [{ number }, start] = [await $.block(), performance.now()];
        await assertFails(attempt, "INVALID_STEP", count, "more than 10,000,000");
        assert.ok(performance.now() - start < 100, "at once");
        assert.equal((await $.block()).number, number);
      });
    }

    it("is refused by the boundaries of its period, too", async () => {
      $.setPeriodTrace(10);
      await assertFails($.sleepAndRecord(3_000 * day, 100), "INVALID_STEP", /around every boundary of 10 s/);
      $.resetTraces();
    });
  });

  describe("an amount", () => {
    const attempts: readonly (readonly [string, () => unknown])[] = [
      ["a new signer's ether", () => $.newSigner(10 as Untyped)],
      ["a balance", () => $.setBalance(alice.address, 10 as Untyped)],
      ["a constructor's ether", () => $.deploy("Sampler", [], { value: 10 as Untyped })],
    ];
    for (const [what, attempt] of attempts) {
      it(`that is a number is refused: ${what}`, async () => {
        await assertFails(attempt, "INVALID_ARGUMENTS", "the number 10", 'parseEther("10")');
      });
    }

    it("of less than a gwei for a base fee brings a warning, and counts", () => {
      const warn = mock.method(console, "warn", () => undefined);
      const before = $.chain.baseFee;
      const warnings: (readonly [bigint | number, number])[] = [
        [40n, 1],
        [40, 1],
        [999_999_999, 1],
        [50_000_000n, 0],
        [40n * 10n ** 9n, 0],
        [40e9, 0],
        [0n, 0],
      ];
      for (const [fee, count] of warnings) {
        warn.mock.resetCalls();
        $.setBaseFee(fee);
        assert.equal($.chain.baseFee, BigInt(fee));
        assert.equal(warn.mock.callCount(), count, String(fee));
        if (count > 0)
          assert.match(String(warn.mock.calls[0]?.arguments[0]), new RegExp(`${fee} wei.*${fee}n \\* 10n`));
      }
      warn.mock.restore();
      $.chain.baseFee = before;
    });

    for (const fee of [-1n, 1.5, "40", Number.NaN]) {
      it(`is no base fee: ${String(fee)}`, async () => {
        await assertFails(
          () => {
            $.setBaseFee(fee as Untyped);
          },
          "INVALID_ARGUMENTS",
          "The base fee is",
          String(fee),
        );
      });
    }
  });

  describe("what is no function", () => {
    const attempts: readonly (readonly [string, () => unknown, string])[] = [
      [
        "an action that is a promise",
        () => $.sleepAndExecute(10, 5, Promise.reject(new Error("late")) as Untyped, 5),
        "not a promise",
      ],
      ["an action that is nothing", () => $.sleepAndExecute(10, 5, undefined as Untyped, 5), "not undefined"],
      [
        "an action of a list that is a promise",
        () => $.sleepAndExecute(10, 5, [{ run: Promise.resolve() as Untyped, every: 5, name: "work" }]),
        'run of "work"',
      ],
      [
        "an entry of a list that is a function",
        () => $.sleepAndExecute(10, 5, [(() => 1) as Untyped]),
        "actions[0]",
      ],
      [
        "a misspelt part of an action",
        () => $.sleepAndExecute(10, 5, [{ run: () => 1, evry: 5 } as Untyped]),
        '"evry"',
      ],
      [
        "a script that is a promise",
        () => {
          $.addScriptTrace("fee", Promise.resolve(1n) as Untyped);
        },
        'The script "fee"',
      ],
      [
        "a script that is a number",
        () => {
          $.addScriptTrace("fee", 5 as Untyped);
        },
        "the number 5",
      ],
      [
        "a script without a name",
        () => {
          $.addScriptTrace((() => 1) as Untyped, undefined as Untyped);
        },
        "a text, not a function",
      ],
      [
        "an invariant that is a truth",
        () => {
          $.addInvariant("backed", true as Untyped);
        },
        'The check of "backed"',
      ],
      [
        "an invariant of a list",
        () => {
          $.addInvariants([{ name: "backed" } as Untyped]);
        },
        "not undefined",
      ],
    ];
    for (const [what, attempt, says] of attempts) {
      it(`is refused: ${what}`, async () => {
        const { number } = await $.block();
        await assertFails(attempt, "INVALID_ARGUMENTS", says);
        assert.equal((await $.block()).number, number);
      });
    }
  });

  describe("decimals", () => {
    for (const decimals of ["18", null, [18], 78n, -1n]) {
      it(`are never ${JSON.stringify(decimals, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value))}`, async () => {
        const options = { name: "d", decimals: decimals as Untyped };
        await assertFails(
          () => {
            $.addViewTrace(sampler, "stored", [], options);
          },
          "INVALID_ARGUMENTS",
          "decimals of",
          typeof decimals === "string" ? 'the text "18"' : "0 to 77",
        );
        await assertFails(
          () => {
            $.addScriptTrace("s", () => 1, { decimals: decimals as Untyped });
          },
          "INVALID_ARGUMENTS",
          "decimals of",
        );
      });
    }

    it("may be what a token returns, a bigint", () => {
      $.addViewTrace(sampler, "stored", [], { name: "big", decimals: 18n });
      assert.equal($.recording.series.find(({ name }) => name === "big")?.decimals, 18);
      $.resetTraces();
    });
  });

  describe("what is no recording", () => {
    const attempts: readonly (readonly [string, () => unknown, string])[] = [
      [
        "the second of $.compare",
        () => $.compare($.recording, undefined as Untyped),
        "The second recording is undefined",
      ],
      [
        "the first of $.compare",
        () => $.compare(null as Untyped, $.recording),
        "The first recording is null",
      ],
      [
        "a name without one",
        () => $.compare($.recording, { name: "after", recording: undefined } as Untyped),
        "The second recording is undefined",
      ],
      ["rows", () => $.compare($.recording, $.recording.rows as Untyped), "a list of"],
      ["a text", () => compareRecordings($.recording, "{}" as Untyped), 'the text "{}"'],
      [
        "a promise",
        () => compareRecordings(Promise.resolve() as Untyped, $.recording),
        "The first recording",
      ],
      [
        "a comparison's chart",
        () => buildComparison({ name: "a", recording: $.recording }, undefined as Untyped),
        "The second recording",
      ],
      ["a chart's", () => buildChart(undefined as Untyped), "What is to be drawn is undefined"],
      ["a file's", () => recordingToJson(undefined as Untyped), "What is to be written"],
      ["a table's", () => recordingToCsv({} as Untyped), "What is to be written is no recording"],
    ];
    for (const [what, attempt, says] of attempts) {
      it(`is refused: ${what}`, async () => {
        await assertFails(attempt, "INVALID_ARGUMENTS", says);
      });
    }
  });

  it("is a spec without a description, which nobody can draw", async () => {
    const spec = { data: { values: [{ a: 1 }] }, mark: "bar", encoding: { x: { field: "a" } } };
    await assertFails(() => renderPng(spec as Untyped), "CHART_RENDER", "it lacks a description");
  });

  describe("an unknown option", () => {
    const attempts: readonly (readonly [string, () => unknown, string, string])[] = [
      [
        "$.addViewTrace",
        () => {
          $.addViewTrace(sampler, "stored", [], { decimal: 18 } as Untyped);
        },
        "decimal",
        "decimals",
      ],
      [
        "$.addScriptTrace",
        () => {
          $.addScriptTrace("s", () => 1, { units: "DAI" } as Untyped);
        },
        "units",
        "unit",
      ],
      [
        "$.addEventTrace",
        () => {
          $.addEventTrace(sampler, "None", { filter: {} } as Untyped);
        },
        "filter",
        "",
      ],
      [
        "$.addInvariant",
        () => {
          $.addInvariant("x", () => true, { onviolation: "record" } as Untyped);
        },
        "onviolation",
        "onViolation",
      ],
      [
        "$.sleepAndRecord",
        () => $.sleepAndRecord(10, 5, { onrevert: "record" } as Untyped),
        "onrevert",
        "onRevert",
      ],
      [
        "$.sleepAndExecute",
        () => $.sleepAndExecute(10, 5, () => 1, 5, { revert: "record" } as Untyped),
        "revert",
        "refine",
      ],
      ["$.deploy", () => $.deploy("Sampler", [], { form: alice } as Untyped), "form", "from"],
      [
        "openNotebook",
        () => openNotebook({ blockinterval: 12 } as Untyped),
        "blockinterval",
        "blockInterval",
      ],
      [
        "options that are a text",
        () => {
          $.addViewTrace(sampler, "stored", [], "DAI" as Untyped);
        },
        'an object, not the text "DAI"',
        "",
      ],
      ["$.eventTotals", () => $.eventTotals("Paid", { group: "to" } as Untyped), "group", ""],
    ];
    for (const [what, attempt, name, meant] of attempts) {
      it(`is refused: ${what}`, async () => {
        await assertFails(attempt, "INVALID_ARGUMENTS", name, meant);
      });
    }

    it("is refused by charts, exports and comparisons", async () => {
      $.addViewTrace(sampler, "timestamp");
      await $.sleepAndRecord(10, 5);
      await assertFails(() => $.draw({ titel: "x" } as Untyped), "INVALID_CHART_OPTION", '"titel"', "title");
      await assertFails(
        () => $.export("x", { fromats: ["svg"] } as Untyped),
        "INVALID_CHART_OPTION",
        '"fromats"',
      );
      await assertFails(
        () => $.compare($.recording, $.recording, { figure: 1 } as Untyped),
        "INVALID_CHART_OPTION",
        '"figure"',
      );
    });
  });
});
