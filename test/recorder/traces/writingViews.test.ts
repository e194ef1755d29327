import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Contract } from "ethers";
import type { Notebook } from "../../../src/notebook/notebook.ts";
import { openNotebook } from "../../../src/notebook/openNotebook.ts";
import { assertFails } from "../../support/assertFails.ts";

describe("a function that writes", () => {
  let $: Notebook;
  let context: Contract;
  before(async () => {
    $ = await openNotebook();
    context = await $.deploy("CallContext");
  });
  after(async () => {
    await $.close();
  });

  /** The same function, by an ABI that calls it a view. */
  const declared = (): Contract =>
    new Contract(context.target, ["function quote(uint256 amount) view returns (uint256)"], context.runner);

  it("is recorded with { call: true }, whatever its ABI says, and leaves nothing behind", async () => {
    $.resetTraces();
    $.addViewTrace(context, "quote", 5n, { call: true, name: "as it is" });
    $.addViewTrace(declared(), "quote", 6n, { call: true, name: "as a view" });
    const rows = await $.sleepAndRecord(20, 10);
    assert.deepEqual(
      rows.map(({ values }) => values),
      rows.map(() => ({ "as it is": 10n, "as a view": 12n })),
    );
    assert.equal(await context.getFunction("lastFee").staticCall(), 0n);
  });

  it("is refused where it is declared a view, by a message of its own", async () => {
    $.resetTraces();
    $.addViewTrace(declared(), "quote", 5n);
    await assertFails(
      $.sleepAndRecord(20, 10),
      "VIEW_FAILED",
      "quote(uint256)",
      "is declared a view, and writes",
      "{ call: true }",
    );
  });

  it("is refused without it, where it is declared as what it is", async () => {
    await assertFails(
      () => {
        $.addViewTrace(context, "quote", 5n);
      },
      "UNKNOWN_VIEW",
      "may write, not a view",
      "{ call: true }",
    );
  });

  it("is told from views that mind their caller's code, or use much gas", async () => {
    $.resetTraces();
    const alice = await $.newSigner();
    const asAlice = new Contract(context.target, context.interface, alice);
    for (const view of ["sizeOfSender", "senderIsOrigin", "myBalance", "feeOfInnerCall"]) {
      $.addViewTrace(asAlice, view);
    }
    const sampler = await $.deploy("Sampler");
    $.addViewTrace(sampler, "list", 20_000n, { pick: 7 });
    const [row] = await $.sleepAndRecord(20, 10);
    const { sizeOfSender, senderIsOrigin, list } = row?.values ?? {};
    assert.deepEqual([sizeOfSender, senderIsOrigin, list], [0n, 1n, 7n]);
  });
});
