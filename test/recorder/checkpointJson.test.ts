import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type Contract, Interface } from "ethers";
import type { Chain } from "../../src/chain/chain.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { deployContract } from "../../src/notebook/deployContract.ts";
import { checkpointFromJson, checkpointToJson } from "../../src/recorder/checkpointJson.ts";
import { Recorder } from "../../src/recorder/recorder.ts";
import { parseJson } from "../../src/recording/jsonText.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { createEventTrace } from "../../src/recorder/traces/eventTrace.ts";
import { createScriptTrace } from "../../src/recorder/traces/scriptTrace.ts";
import { createViewTrace } from "../../src/recorder/traces/viewTrace.ts";
import { assertFails } from "../support/assertFails.ts";
import { send } from "../keep3r/contractCalls.ts";

const source = {
  kit: "test",
  chain: { kind: "embedded", chainId: 1, origin: "test" },
  seed: "test",
} as const;

describe("a recorder's checkpoint as JSON", () => {
  let chain: Chain;
  let token: Contract;
  let recorder: Recorder;

  before(async () => {
    chain = await openKeep3rChain({ preset: "documentation" });
    const signer = await chain.newSigner();
    token = await deployContract(chain, "Keep3rV1", [signer], { from: signer });
  });
  after(async () => {
    await chain.close();
  });
  beforeEach(() => {
    recorder = new Recorder(chain);
    recorder.addTrace(createViewTrace(token, "totalSupply", [], { decimals: 18, unit: "KP3R" }));
    recorder.addTrace(createViewTrace(token, "balanceOf", [token], { name: "own" }));
    recorder.addEventTrace(createEventTrace(token, "Transfer", { timeFrom: "_amount" }));
    recorder.setPeriod({ name: "day", seconds: 86_400 });
  });

  /** Another recorder of the same chain, by way of text. */
  function reopened(): Recorder {
    const text = JSON.stringify(checkpointToJson(recorder.checkpoint()));
    const other = new Recorder(chain);
    other.restore(checkpointFromJson(parseJson(text)));
    assert.equal(JSON.stringify(checkpointToJson(other.checkpoint())), text);
    return other;
  }

  async function goesOnAs(other: Recorder): Promise<Recording> {
    const start = await chain.takeSnapshot();
    await recorder.run(30, 10);
    const expected = recorder.recording(source);
    await start.restore();
    await other.run(30, 10);
    const found = other.recording(source);
    assert.deepEqual(found, expected);
    return found;
  }

  it("goes on where it was, with views, events and cycles", async () => {
    await recorder.run(20, 10);
    const mint = { every: 7, run: () => send(token, "mint", 5n) };
    await recorder.run(20, 10, [mint]);
    const { rows, events, periods } = await goesOnAs(reopened());
    assert.equal(rows.length, 12);
    assert.ok(events.length >= 2);
    assert.deepEqual(periods, [{ name: "day", seconds: 86_400 }]);
  });

  it("keeps samples from before a trace was added apart from those after", async () => {
    await recorder.run(10, 10);
    recorder.addTrace(createViewTrace(token, "decimals"));
    await recorder.run(10, 10);
    const { rows } = await goesOnAs(reopened());
    assert.equal(rows[0]?.values.decimals, undefined);
    assert.equal(rows.at(-1)?.values.decimals, 18n);
  });

  it("keeps what a script returned, and takes the function when it is added again", async () => {
    const values = [1n, 0.5, -0, 2, 3, 4, 5, 6, 7, 8];
    let next = 0;
    const script = createScriptTrace("counter", () => values[next++ % values.length] ?? 0);
    recorder.addTrace(script);
    await recorder.run(20, 10);
    const other = reopened();
    assert.deepEqual(other.recording(source), recorder.recording(source));

    const { number } = await chain.block();
    await assertFails(other.run(10, 10), "FUNCTIONS_MISSING", '"counter"', "$.addScriptTrace");
    assert.equal((await chain.block()).number, number, "nothing was mined");
    await assertFails(other.backfill(), "FUNCTIONS_MISSING", '"counter"');

    other.addTrace(createScriptTrace("counter", () => 9n));
    await other.run(10, 10);
    assert.deepEqual(other.recording(source).series.at(-1)?.values, [1n, 0.5, -0, 9n]);
  });

  it("takes up invariants where they were: checked so far, and not again once violated", async () => {
    const broken = { name: "never", onViolation: "record", check: () => false } as const;
    recorder.addInvariant(broken);
    await recorder.run(20, 10);
    const other = reopened();
    await assertFails(other.run(10, 10), "FUNCTIONS_MISSING", 'the invariant "never"', "$.addInvariant");

    let checked = 0;
    other.addInvariant(broken);
    other.addInvariant({ name: "counted", check: () => ++checked > 0 });
    await other.run(10, 10);
    assert.equal(other.recording(source).events.filter(({ kind }) => kind === "violation").length, 1);
    assert.equal(checked, 1, "only samples from then on");
  });

  it("can be started anew instead", async () => {
    recorder.addTrace(createScriptTrace("lost", () => 1));
    await recorder.run(10, 10);
    const other = reopened();
    other.resetTraces();
    await other.run(10, 10);
    assert.deepEqual(other.recording(source).series, []);
  });

  it("gives views back with any arguments and any part of their result", () => {
    const abi = [
      "function nested((uint256 a, (int8 b, string c)[] d) input, bytes32[2] e) view returns ((int8 x, uint256[] y) z)",
    ];
    const contract = { target: token.target, interface: new Interface(abi) };
    const input = { a: 1n, d: [{ b: -3, c: "ü" }] };
    const words = [`0x${"12".repeat(32)}`, `0x${"34".repeat(32)}`];
    const args = [[input.a, input.d.map(({ b, c }) => [b, c])], words];
    recorder.addTrace(createViewTrace(contract, "nested", args, { pick: ["y", 1], name: "deep" }));
    const [, , before] = recorder.checkpoint().state.traces;
    const [, , found] = reopened().checkpoint().state.traces;
    assert.ok(before?.kind === "view" && found?.kind === "view");
    assert.equal(found.calldata, before.calldata);
    assert.deepEqual(found.path, ["y", 1]);
    const result = contract.interface.encodeFunctionResult("nested", [[-1, [5n, 7n]]]);
    assert.equal(found.decode(result), 7n);
  });

  it("says what is wrong with text that is something else", async () => {
    const text = JSON.stringify(checkpointToJson(recorder.checkpoint()));
    const wrong = [
      "{}",
      text.replace('"samples":[]', '"samples":[[0,1]]'),
      text.replace('"calldata"', '"called"'),
      text.replace('"logsReadTo":null', '"logsReadTo":"7"'),
    ];
    for (const one of wrong) {
      assert.notEqual(one, text);
      await assertFails(() => checkpointFromJson(parseJson(one)), "RECORDING_FORMAT", "expected");
    }
  });
});
