import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Contract } from "ethers";
import { RevertedError } from "../../src/chain/errors.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { openNotebook } from "../../src/notebook/openNotebook.ts";
import { read, send } from "../keep3r/contractCalls.ts";
import { assertFails } from "../support/assertFails.ts";

describe("a failure", () => {
  let $: Notebook;
  let failures: Contract;
  let address: string;
  let stranger: SimulatedSigner;
  before(async () => {
    $ = await openNotebook();
    failures = await $.deploy("Failures");
    address = await failures.getAddress();
    stranger = await $.newSigner();
  });
  after(async () => {
    await $.close();
  });

  const call = (name: string, ...args: unknown[]): (() => Promise<unknown>) => {
    return () => send(failures, name, ...args);
  };
  const sendData = (data: string, value = 0n): (() => Promise<unknown>) => {
    return () => stranger.sendTransaction({ to: address, data, value });
  };

  /** What is tried, what it fails with, and where. */
  const cases: readonly (readonly [string, () => Promise<unknown>, string, string])[] = [
    [
      "out of gas",
      call("touch", { gasLimit: 25_000n }),
      "out of gas: it needs more than its limit of 25000",
      "Failures.touch()",
    ],
    [
      "out of gas after a while",
      call("burnAll", { gasLimit: 99_000n }),
      "limit of 99000 gas",
      "Failures.burnAll()",
    ],
    ["INVALID", call("invalid"), "invalid opcode 0xfe", "Failures.invalid()"],
    ["no data", call("empty"), "no reason", "Failures.empty()"],
    ["words", call("words"), '"counter is not zero"', "Failures.words()"],
    [
      "an underflow",
      call("underflow", 5n),
      "0x11: arithmetic overflow or underflow",
      "Failures.underflow(by: 5)",
    ],
    ["a division by zero", call("divide", 0n), "0x12: division or modulo by zero", "Failures.divide(by: 0)"],
    [
      "an index out of bounds",
      call("outOfBounds", 3n),
      "0x32: array index out of bounds",
      "Failures.outOfBounds(index: 3)",
    ],
    ["a pop of nothing", call("popEmpty"), "0x31: pop of an empty array", "Failures.popEmpty()"],
    ["an assertion", call("assertFalse"), "0x01: an assertion does not hold", "Failures.assertFalse()"],
    [
      "a wrong enum",
      call("toLight", 7n),
      "0x21: a number that is no value of the enum",
      "Failures.toLight(value: 7)",
    ],
    [
      "ether that is not wanted",
      call("touch", { value: 7n }),
      "7 wei for touch(), which is not payable",
      "Failures.touch()",
    ],
    [
      "an unknown selector",
      sendData("0x12345678"),
      "0x12345678, which the contract does not have",
      "Failures, function 0x12345678",
    ],
    ["half a selector", sendData("0x1234"), "0x1234, which the contract does not have", "in Failures"],
    [
      "no receive function",
      sendData("0x", 3n),
      "3 wei for a contract that has neither a receive",
      "in Failures",
    ],
    [
      "another contract's error",
      call("inner", 3n),
      "TooDeep(caller: ",
      "FailingDepths.dive(depth: 3), called by Failures.inner(depth: 3)",
    ],
    [
      "another contract's INVALID",
      call("innerBurn"),
      "invalid opcode 0xfe",
      "FailingDepths.burn(), called by Failures.innerBurn()",
    ],
    [
      "another contract's lack of a function",
      call("callStranger"),
      "0x85bb7d69, which the contract does not have",
      "FailingDepths, function 0x85bb7d69, called by Failures.callStranger()",
    ],
    [
      "nobody's function",
      call("callNobody"),
      "a call to 0x000000000000000000000000000000000000dEaD, where there is no contract",
      "Failures.callNobody()",
    ],
    [
      "a contract that is too large",
      () => $.deploy("Sized", [30_000n]),
      "too large: code may have 24576 bytes",
      "the constructor of Sized",
    ],
    [
      "code that begins with 0xef",
      () => stranger.sendTransaction({ data: "0x60ef60005360016000f3" }),
      "0xef",
      "the constructor of a new contract",
    ],
    [
      "an opcode that does not exist",
      () => stranger.sendTransaction({ data: "0x0c" }),
      "an invalid opcode, which the chain's rules, osaka",
      "a new contract",
    ],
    [
      "a stack that is empty",
      () => stranger.sendTransaction({ data: "0x01" }),
      "more from the stack than there is",
      "a new contract",
    ],
    [
      "a view without end",
      () => failures.getFunction("viewBurn").staticCall({ gasLimit: 500_000n }),
      "out of gas: it needs more than its limit of 500000",
      "Failures.viewBurn()",
    ],
    [
      "another contract's error in a view",
      () => read(failures, "viewInner", 9n),
      "TooDeep",
      "FailingDepths.dive(depth: 9), called by Failures.viewInner(depth: 9)",
    ],
    [
      "an estimate",
      () => failures.getFunction("inner").estimateGas(4n),
      "TooDeep",
      "FailingDepths.dive(depth: 4)",
    ],
  ];
  for (const [what, run, words, place] of cases) {
    it(`by ${what} says why and where`, async () => {
      const error = await assertFails(run, "REVERTED", words, place);
      assert.ok(error instanceof RevertedError);
      assert.match(error.shortMessage, / at 2026-01-01T00:\d\d:\d\dZ\./);
      const tried = await $.tryOut(run);
      assert.ok(tried.includes(words), tried);
    });
  }

  it("keeps the action's name beside an argument of the error's that is called action", async () => {
    const run = (): Promise<unknown> => send(failures, "deny");
    await $.sleepAndExecute(10, 10, [{ run, every: 10, name: "nightly" }], { onRevert: "record" });
    const [event] = $.recording.events;
    assert.deepEqual(event?.args, { action: "nightly", "error.action": "withdraw" });
    $.resetTraces();
  });

  it("says which proxy's logic it was", async () => {
    const proxy = await $.deploy("CallContextProxy", [address]);
    const behind = new Contract(await proxy.getAddress(), failures.interface, stranger);
    await assertFails(
      send(behind, "underflow", 1n),
      "REVERTED",
      "0x11",
      "It failed in Failures.underflow(by: 1).",
    );
  });

  it("of a contract that nobody compiles here is told as the node tells it", async () => {
    const bare = new Contract(address, ["function nowhere(uint256 amount)"], stranger);
    await assertFails(
      send(bare, "nowhere", 1n),
      "REVERTED",
      "which the contract does not have",
      "Failures, function 0x",
    );
  });

  it("under rules that lack an opcode names the rules", async () => {
    const london = await openNotebook({ chain: "embedded", hardfork: "london" });
    try {
      const signer = await london.newSigner();
      // PUSH0 came with Shanghai, MCOPY with Cancun.
      for (const data of ["0x5f5f00", "0x60006000600060005e00"]) {
        await assertFails(
          signer.sendTransaction({ data }),
          "REVERTED",
          "the chain's rules, london, do not know yet",
          "evmVersion",
        );
      }
    } finally {
      await london.close();
    }
  });

  it("of the node itself says so, and mines nothing", async () => {
    const poor = await $.newSigner(0n);
    const { number } = await $.block();
    const refused: readonly (readonly [() => Promise<unknown>, string])[] = [
      [() => poor.sendTransaction({ to: address, value: 1n }), "$.setBalance"],
      [() => stranger.sendTransaction({ to: address, nonce: 0 }), "Leave the nonce out"],
      [() => stranger.sendTransaction({ to: address, gasLimit: 20_000n }), "gasLimit"],
      [() => stranger.sendTransaction({ data: `0x${"00".repeat(60_000)}` }), "60000"],
    ];
    for (const [run, says] of refused) await assertFails(run, "TRANSACTION_REFUSED", says);
    assert.equal((await $.block()).number, number);
  });

  it("counts as one where failures are recorded, its action and limit beside it", async () => {
    $.addViewTrace(failures, "counter");
    const run = (): Promise<unknown> => send(failures, "touch", { gasLimit: 25_000n });
    await $.sleepAndExecute(20, 10, [{ run, every: 10, name: "touch" }], { onRevert: "record" });
    assert.deepEqual(
      $.recording.events.map(({ kind, name, args }) => [kind, name, args]),
      Array.from({ length: 2 }, () => ["failure", "out of gas", { action: "touch", limit: 25_000n }]),
    );
    const stopped = $.sleepAndExecute(20, 10, [
      { run: () => send(failures, "inner", 2n), every: 10, name: "dive" },
    ]);
    await assertFails(
      stopped,
      "ACTION_FAILED",
      '"dive" failed at',
      "TooDeep",
      "in FailingDepths.dive(depth: 2), called by",
    );
    $.resetTraces();
  });

  it("is told in views and scripts, too", async () => {
    $.addViewTrace(failures, "viewInner", 6);
    await assertFails($.sleepAndRecord(10, 10), "VIEW_FAILED", "TooDeep", "FailingDepths.dive(depth: 6)");
    $.resetTraces();
    $.addScriptTrace("inner", async () => (await read(failures, "viewInner", 7n)) as bigint);
    await assertFails($.sleepAndRecord(10, 10), "SCRIPT_FAILED", "TooDeep", "FailingDepths.dive(depth: 7)");
    $.resetTraces();
  });

  it("shows the user's line in its stack", async () => {
    const lines: readonly (() => Promise<unknown>)[] = [
      async function sendingLine() {
        await send(failures, "empty");
      },
      async function readingLine() {
        await read(failures, "viewInner", 1n);
      },
      async function deployingLine() {
        await $.deploy("Sized", [30_000n]);
      },
      async function runningLine() {
        await $.sleepAndExecute(20, 10, () => send(failures, "empty"), 10);
      },
    ];
    for (const line of lines) {
      const error: unknown = await line().catch((reason: unknown) => reason);
      assert.ok(error instanceof Error);
      assert.match(error.stack ?? "", new RegExp(`${line.name} .*failures\\.test\\.ts:\\d+`));
    }
  });
});
