import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readRecordings, writeRecordings } from "../../../src/recording/compare/committedRecordings.ts";
import { compareWithCommitted } from "../../../src/recording/compare/compareWithCommitted.ts";
import { deviationsIn } from "../../../src/recording/compare/verdictOf.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { recordingOf, start } from "../../support/recordingOf.ts";

const { folder } = temporaryFolder();
const recording = recordingOf({
  traces: { credits: [10n ** 18n, 2n * 10n ** 18n] },
  events: [{ block: 101 }],
});
const made = [{ notebook: "01-example", name: "work", title: "Work", recording }];

describe("committed recordings", () => {
  it("come back the same but for their place on the chain, a sample on a line", async () => {
    const place = join(folder, "same");
    assert.deepEqual(await writeRecordings(place, made, ["01-example"]), [
      join(place, "01-example", "work.json"),
    ]);
    const read = await readRecordings(place);
    assert.deepEqual(deviationsIn(compareWithCommitted(read, made)), []);
    const text = readFileSync(join(place, "01-example", "work.json"), "utf8");
    assert.match(text, new RegExp(`^ +\\[${start},0,"1000000000000000000"\\],$`, "m"));
    assert.match(text, /"block":1,"logIndex":3,"transaction":""/);
  });

  it("do not change when the same happens elsewhere on a chain", async () => {
    const [here, there] = [join(folder, "here"), join(folder, "there")];
    const moved = {
      ...recording,
      rows: recording.rows.map((row) => ({ ...row, block: row.block + 9 })),
      events: recording.events.map((event) => ({ ...event, block: event.block + 9, transaction: "0x12" })),
    };
    const [[one = ""], [other = ""]] = [
      await writeRecordings(here, made, ["01-example"]),
      await writeRecordings(
        there,
        made.map((one) => ({ ...one, recording: moved })),
        ["01-example"],
      ),
    ];
    assert.equal(readFileSync(other, "utf8"), readFileSync(one, "utf8"));
  });

  it("lose what the notebooks that were run no longer draw, and nothing else", async () => {
    const place = join(folder, "stale");
    for (const file of ["01-example/old.json", "02-other/kept.json", "01-example/note.txt"]) {
      mkdirSync(join(place, file, ".."), { recursive: true });
      writeFileSync(join(place, file), "");
    }
    await writeRecordings(place, made, ["01-example"]);
    const there = [
      "01-example/old.json",
      "01-example/work.json",
      "02-other/kept.json",
      "01-example/note.txt",
    ];
    assert.deepEqual(
      there.map((file) => existsSync(join(place, file))),
      [false, true, true, true],
    );
    assert.equal((await readRecordings(place, ["01-example"])).length, 1);
  });

  it("are compared in the order and under the titles of today's run", async () => {
    const place = join(folder, "order");
    const today = ["work", "idle"].map((name) => ({
      notebook: "01-example",
      name,
      title: `Of ${name}`,
      recording,
    }));
    await writeRecordings(place, today, ["01-example"]);
    const { scenarios } = compareWithCommitted(await readRecordings(place), today);
    assert.deepEqual(
      scenarios.map(({ title }) => title),
      ["Of work", "Of idle"],
    );
  });

  it("are none where there is no folder", async () => {
    assert.deepEqual(await readRecordings(join(folder, "missing")), []);
    assert.deepEqual(deviationsIn(compareWithCommitted([], made)), [
      "01-example/work: there is no such scenario in committed",
    ]);
  });

  it("tell of a single wei that differs: scenario, trace, time and both values", async () => {
    const place = join(folder, "wei");
    const [file = ""] = await writeRecordings(place, made, ["01-example"]);
    writeFileSync(file, readFileSync(file, "utf8").replace('"2000000000000000000"', '"2000000000000000001"'));
    assert.deepEqual(deviationsIn(compareWithCommitted(await readRecordings(place), made)), [
      "01-example/work: credits at 15 Sep 2021 01:00:00 is 2 KP3R instead of 2.000000000000000001 KP3R",
    ]);
  });
});
