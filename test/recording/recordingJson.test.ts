import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { recordingToJson } from "../../src/recording/recordingToJson.ts";
import { assertFails } from "../support/assertFails.ts";
import { anyRecording, hostileTexts, tidyRecording } from "../support/arbitraryRecording.ts";
import { smallRecording } from "../support/smallRecording.ts";

describe("recordingToJson and recordingFromJson", () => {
  it("give back every recording exactly", () => {
    fc.assert(
      fc.property(fc.oneof(tidyRecording, anyRecording), (recording) => {
        assert.deepStrictEqual(recordingFromJson(recordingToJson(recording)), recording);
      }),
      { numRuns: 500 },
    );
  });

  it("give the same bytes again, whatever the order of a row's values", () => {
    fc.assert(
      fc.property(fc.oneof(tidyRecording, anyRecording), (recording) => {
        const json = recordingToJson(recording);
        const turned = recording.rows.map((row) => ({
          ...row,
          values: Object.fromEntries(Object.entries(row.values).reverse()),
        }));
        assert.equal(recordingToJson({ ...recording, rows: turned }), json);
        assert.equal(recordingToJson(recordingFromJson(json)), json);
      }),
    );
  });

  it("keep texts that look like something else", () => {
    for (const hostile of hostileTexts) {
      const args = Object.fromEntries([[hostile, [hostile, { integer: hostile }, { struct: {} }]]]);
      const recording = smallRecording({ name: hostile, unit: hostile, args });
      assert.deepStrictEqual(recordingFromJson(recordingToJson(recording)), recording);
    }
    assert.equal(
      ({} as Record<string, unknown>).integer,
      undefined,
      "a name reached the prototype of objects",
    );
  });

  it("survive a file", () => {
    fc.assert(
      fc.property(tidyRecording, (recording) => {
        const bytes = new TextEncoder().encode(recordingToJson(recording));
        assert.deepStrictEqual(
          recordingFromJson(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
          recording,
        );
      }),
    );
  });

  it("write a sample per line, integers as they are", () => {
    const lines = recordingToJson(smallRecording()).split("\n");
    assert.deepEqual(lines.slice(0, 3), ["{", '  "format": "simulation recording",', '  "version": 1,']);
    assert.ok(lines.includes('    [1631664000,1000,"1390000000000000000"],'), lines.join("\n"));
    assert.ok(lines.includes("    [1631678400,1001,null]"));
  });

  it("keep the order of an event's arguments", () => {
    const recording = smallRecording({ args: { _zebra: 1n, _apple: 2n } });
    const [event] = recordingFromJson(recordingToJson(recording)).events;
    assert.deepEqual(Object.keys(event?.args ?? {}), ["_zebra", "_apple"]);
  });

  describe("damaged or foreign text", () => {
    const json = recordingToJson(smallRecording());
    const lineOf = (part: string): number => json.slice(0, json.indexOf(part)).split("\n").length;
    const changed = (from: string, to: string): string => {
      assert.ok(json.includes(from), `there is no ${from}`);
      return json.replace(from, to);
    };
    const cases: readonly (readonly [string, string, ...(string | RegExp)[]])[] = [
      ["nothing", "", "line 1, column 1", "JSON", "the end of the text"],
      [
        "a text cut off",
        json.slice(0, -40),
        `line ${json.slice(0, -40).split("\n").length}`,
        "the end of the text",
      ],
      ["a missing comma", changed('"version": 1,', '"version": 1'), "line 4, column 3", "JSON"],
      ["a missing colon", changed('"version":', '"version"'), "line 3, column 13", "JSON"],
      [
        "a bad escape",
        changed("reward period", "reward\\xperiod"),
        `line ${lineOf("reward period")}`,
        "JSON",
      ],
      [
        "a leading zero",
        changed("[1631664000,1000", "[1631664000,01000"),
        `line ${lineOf("1631664000,1000")}`,
      ],
      ["text behind", `${json}x`, `line ${json.split("\n").length}, column 1`, 'found "x"'],
      ["another format", '{"cells": []}', "the document (line 1, column 1)", '"simulation recording"'],
      ["a list", "[1]", "line 1, column 1", "expected an object, found a list of 1"],
      [
        "another version",
        changed('"version": 1', '"version": 2'),
        "version (line 3, column 14)",
        "expected version 1, found 2",
      ],
      ["a field too many", changed('"version": 1', '"version": 1, "color": 1'), "color", 'no field "color"'],
      ["a missing field", changed('"periods"', '"weeks"'), "periods"],
      [
        "a time as text",
        changed("[1631664000,", '["2021",'),
        "rows[0][0]",
        `line ${lineOf("[1631664000")}, column 6`,
        'unix seconds, found "2021"',
      ],
      ["a value too few", changed(",null]", "]"), "rows[1]", "time, block and 1 value(s)"],
      [
        "a value that is no integer",
        changed('"1390000000000000000"', '"1.39"'),
        "rows[0][2]",
        "an integer as a text",
        '"1.39"',
      ],
      [
        "an unknown kind of event",
        changed('"kind":"log"', '"kind":"rumour"'),
        "events[0].kind",
        '"log" or "action" or "failure" or "violation"',
      ],
      [
        "an argument of unknown kind",
        changed('{"integer":"5"}', '{"float":"5"}'),
        "events[0].args._amount",
        "float",
      ],
      [
        "an argument of both kinds",
        changed('{"integer":"5"}', '{"integer":"5","struct":{}}'),
        "events[0].args._amount",
      ],
      [
        "decimals beyond 77",
        changed('"decimals":18', '"decimals":78'),
        "series[0].decimals",
        "0 to 77, found 78",
      ],
      [
        "times without values",
        changed('"decimals":18', '"decimals":18,"times":[]'),
        "series[0]",
        "or neither",
      ],
      ["a line break in a name", changed('"version": 1', '"version": 1, "a\\nb": 1'), '["a\\nb"]'],
      [
        "endless nesting",
        changed('{"integer":"5"}', `${"[".repeat(5_000)}${"]".repeat(5_000)}`),
        "at most 200 levels",
      ],
      ["endless nesting cut off", "[".repeat(100_000), "line 1, column 100001"],
    ];
    for (const [what, text, ...says] of cases) {
      it(`is refused: ${what}`, async () => {
        const error = await assertFails(() => recordingFromJson(text), "RECORDING_FORMAT", ...says);
        assert.match(error.shortMessage, /line \d+/);
      });
    }

    it("is never taken for a recording, wherever it is cut", () => {
      fc.assert(
        fc.property(fc.nat(json.length - 3), (length) => {
          assert.throws(() => recordingFromJson(json.slice(0, length)), { code: "RECORDING_FORMAT" });
        }),
      );
    });

    it("fails as itself, whatever it is", () => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
          assert.throws(() => recordingFromJson(text), { code: "RECORDING_FORMAT" });
        }),
      );
    });
  });
});
