import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Contract, Interface, MaxUint256, MinInt256, ZeroAddress } from "ethers";
import fc from "fast-check";
import { addresses } from "../../../src/keep3r/network/addresses.ts";
import { UniswapV3Pool__factory } from "../../../src/keep3r/contracts/factories/UniswapV3Pool__factory.ts";
import { openKeep3rNotebook } from "../../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../../src/notebook/notebook.ts";
import { readViews } from "../../../src/recorder/traces/readViews.ts";
import type { ViewArgument } from "../../../src/recorder/traces/contractLike.ts";
import { createViewTrace, type ViewTraceOptions } from "../../../src/recorder/traces/viewTrace.ts";
import { assertFails } from "../../support/assertFails.ts";
import { read, send } from "../../keep3r/contractCalls.ts";

type Args = ViewArgument | readonly ViewArgument[];

describe("a view trace", () => {
  let $: Notebook;
  let sampler: Contract;

  before(async () => {
    $ = await openKeep3rNotebook();
    sampler = await $.deploy("Sampler");
    await send(sampler, "store", 41n);
  });
  after(async () => {
    await $.close();
  });

  /** What a trace of the sampler records now. */
  async function recorded(view: string, args?: Args, options?: ViewTraceOptions): Promise<bigint> {
    const trace = createViewTrace(sampler, view, args, options);
    for await (const [value] of readViews($.chain, [trace], [await $.block()])) {
      if (value !== undefined) return value;
    }
    return assert.fail("no value");
  }

  const account = "0x00000000000000000000000000000000000000ff";
  const readable: readonly [string, Args, ViewTraceOptions, bigint][] = [
    ["small", [], {}, 255n],
    ["medium", [], {}, 2n ** 128n - 1n],
    ["large", [], {}, MaxUint256],
    ["tick", [], {}, -21_020n],
    ["lowest", [], {}, MinInt256],
    ["enabled", [], {}, 1n],
    ["stored", [], {}, 41n],
    ["value()", [], {}, 41n],
    ["value(uint256)", 1, {}, 42n],
    ["value(uint256)", [1n], {}, 42n],
    ["value(uint256)", "0x10", {}, 57n],
    ["value(address)", account, {}, 255n],
    ["value(address)", [account], {}, 255n],
    ["position", [], { pick: "amount" }, 10n ** 18n],
    ["position", [], { pick: "tick" }, -21_020n],
    ["position", [], { pick: ["active"] }, 1n],
    ["position", [], { pick: 1 }, -21_020n],
    ["pair", [], { pick: "_amount" }, 7n],
    ["pair", [], { pick: 0 }, 7n],
    ["pair", [], { pick: "_active" }, 0n],
    ["list", 5, { pick: 3 }, 3n],
    ["list", [5], { pick: [4] }, 4n],
  ];
  for (const [view, args, options, value] of readable) {
    const given = JSON.stringify(args, (_key, one: unknown) => (typeof one === "bigint" ? `${one}n` : one));
    it(`records ${view} of ${given} ${JSON.stringify(options)}`, async () => {
      assert.equal(await recorded(view, args, options), value);
    });
  }

  it("takes a list bare where it is the only argument, and a path into nested results", async () => {
    const pool = UniswapV3Pool__factory.connect(addresses.kp3rWethPool, $.chain.ethersProvider);
    const block = await $.block();
    const bare = createViewTrace(pool, "observe", [0, 60], { pick: ["tickCumulatives", 1] });
    const listed = createViewTrace(pool, "observe", [[0, 60]], { pick: [0, 1] });
    const [cumulatives] = await pool.observe([0, 60]);
    for await (const row of readViews($.chain, [bare, listed], [block])) {
      assert.deepEqual(row, [cumulatives[1], cumulatives[1]]);
    }
  });

  it("takes contracts and signers for their addresses", async () => {
    const signer = await $.newSigner();
    assert.equal(await recorded("value(address)", signer), BigInt(signer.address));
    assert.equal(await recorded("value(address)", [sampler]), BigInt(await sampler.getAddress()));
    const weth = UniswapV3Pool__factory.connect(addresses.weth, $.chain.ethersProvider);
    assert.equal(await recorded("value(address)", weth), BigInt(addresses.weth));
  });

  const refused: readonly [string, string, Args, ViewTraceOptions, string, ...(string | RegExp)[]][] = [
    ["a misspelt view", "stord", [], {}, "UNKNOWN_VIEW", '"stord"', /Did you mean stored,/],
    ["a function that is no view", "store", 1, {}, "UNKNOWN_VIEW", '"store"', "{ call: true }"],
    [
      "an overloaded name",
      "value",
      [],
      {},
      "UNKNOWN_VIEW",
      "3 views",
      '"value()" or "value(address)" or "value(uint256)"',
    ],
    ["a signature that does not exist", "value(bool)", [], {}, "UNKNOWN_VIEW", '"value(bool)"'],
    ["too few arguments", "list", [], {}, "INVALID_ARGUMENTS", "1 argument(s), not 0", "uint256 _length"],
    ["too many arguments", "stored", [1, 2], {}, "INVALID_ARGUMENTS", "0 argument(s), not 2", "none"],
    [
      "an argument of another type",
      "list",
      "ten",
      {},
      "INVALID_ARGUMENTS",
      "list cannot take ten",
      "uint256",
    ],
    ["an argument out of range", "list", -1, { pick: 0 }, "INVALID_ARGUMENTS", "-1", "uint256 _length"],
    [
      "an address that is none",
      "value(address)",
      "0x12",
      {},
      "INVALID_ARGUMENTS",
      "0x12",
      "address _account",
    ],
    ["words", "label", [], {}, "NOT_A_NUMBER", "label returns string"],
    ["a struct as a whole", "position", [], {}, "NOT_A_NUMBER", "position returns", "pick"],
    ["several values as a whole", "pair", [], {}, "NOT_A_NUMBER", "uint256 _amount, bool _active", "pick"],
    ["an array as a whole", "list", 3, {}, "NOT_A_NUMBER", "uint256[]", "pick"],
    ["a field that does not exist", "position", [], { pick: "amont" }, "NOT_A_NUMBER", '"amont"'],
    ["an index that does not exist", "pair", [], { pick: 2 }, "NOT_A_NUMBER", "2"],
    ["a negative index", "position", [], { pick: -1 }, "NOT_A_NUMBER", "-1"],
    ["a name in a list", "list", 3, { pick: "length" }, "NOT_A_NUMBER", '"length"'],
    ["a path into a number", "stored", [], { pick: 0 }, "NOT_A_NUMBER", "0"],
    ["a path that goes on after a number", "position", [], { pick: ["amount", 0] }, "NOT_A_NUMBER", "0"],
    ["negative decimals", "stored", [], { decimals: -1 }, "INVALID_ARGUMENTS", "decimals", "-1"],
    ["too many decimals", "stored", [], { decimals: 78 }, "INVALID_ARGUMENTS", "78", "0 to 77"],
    ["half a decimal", "stored", [], { decimals: 0.5 }, "INVALID_ARGUMENTS", "0.5"],
  ];
  for (const [what, view, args, options, code, ...says] of refused) {
    it(`refuses ${what}, before anything runs`, async () => {
      await assertFails(() => createViewTrace(sampler, view, args, options), code, ...says);
    });
  }

  it("says so when the ABI has no views, or the contract no address", async () => {
    const empty = new Contract(addresses.weth, []);
    await assertFails(() => createViewTrace(empty, "x"), "UNKNOWN_VIEW", '"x"', "no views at all");
    const named = { target: "keep3r.eth", interface: sampler.interface };
    await assertFails(() => createViewTrace(named, "stored"), "INVALID_ARGUMENTS", '"keep3r.eth"');
  });

  it("tells a revert by the custom error's name and arguments, and where and when it came", async () => {
    $.chain.contracts.learnErrors(sampler.interface);
    for (const view of ["unavailable", "unavailableBelow"]) {
      await assertFails(
        recorded(view, 7),
        "VIEW_FAILED",
        `${view}(uint256)`,
        await sampler.getAddress(),
        "Unavailable(_requested: 7, _account: ",
        /at 2021-09-16T12:00:\d\dZ, block \d+/,
      );
    }
  });

  it("tells a view that uses up all gas on purpose", async () => {
    await assertFails(recorded("bottomless"), "VIEW_FAILED", "bottomless()", "the invalid opcode 0xfe");
  });

  it("tells an address without a contract", async () => {
    const nowhere = new Contract(ZeroAddress, sampler.interface);
    const trace = createViewTrace(nowhere, "stored");
    const attempt = async (): Promise<void> => {
      for await (const row of readViews($.chain, [trace], [await $.block()])) assert.fail(String(row));
    };
    await assertFails(attempt, "VIEW_FAILED", ZeroAddress, "there is no contract with that view");
  });

  it("tells a contract that answers otherwise than its ABI says", async () => {
    const claimed = new Contract(sampler.target, [
      "function small() view returns (uint256, uint256)",
      "function stored() view returns (uint256[])",
    ]);
    for (const [view, pick] of [
      ["small", 1],
      ["stored", 0],
    ] as const) {
      const trace = createViewTrace(claimed, view, [], { pick });
      const attempt = async (): Promise<void> => {
        for await (const row of readViews($.chain, [trace], [await $.block()])) assert.fail(String(row));
      };
      await assertFails(attempt, "VIEW_FAILED", `${view}()`, "something else than its ABI says");
    }
  });

  it("tells a list that is too short at that block", async () => {
    await assertFails(recorded("list", 2, { pick: 2 }), "VIEW_FAILED", "2 elements, none at 2");
  });

  it("reads many blocks at once as it would read each of them alone", async () => {
    const views = ["stored", "timestamp", "tick", "medium"];
    const first = (await $.block()).number;
    for (let value = 0; value < 40; value += 1) {
      await send(sampler, "store", value * value);
      await $.sleep(1 + ((value * 7) % 5));
    }
    const blocks = await Promise.all(Array.from({ length: 80 }, (_, i) => $.chain.block(first + 1 + i)));
    const traces = views.map((view) => createViewTrace(sampler, view));
    const rows: bigint[][] = [];
    for await (const row of readViews($.chain, traces, blocks)) rows.push(row);

    const alone = await Promise.all(
      blocks.map(
        async ({ number }) =>
          await Promise.all(views.map(async (view) => await read(sampler, view, { blockTag: number }))),
      ),
    );
    assert.deepEqual(rows, alone);
    assert.deepEqual(
      rows.map(([, time]) => Number(time)),
      blocks.map(({ timestamp }) => timestamp),
    );
  });

  it("yields the rows of the blocks before the one at which a view failed", async () => {
    const start = await $.block();
    const late = await $.deploy("Sampler");
    const { number } = await $.block();
    const trace = createViewTrace(late, "small");
    const blocks = await Promise.all([number, number, start.number].map((block) => $.chain.block(block)));
    const rows: bigint[][] = [];
    await assertFails(
      async () => {
        for await (const row of readViews($.chain, [trace], blocks)) rows.push(row);
      },
      "VIEW_FAILED",
      `block ${start.number}`,
    );
    assert.deepEqual(rows, [[255n], [255n]]);
  });

  it("decodes every integer type as the ABI coder does", () => {
    const bits = fc.integer({ min: 1, max: 32 }).map((bytes) => bytes * 8);
    const integer = fc.tuple(bits, fc.boolean()).chain(([size, signed]) => {
      const half = 2n ** BigInt(size - 1);
      const range = signed ? { min: -half, max: half - 1n } : { min: 0n, max: 2n * half - 1n };
      return fc.record({ type: fc.constant(`${signed ? "" : "u"}int${size}`), value: fc.bigInt(range) });
    });
    fc.assert(
      fc.property(fc.array(integer, { minLength: 1, maxLength: 4 }), fc.nat(3), (values, at) => {
        const pick = at % values.length;
        const types = values.map(({ type }) => type).join(", ");
        const abi = new Interface([
          `function flat() view returns (${types})`,
          `function nested() view returns (string note, tuple(${types})[2] pairs)`,
        ]);
        const contract = new Contract(addresses.weth, abi);
        const list = values.map(({ value }) => value);
        const flat = abi.encodeFunctionResult("flat", list);
        const nested = abi.encodeFunctionResult("nested", ["note", [list.map(() => 0), list]]);
        const expected = list[pick];
        assert.equal(
          createViewTrace(contract, "flat", [], values.length > 1 ? { pick } : {}).decode(flat),
          expected,
        );
        assert.equal(
          createViewTrace(contract, "nested", [], { pick: ["pairs", 1, pick] }).decode(nested),
          expected,
        );
      }),
    );
  });
});
