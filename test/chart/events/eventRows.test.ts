import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { eventRows } from "../../../src/chart/events/eventRows.ts";
import { event, start } from "../../support/sampleRecordings.ts";

const day = 86_400;
const [alice, bob] = ["0x9A5A19bd6A6D8b3a2a6a9F2A2D31d3C0F1f1B6a7", "bob"];

function summary(rows: ReturnType<typeof eventRows>): string[] {
  return rows.map(({ name, events }) => `${name} ×${events.length}`);
}

describe("eventRows", () => {
  const failed = (name: string, action: string, at: number) => event(name, start + at, { action }, "failure");
  const events = [
    event("Worked", start),
    failed("InsufficientFunds", "work", day),
    failed("InsufficientFunds", "work", 2 * day),
    failed("InsufficientFunds", "withdraw", 3 * day),
    failed("Paused", "work", 4 * day),
    failed("work", "work", 5 * day),
  ];

  it("sort failures by action and reason, before everything else", () => {
    assert.deepEqual(summary(eventRows({ events })), [
      "work: InsufficientFunds ×2",
      "withdraw: InsufficientFunds ×1",
      "work: Paused ×1",
      "work ×1",
      "Worked ×1",
    ]);
  });

  it("choose the failures of every action by the reason alone", () => {
    const rows = eventRows({ events }, ["InsufficientFunds", "Worked"]);
    assert.deepEqual(summary(rows), [
      "work: InsufficientFunds ×2",
      "withdraw: InsufficientFunds ×1",
      "Worked ×1",
    ]);
  });

  it("give each group a row, of one shape, an address by its ends", () => {
    const grouped = [alice, bob, alice].map((group, at) => ({ ...event("KeeperWork", start + at), group }));
    const rows = eventRows({ events: [...grouped, event("KeeperWork", start + 9)] });
    assert.deepEqual(summary(rows), ["KeeperWork · 0x9A5A…B6a7 ×2", "KeeperWork · bob ×1", "KeeperWork ×1"]);
    assert.deepEqual(new Set(rows.map((row) => row.shapeOf ?? row.name)), new Set(["KeeperWork"]));
  });

  it("keep addresses apart that are alike at their ends", () => {
    const twins = ["0x1111aaaaaaaaaaaa2222", "0x1111bbbbbbbbbbbb2222"];
    const rows = eventRows({ events: twins.map((group) => ({ ...event("KeeperWork", start), group })) });
    assert.equal(rows.length, 2);
  });
});
