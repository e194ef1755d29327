import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { eventsFromCsv } from "../../src/recording/eventsFromCsv.ts";
import { eventsToCsv } from "../../src/recording/eventsToCsv.ts";
import { recordingFromCsv } from "../../src/recording/recordingFromCsv.ts";
import { recordingToCsv } from "../../src/recording/recordingToCsv.ts";
import { assertFails } from "../support/assertFails.ts";
import { hostileTexts, tidyRecording } from "../support/arbitraryRecording.ts";
import { looksLikeFormula, spreadsheetCells } from "./spreadsheetCells.ts";
import { smallRecording } from "../support/smallRecording.ts";

describe("eventsToCsv and eventsFromCsv", () => {
  it("give back all events exactly, and with the samples the whole recording", () => {
    fc.assert(
      fc.property(tidyRecording, (recording) => {
        const samples = recordingFromCsv(recordingToCsv(recording));
        const events = eventsFromCsv(eventsToCsv(recording));
        assert.deepStrictEqual({ ...samples, events }, recording);
      }),
      { numRuns: 300 },
    );
  });

  it("look like this", () => {
    assert.deepEqual(eventsToCsv(smallRecording()).split("\n").slice(3), [
      "time,unix,block,logIndex,kind,name,transaction,contract,args",
      `2021-09-15T00:00:01Z,1631664001,1001,3,log,totalJobCredits,0x${"cd".repeat(32)},0xdc02981c9C062d48a9bD54adBf51b816623dcc6E,"{""_amount"":{""integer"":""5""}}"`,
      "",
    ]);
  });

  it("hold nothing that a spreadsheet calculates, whatever names and arguments are", () => {
    for (const hostile of hostileTexts) {
      const recording = smallRecording({ name: hostile, args: Object.fromEntries([[hostile, hostile]]) });
      const csv = eventsToCsv(recording);
      for (const separator of [",", ";", "\t"]) {
        const formulas = spreadsheetCells(csv, separator).filter(looksLikeFormula);
        assert.deepEqual(
          formulas,
          [],
          `${JSON.stringify(hostile)}, cells parted by ${JSON.stringify(separator)}`,
        );
      }
      assert.deepStrictEqual(eventsFromCsv(csv), recording.events);
    }
  });

  describe("damaged or foreign text", () => {
    const csv = eventsToCsv(smallRecording());
    const changed = (from: string, to: string): string => {
      assert.ok(csv.includes(from), `there is no ${from}`);
      return csv.replace(from, to);
    };
    const cases: readonly (readonly [string, string, ...(string | RegExp)[]])[] = [
      ["samples", recordingToCsv(smallRecording()), "line 1, content", 'expected "events", found "samples"'],
      ["other columns", changed(",args", ",arguments"), "line 4", "the columns time,unix"],
      ["a cell less", changed(",3,log", ",log"), "line 5", "expected 9 cells, found 8"],
      [
        "an unknown kind",
        changed(",log,", ",rumour,"),
        "line 5, column 5",
        '"log" or "action" or "failure" or "violation", found "rumour"',
      ],
      [
        "arguments that are no JSON",
        changed('"{""_amount""', '"{_amount'),
        "line 5, column 9",
        "expected JSON",
      ],
      ["an argument of unknown kind", changed("integer", "float"), "line 5, column 9, _amount.float"],
      [
        "a position that is none",
        changed(",3,log", ",third,log"),
        "line 5, column 4",
        "a position in the block",
      ],
    ];
    for (const [what, text, ...says] of cases) {
      it(`is refused: ${what}`, async () => {
        await assertFails(() => eventsFromCsv(text), "RECORDING_FORMAT", ...says);
      });
    }
  });
});
