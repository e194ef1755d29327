import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { eventTotals } from "../../src/recording/eventTotals.ts";
import type { RecordedEvent, Recording } from "../../src/recording/recording.ts";
import { assertFails } from "../support/assertFails.ts";
import { smallRecording } from "../support/smallRecording.ts";

const [event] = smallRecording().events as [RecordedEvent];

function recorded(...events: readonly Partial<RecordedEvent>[]): Pick<Recording, "events" | "eventTraces"> {
  return {
    events: events.map((one) => ({ ...event, name: "Work", ...one })),
    eventTraces: ["Work", "Never"],
  };
}

const works = recorded(
  { args: { keeper: "0xb", amount: 2n ** 255n, urgent: true }, group: "0xb" },
  { args: { keeper: "0xa", amount: -1n, urgent: false }, group: "0xa" },
  { args: { keeper: "0xb", amount: 2n ** 255n, urgent: true }, group: "0xb" },
  { args: { topics: ["0x00"], data: "0x" }, undecoded: true },
  { name: "Other", args: { keeper: "0xa", amount: 7n } },
);

describe("eventTotals", () => {
  it("counts and adds up exactly, in the order in which the values came", () => {
    assert.deepEqual(eventTotals(works, "Work", { by: "keeper", sum: "amount" }), [
      { group: "0xb", count: 2, sum: 2n ** 256n },
      { group: "0xa", count: 1, sum: -1n },
    ]);
    assert.deepEqual(eventTotals(works, "Work", { by: "urgent" }), [
      { group: "true", count: 2, sum: 0n },
      { group: "false", count: 1, sum: 0n },
    ]);
  });

  it("goes by the groups of the trace, and by none where there are none", () => {
    assert.deepEqual(eventTotals(works, "Work", { sum: "amount" }), [
      { group: "0xb", count: 2, sum: 2n ** 256n },
      { group: "0xa", count: 1, sum: -1n },
    ]);
    assert.deepEqual(eventTotals(works, "Other"), [{ group: "", count: 1, sum: 0n }]);
  });

  it("takes structs and lists apart by what is in them", () => {
    const nested = recorded(
      { args: { box: { id: 1n } } },
      { args: { box: { id: 2n } } },
      { args: { box: { id: 1n } } },
    );
    assert.deepEqual(
      eventTotals(nested, "Work", { by: "box" }).map(({ group, count }) => [group, count]),
      [
        ['{"id":"1"}', 2],
        ['{"id":"2"}', 1],
      ],
    );
  });

  it("is empty for a trace that recorded nothing", () => {
    assert.deepEqual(eventTotals(works, "Never", { by: "anything" }), []);
  });

  it("keeps values apart that objects take for something else", () => {
    const odd = recorded(
      { args: { who: "__proto__" } },
      { args: { who: "constructor" } },
      { args: { who: "__proto__" } },
    );
    assert.deepEqual(
      eventTotals(odd, "Work", { by: "who" }).map(({ group, count }) => [group, count]),
      [
        ["__proto__", 2],
        ["constructor", 1],
      ],
    );
  });

  it("refuses names that are not there, and sums of what is no integer", async () => {
    const refused: readonly [string, { by?: string; sum?: string }, ...string[]][] = [
      ["Wrok", {}, '"Wrok"', "Work"],
      ["Work", { by: "keper" }, '"keper"', "keeper, amount, urgent"],
      ["Work", { by: "toString" }, '"toString"'],
      ["Work", { sum: "total" }, '"total"', "keeper, amount, urgent"],
      ["Work", { sum: "keeper" }, "0xb", "amount"],
    ];
    for (const [name, options, ...says] of refused) {
      await assertFails(() => eventTotals(works, name, options), "INVALID_ARGUMENTS", ...says);
    }
  });
});
