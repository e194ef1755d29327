import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Contract, id } from "ethers";
import { addresses } from "../../../src/keep3r/network/addresses.ts";
import { openKeep3rNotebook } from "../../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../../src/notebook/notebook.ts";
import type { RecordedEvent } from "../../../src/recording/recording.ts";
import { createEventTrace, type EventTraceOptions } from "../../../src/recorder/traces/eventTrace.ts";
import { readEvents } from "../../../src/recorder/traces/readEvents.ts";
import { assertFails } from "../../support/assertFails.ts";
import { send } from "../../keep3r/contractCalls.ts";

describe("an event trace", () => {
  let $: Notebook;
  let sampler: Contract;
  let first: number;

  before(async () => {
    $ = await openKeep3rNotebook();
    sampler = await $.deploy("EventSampler");
    first = (await $.block()).number;
  });
  after(async () => {
    await $.close();
  });

  /** What traces record of all that the sampler emitted so far. */
  async function recorded(...wanted: readonly [string, EventTraceOptions?][]): Promise<RecordedEvent[]> {
    const traces = wanted.map(([event, options]) => createEventTrace(sampler, event, options));
    return await readEvents($.chain, traces, first, (await $.block()).number);
  }

  it("keeps all arguments, and where and when the event came", async () => {
    const receipt = await send(sampler, "deposit", 3n, 10n ** 30n, 1_700_000_000n);
    const { timestamp } = await $.chain.block(receipt.blockNumber);
    assert.deepEqual((await recorded(["Deposited"])).at(-1), {
      kind: "log",
      name: "Deposited",
      time: timestamp,
      block: receipt.blockNumber,
      logIndex: 0,
      transaction: receipt.hash,
      contract: sampler.target,
      args: { account: receipt.from, id: 3n, amount: 10n ** 30n, validAt: 1_700_000_000n },
    });
  });

  it("takes its time from an argument, and its name from the options", async () => {
    const { blockNumber } = await send(sampler, "deposit", 4n, 1n, 1_800_000_000n);
    const event = (await recorded(["Deposited", { timeFrom: "validAt", name: "valid" }])).at(-1);
    assert.equal(event?.name, "valid");
    assert.equal(event.time, 1_800_000_000);
    assert.equal(event.block, blockNumber);
  });

  it("tells overloads apart by their signature", async () => {
    const to = addresses.weth;
    await send(sampler, "move", 5n, to);
    const events = await recorded(["Moved(uint256)"], ["Moved(uint256,address)", { name: "to" }]);
    assert.deepEqual(
      events.map(({ name, logIndex, args }) => ({ name, logIndex, args })),
      [
        { name: "Moved", logIndex: 0, args: { id: 5n } },
        { name: "to", logIndex: 1, args: { id: 5n, to } },
      ],
    );
  });

  it("keeps structs by field, arrays in order, words as they are, and the hash of what is indexed", async () => {
    const amounts = [1n, 2n ** 255n];
    await send(sampler, "quote", "name", { price: 9n, tick: -3 }, amounts, 'with "words"');
    assert.deepEqual((await recorded(["Quoted"])).at(-1)?.args, {
      name: id("name"),
      quote: { price: 9n, tick: -3n },
      amounts,
      note: 'with "words"',
    });
  });

  it("keeps the chain's order, several events of one transaction included", async () => {
    const start = (await $.block()).number + 1;
    await send(sampler, "depositAll", [1n, 2n, 3n]);
    await send(sampler, "move", 1n, addresses.weth);
    await send(sampler, "depositAll", [4n]);
    const events = (await recorded(["Moved(uint256)"], ["Deposited"])).filter(({ block }) => block >= start);
    assert.deepEqual(
      events.map(({ name, block, logIndex }) => [name, block - start, logIndex]),
      [
        ["Deposited", 0, 0],
        ["Deposited", 0, 1],
        ["Deposited", 0, 2],
        ["Moved", 0, 3],
        ["Moved", 1, 0],
        ["Deposited", 2, 0],
        ["Moved", 2, 1],
      ],
    );
  });

  it("reads no further than it is told, and only its own contract", async () => {
    const other = await $.deploy("EventSampler");
    await send(other, "deposit", 1n, 1n, 1n);
    const before = await recorded(["Deposited"]);
    await send(sampler, "deposit", 2n, 2n, 2n);
    const { number } = await $.block();
    const trace = createEventTrace(sampler, "Deposited");
    assert.deepEqual(await readEvents($.chain, [trace], first, number - 1), before);
    assert.equal((await readEvents($.chain, [trace], number, number)).length, 1);
    assert.deepEqual(await readEvents($.chain, [trace], number + 1, number), []);
    assert.deepEqual(await readEvents($.chain, [], first, number), []);
  });

  const refused: readonly [string, string, EventTraceOptions, ...(string | RegExp)[]][] = [
    ["a misspelt event", "Deposted", {}, '"Deposted"', /Did you mean Deposited,/],
    ["an overloaded name", "Moved", {}, "2 events", '"Moved(uint256,address)" or "Moved(uint256)"'],
    ["an anonymous event", "Whispered", {}, '"Whispered" is anonymous', "trace a view instead"],
    [
      "a time from an argument that does not exist",
      "Deposited",
      { timeFrom: "at" },
      '"at"',
      "uint256 validAt",
    ],
    ["a time from an address", "Deposited", { timeFrom: "account" }, '"account"', "address account"],
    ["a time from a list", "Quoted", { timeFrom: "amounts" }, '"amounts"', "uint256[] amounts"],
  ];
  for (const [what, event, options, ...says] of refused) {
    it(`refuses ${what}`, async () => {
      await assertFails(() => createEventTrace(sampler, event, options), "UNKNOWN_EVENT", ...says);
    });
  }

  it("says so when the ABI has no events", async () => {
    const empty = new Contract(addresses.weth, ["function x() view returns (uint256)"]);
    await assertFails(() => createEventTrace(empty, "X"), "UNKNOWN_EVENT", '"X"', "no events at all");
  });
});
