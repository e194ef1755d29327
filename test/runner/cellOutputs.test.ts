import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordingMimeType } from "../../src/notebook/kernel/displayChart.ts";
import { CellOutputs } from "../../src/runner/cellOutputs.ts";

function collect(...messages: [type: string, content: Record<string, unknown>][]): CellOutputs {
  const outputs = new CellOutputs((text) => text.replaceAll("/home/me/project/", ""));
  for (const [type, content] of messages) outputs.add({ id: "1", parentId: "0", type, content });
  return outputs;
}

const stream = (name: string, text: string): [string, Record<string, unknown>] => ["stream", { name, text }];
const display = (
  type: "display_data" | "update_display_data",
  text: string,
  id?: string,
): [string, Record<string, unknown>] => [
  type,
  { data: { "text/plain": text }, metadata: {}, transient: id === undefined ? {} : { display_id: id } },
];

describe("CellOutputs", () => {
  it("merges each stream up to the next display", () => {
    const outputs = collect(
      stream("stdout", "a\n"),
      stream("stderr", "x\n"),
      stream("stdout", "b\n"),
      display("display_data", "chart"),
      stream("stdout", "c\n"),
    ).toOutputs();
    assert.deepEqual(outputs, [
      { output_type: "stream", name: "stdout", text: "a\nb\n" },
      { output_type: "stream", name: "stderr", text: "x\n" },
      { output_type: "display_data", data: { "text/plain": "chart" }, metadata: {} },
      { output_type: "stream", name: "stdout", text: "c\n" },
    ]);
  });

  it("updates a display in place, and keeps no identifier of it", () => {
    const outputs = collect(
      display("display_data", "0%", "random"),
      stream("stdout", "between\n"),
      display("update_display_data", "100%", "random"),
      display("update_display_data", "lost", "unknown"),
    ).toOutputs();
    assert.deepEqual(outputs, [
      { output_type: "display_data", data: { "text/plain": "100%" }, metadata: {} },
      { output_type: "stream", name: "stdout", text: "between\n" },
    ]);
  });

  it("keeps the recording that comes with a display beside the outputs, and follows updates", () => {
    const withRecording = (type: string, recording: string): [string, Record<string, unknown>] => [
      type,
      { data: { "text/plain": "chart", [recordingMimeType]: recording }, transient: { display_id: "a" } },
    ];
    const outputs = collect(
      stream("stdout", "a\n"),
      withRecording("display_data", "first"),
      display("display_data", "text"),
      withRecording("update_display_data", "second"),
    );
    assert.deepEqual(outputs.recordings, [undefined, "second", undefined]);
    assert.ok(!JSON.stringify(outputs.toOutputs()).includes("second"));
  });

  it("rewrites text, and leaves data alone", () => {
    const outputs = collect(stream("stdout", "/home/me/project/src\n"), [
      "display_data",
      { data: { "text/plain": "/home/me/project/a", "application/json": { path: "/home/me/project/a" } } },
    ]).toOutputs();
    assert.deepEqual(outputs, [
      { output_type: "stream", name: "stdout", text: "src\n" },
      {
        output_type: "display_data",
        data: { "text/plain": "a", "application/json": { path: "/home/me/project/a" } },
        metadata: {},
      },
    ]);
  });

  it("ends lines that a carriage return starts again as a terminal would", () => {
    const [output] = collect(
      stream("stdout", "1/3\r2/3\r3/3\ndone\r\nand \u001b[1mbold\u001b[22m\r"),
    ).toOutputs();
    assert.deepEqual(output, { output_type: "stream", name: "stdout", text: "3/3\ndone\nand bold\r" });
  });

  it("keeps a carriage return that starts nothing, and the last of many lines in one", () => {
    const kept = (text: string): unknown => collect(stream("stdout", text)).toOutputs()[0];
    for (const [text, expected] of [
      ["\r", "\r"],
      ["a\r\r", "\r"],
      ["a\rb\r\rc\r\nd\r\re", "c\ne"],
      ["a\r\r\nb", "a\r\nb"],
    ]) {
      assert.deepEqual(kept(text ?? ""), { output_type: "stream", name: "stdout", text: expected });
    }
  });

  it("takes no longer for one long line than for many short ones", () => {
    const start = performance.now();
    const length = 3_000_000;
    for (const text of [
      "y".repeat(length),
      "\r".repeat(length),
      `${"y".repeat(length)}\r`,
      "y\r".repeat(length / 2),
    ]) {
      collect(stream("stdout", text)).toOutputs();
    }
    // In proportion to the length it takes a tenth of this; in proportion to its square, hours.
    assert.ok(performance.now() - start < 5_000);
  });

  it("shows what has come since it was asked last", () => {
    const outputs = collect(stream("stdout", "a"), stream("stderr", "b"));
    assert.equal(outputs.toOutputs().length, 2);
    outputs.removeFromStandardError("b");
    assert.equal(outputs.toOutputs().length, 1);
    outputs.add({ id: "1", parentId: "0", type: "stream", content: { name: "stdout", text: "c" } });
    assert.deepEqual(outputs.toOutputs(), [{ output_type: "stream", name: "stdout", text: "ac" }]);
  });

  it("notices an error that nothing waited for", () => {
    assert.equal(collect(stream("stderr", "a warning: careful")).unhandledError, undefined);
    assert.equal(
      collect(stream("stderr", "UnhandledPromiseRejection: Error: late\n    at x\n")).unhandledError,
      "Error: late\n    at x",
    );
  });
});
