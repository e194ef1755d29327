import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { RunProgress } from "../../src/runner/runProgress.ts";
import { progressReporter } from "../../src/plugin/progressReporter.ts";

const run: RunProgress[] = [
  { kind: "notebook-started", notebook: "00-setup.ipynb", cells: 1, index: 0, notebooks: 2 },
  { kind: "cell-started", notebook: "00-setup.ipynb", cell: 1, cells: 1, title: "Deploy" },
  { kind: "notebook-finished", notebook: "00-setup.ipynb", cells: 1, seconds: 0.52 },
  { kind: "notebook-started", notebook: "01-mining.ipynb", cells: 4, index: 1, notebooks: 2 },
  {
    kind: "cell-started",
    notebook: "01-mining.ipynb",
    cell: 3,
    cells: 4,
    title: "Work the job every 36 hours",
  },
];

function show(terminal: boolean, columns?: number): string[] {
  const written: string[] = [];
  const reporter = progressReporter({
    isTTY: terminal,
    ...(columns === undefined ? {} : { columns }),
    write: (text) => written.push(text),
  });
  for (const progress of run) reporter.show(progress);
  return written;
}

describe("progressReporter", () => {
  it("writes a line when a notebook starts and ends where every line is kept", () => {
    assert.deepEqual(show(false), [
      "00-setup.ipynb: running 1 cell\n",
      "00-setup.ipynb: 1 cell in 0.5 s\n",
      "01-mining.ipynb: running 4 cells\n",
    ]);
  });

  it("keeps one line up to date on a terminal: bar, notebook, cell", () => {
    const written = show(true);
    assert.equal(
      written.at(-1),
      `\r\u001b[2K${"█".repeat(18)}${"░".repeat(6)} 01-mining.ipynb  cell 3/4  Work the job every 36 hours`,
    );
    assert.equal(written.filter((text) => text.includes("\n")).length, 1);
  });

  it("never fills the line of a narrow terminal", () => {
    for (const text of show(true, 40).filter((line) => line.includes("█"))) {
      assert.ok(text.replace("\r\u001b[2K", "").length < 40);
    }
  });
});
