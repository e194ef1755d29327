import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { comparisonToHtml } from "../../../src/chart/report/comparisonToHtml.ts";
import { comparisonToMarkdown } from "../../../src/chart/report/comparisonToMarkdown.ts";
import { overviewTable } from "../../../src/chart/report/overviewTable.ts";
import { reportTexts } from "../../../src/chart/report/reportTexts.ts";
import { compareRecordings } from "../../../src/recording/compare/compareRecordings.ts";
import type { ComparedScenario, Comparison } from "../../../src/recording/compare/comparison.ts";
import type { Recording } from "../../../src/recording/recording.ts";
import { creditMining } from "../../support/sampleRecordings.ts";

const day = 86_400;
const [cheap, dear] = [0.3, 0.9].map((pay) => creditMining({ days: 6, workEvery: day / 2, pay })) as [
  Recording,
  Recording,
];
const works = ({ events }: Recording): bigint =>
  BigInt(events.filter(({ name }) => name === "KeeperWork").length);
const figures = (recording: Recording) => [{ name: "works", unit: "", decimals: 0, value: works(recording) }];
const refused = ({ events }: Recording): number => events.filter(({ kind }) => kind === "failure").length;

function scenario(title: string, base: Recording, head: Recording): ComparedScenario {
  const differences = compareRecordings(base, head, { figures });
  return { notebook: "01", name: "a", title, base, head, differences, deviations: [] };
}

const comparison: Comparison = {
  base: "before",
  head: "after",
  scenarios: [
    scenario("dearer", cheap, dear),
    scenario("again", cheap, cheap),
    { notebook: "01", name: "b", title: "alone", head: cheap, deviations: [] },
  ],
  failures: [],
};

describe("overviewTable", () => {
  it("holds figures, refusals and the largest difference of every scenario", () => {
    const { head, rows } = overviewTable(comparison);
    assert.deepEqual(head, ["scenario", "works", "refused", "largest difference", "verdict"]);
    const [first, ...others] = rows;
    assert.deepEqual(first?.slice(0, 3), [
      "01, dearer",
      `${works(cheap)} → ${works(dear)}`,
      `${refused(cheap)} → ${refused(dear)}`,
    ]);
    assert.match(first[3] ?? "", /^totalJobCredits: −[\d.]+ KP3R$/);
    assert.deepEqual(others, [
      ["01, again", String(works(cheap)), String(refused(cheap)), "", "the same"],
      ["01, alone", "", "", "", "only on after"],
    ]);
  });

  it("comes before the charts, in page and Markdown", async () => {
    const page = await comparisonToHtml(comparison, () => undefined);
    assert.ok(page.indexOf("largest difference</bdi>") < page.indexOf('<section id="s1">'));
    assert.match(page, /<a href="#s2"><bdi>01, again<\/bdi><\/a>/);
    const markdown = comparisonToMarkdown(comparison, () => undefined);
    assert.ok(markdown.indexOf("| scenario | works |") > 0);
    assert.ok(markdown.indexOf("| scenario | works |") < markdown.indexOf("## 01, dearer"));
  });
});

describe("reportTexts", () => {
  it("rounds as charts do, and shows more digits only where it takes them to tell values apart", () => {
    const units = (base: bigint, head: bigint) => ({ base, head, difference: head - base });
    assert.deepEqual(reportTexts(units(305_190n, 410_000n), 6), {
      base: "0.3052",
      head: "0.41",
      difference: "+0.1048",
    });
    assert.deepEqual(reportTexts(units(305_190n, 305_180n), 6), {
      base: "0.30519",
      head: "0.30518",
      difference: "−0.00001",
    });
    assert.deepEqual(reportTexts(units(7n, 7n), 0), { base: "7", head: "7", difference: "0" });
    assert.equal(reportTexts({ base: null, head: 1n, difference: null }, 0).base, "–");
  });
});
