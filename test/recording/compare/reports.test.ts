import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { compareRuns, type RecordedScenario } from "../../../src/recording/compare/compareRuns.ts";
import { comparisonToMarkdown } from "../../../src/chart/report/comparisonToMarkdown.ts";
import { comparisonToText } from "../../../src/chart/report/comparisonToText.ts";
import { parseTolerance } from "../../../src/recording/compare/tolerance.ts";
import { deviationsIn } from "../../../src/recording/compare/verdictOf.ts";
import { writeComparison } from "../../../src/chart/report/writeComparison.ts";
import { hostileChart, hostileTexts } from "../../support/hostileRecording.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { recordingOf } from "../../support/recordingOf.ts";

const { folder } = temporaryFolder();
const ether = 10n ** 18n;

function scenario(name: string, values: readonly bigint[]): RecordedScenario {
  const recording = recordingOf({ traces: { credits: values }, events: [{}] });
  return { notebook: "01-example", name, title: `Scenario ${name}`, recording };
}

/** What is in all of a run, in the base alone, and in the head alone. */
const base = { name: "before", scenarios: [scenario("a", [ether, ether]), scenario("gone", [1n, 1n])] };
const head = { name: "after", scenarios: [scenario("a", [ether, ether + 1n]), scenario("new", [1n, 1n])] };

describe("reports of a comparison", () => {
  it("show on a terminal as many digits as it takes to see a difference", () => {
    assert.equal(
      comparisonToText(compareRuns(base, head, { tolerance: parseTolerance("0") })),
      `after against before

01-example, Scenario a

  trace           before, at the end  after  difference  largest difference              at (UTC)
  credits (KP3R)                   1      1      +1e-18              +1e-18  15 Sep 2021 01:00:00

  over all    before  after  difference
  event Work       1      1           0

01-example, Scenario gone
Only before has this scenario; after has not.

01-example, Scenario new
Only after has this scenario; before has not.

Only on before: gone.
Only on after: new.
1 scenario compared, none of them the same to the last digit.
3 differences in 3 scenarios exceed the tolerance of 0.
01-example/a: credits at 15 Sep 2021 01:00:00 is 1.000000000000000001 KP3R instead of 1 KP3R
01-example/gone: there is no such scenario in after
01-example/new: there is no such scenario in before`,
    );
  });

  it("tell of a notebook that failed on one side, and hold its missing scenarios not against it too", () => {
    const failed = {
      ...head,
      scenarios: [],
      failures: new Map([["01-example", "01-example.ipynb, cell 2: Error: on purpose"]]),
    };
    const comparison = compareRuns(base, failed, { tolerance: parseTolerance("1%") });
    assert.deepEqual(deviationsIn(comparison), []);
    assert.match(
      comparisonToText(comparison),
      /^01-example failed on after: 01-example.ipynb, cell 2: Error: on purpose$/m,
    );
  });

  it("say that nothing differs where nothing does", () => {
    const comparison = compareRuns(base, { ...base, name: "again" }, { tolerance: parseTolerance("0") });
    const text = comparisonToText(comparison);
    assert.match(text, /Every sample and every event of before and again is the same\./);
    assert.match(
      text,
      /2 scenarios compared, 2 of them the same to the last digit\.\nEverything .* tolerance of 0\.$/,
    );
  });

  it("are written as page, Markdown and charts, of one-sided scenarios in words alone", async () => {
    const out = join(folder, "report");
    const files = await writeComparison(compareRuns(base, head), out);
    assert.deepEqual(
      files.map((file) => file.slice(out.length + 1)),
      [
        "index.html",
        "report.md",
        ...["svg", "png", "@2x.png", "html"].map(
          (end) => `01-example/a${end.startsWith("@") ? "" : "."}${end}`,
        ),
      ],
    );
    for (const file of files) assert.ok(existsSync(file), file);
    const page = readFileSync(join(out, "index.html"), "utf8");
    assert.match(page, /<a href="01-example\/a\.html">/);
    assert.match(page, /<img src="data:image\/svg\+xml;base64,/);
    assert.match(page, /<bdi>Only before has this scenario; after has not\.<\/bdi>/);
    assert.doesNotMatch(page, /<script/);
    assert.match(
      readFileSync(join(out, "report.md"), "utf8"),
      /!\[01-example, Scenario a\]\(01-example\/a\.png\)/,
    );
  });

  it("take nothing that a contract or a notebook calls something for markup", async () => {
    const all = hostileTexts.join(" ");
    const { recording } = hostileChart();
    const changed = {
      ...recording,
      series: recording.series.map((one) => ({ ...one, values: one.values.map(() => 7n) })),
      events: recording.events.slice(1).map((event) => ({ ...event, args: {} })),
    };
    const drawn = { notebook: "hostile", name: "drawn", title: '"><b>drawn' };
    const quoted = recordingOf({ traces: { '"><b>credits': [1n, 2n] } });
    const one = { notebook: "hostile", name: "hostile", title: all };
    const failures = new Map([["hostile", all]]);
    const comparison = compareRuns(
      {
        name: "a <b>",
        scenarios: [
          { ...one, recording },
          { ...drawn, recording: quoted },
        ],
        failures,
      },
      {
        name: "c | d",
        scenarios: [
          { ...one, recording: changed },
          { ...drawn, recording: quoted },
        ],
      },
    );
    const out = join(folder, "hostile");
    await writeComparison(comparison, out, { draws: ({ name }) => name === "drawn" });
    const page = readFileSync(join(out, "index.html"), "utf8");
    assert.match(page, /alt="[^"]*&#62;/);
    for (const markup of ["<script", "<b>", "<x", "<img src=x", "\u202e", "\u0000", "\u001b"]) {
      assert.ok(!page.includes(markup), markup);
    }
    assert.match(page, /default-src 'none'/);

    const markdown = comparisonToMarkdown(comparison, () => undefined);
    for (const markup of ["<", "](", "://", "`", "${", "\u202e", "\u001b"]) {
      assert.ok(!markdown.includes(markup), markup);
    }
    for (const line of markdown.split("\n").filter((text) => text.startsWith("|"))) {
      assert.ok([6, 8].includes(line.split("|").length), line);
    }
    const text = comparisonToText(comparison);
    for (const hidden of ["\u001b", "\u202e", "\u0000"]) assert.ok(!text.includes(hidden));
  });
});
