import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InvalidNotebookError } from "../../src/runner/errors.ts";
import { formatNotebook } from "../../src/runner/formatNotebook.ts";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";

const saved = `{
 "cells": [
  {
   "attachments": {
    "map.png": {
     "image/png": "aGk="
    }
   },
   "cell_type": "markdown",
   "id": "intro",
   "metadata": {},
   "source": [
    "# Título\\n",
    "and ünicode"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "draw",
   "metadata": {
    "tags": [
     "chart"
    ]
   },
   "outputs": [
    {
     "data": {
      "application/vnd.vegalite.v5+json": {
       "mark": "line"
      },
      "image/png": "aGk=",
      "image/svg+xml": [
       "<svg>\\n",
       "</svg>"
      ],
      "text/plain": [
       "one\\n",
       "two"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "a\\n",
      "b\\n"
     ]
    }
   ],
   "source": []
  }
 ],
 "metadata": {
  "custom": {
   "kept": true
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

describe("parseNotebook and formatNotebook", () => {
  it("give back a notebook as Jupyter saved it, byte for byte", () => {
    assert.equal(formatNotebook(parseNotebook(saved, "a.ipynb")), saved);
  });

  it("join text when reading", () => {
    const [intro, draw] = parseNotebook(saved, "a.ipynb").cells;
    assert.equal(intro?.source, "# Título\nand ünicode");
    assert.ok(draw?.cell_type === "code");
    const [display, stream] = draw.outputs;
    assert.ok(display?.output_type === "display_data" && stream?.output_type === "stream");
    assert.equal(display.data["text/plain"], "one\ntwo");
    assert.equal(stream.text, "a\nb\n");
  });

  it("put keys in order, whatever order they came in", () => {
    const shuffled = '{"nbformat_minor": 5, "nbformat": 4, "metadata": {}, "cells": []}';
    const written = formatNotebook(parseNotebook(shuffled, "a.ipynb"));
    assert.deepEqual(Object.keys(JSON.parse(written) as object), [
      "cells",
      "metadata",
      "nbformat",
      "nbformat_minor",
    ]);
  });

  it("give cells of an older notebook ids, always the same", () => {
    const old = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 2,
      metadata: {},
      cells: [
        { cell_type: "markdown", source: "same", metadata: {} },
        { cell_type: "markdown", source: "same", metadata: {} },
      ],
    });
    const notebook = parseNotebook(old, "a.ipynb");
    assert.equal(notebook.nbformat_minor, 5);
    const ids = notebook.cells.map((cell) => cell.id);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(
      parseNotebook(old, "a.ipynb").cells.map((cell) => cell.id),
      ids,
    );
  });

  const umlauts = notebookOf({ cell_type: "code", id: "a", metadata: {}, source: "console.log('größe ✓')" });
  const utf16 = Buffer.from(`\uFEFF${umlauts}`, "utf16le");
  const encoded: [name: string, content: Uint8Array | string][] = [
    ["UTF-8", Buffer.from(umlauts)],
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${umlauts}`)],
    ["text with a byte order mark", `\uFEFF${umlauts}`],
    ["UTF-16, little end first", utf16],
    ["UTF-16, big end first", Buffer.from(utf16).swap16()],
  ];
  for (const [name, content] of encoded) {
    it(`read ${name}, and write UTF-8 without a mark`, () => {
      const notebook = parseNotebook(content, "a.ipynb");
      assert.equal(notebook.cells[0]?.source, "console.log('größe ✓')");
      assert.equal(formatNotebook(notebook), formatNotebook(parseNotebook(umlauts, "a.ipynb")));
    });
  }

  const undecodable: [name: string, content: Buffer, encoding: string][] = [
    ["Latin-1", Buffer.from(umlauts.replace("✓", ""), "latin1"), "UTF-8"],
    ["UTF-8 that was cut in a letter", Buffer.from("\uFEFFgröße").subarray(0, 6), "UTF-8"],
    ["UTF-16 that was cut in a letter", utf16.subarray(0, -1), "UTF-16LE"],
  ];
  for (const [name, content, encoding] of undecodable) {
    it(`refuse ${name}`, () => {
      assert.throws(
        () => parseNotebook(content, "notebooks/a.ipynb"),
        (error) => {
          assert.ok(error instanceof InvalidNotebookError);
          assert.match(
            error.message,
            new RegExp(`^notebooks/a.ipynb .*: it is not text in ${encoding}\\.\nSave it in UTF-8 `),
          );
          return true;
        },
      );
    });
  }

  const cell = { cell_type: "code", id: "a", metadata: {}, source: "" };
  const broken: [name: string, json: string, reason: RegExp][] = [
    ["text that is not JSON", "{", /it is not JSON \(/],
    ["JSON of another kind", "[]", /it is not a JSON object/],
    ["another format", '{"nbformat": 3}', /nbformat is 3, not 4/],
    ["missing cells", '{"nbformat": 4}', /cells is not an array/],
    ["an unknown kind of cell", notebookOf({ ...cell, cell_type: "sql" }), /cells\[0\]\.cell_type is "sql"/],
    ["a source that is not text", notebookOf({ ...cell, source: 5 }), /cells\[0\]\.source is not text/],
    ["an id that is used twice", notebookOf(cell, cell), /cells\[1\]\.id is "a", which is not a unique id/],
    ["an id with a space", notebookOf({ ...cell, id: "a b" }), /cells\[0\]\.id is "a b"/],
    ["outputs that are no list", notebookOf({ ...cell, outputs: {} }), /cells\[0\]\.outputs is not an array/],
  ];
  for (const [name, json, reason] of broken) {
    it(`refuse ${name}`, () => {
      assert.throws(
        () => parseNotebook(json, "notebooks/a.ipynb"),
        (error) => {
          assert.ok(error instanceof InvalidNotebookError);
          assert.match(error.message, /^notebooks\/a\.ipynb is not a valid notebook: /);
          assert.match(error.message, reason);
          return true;
        },
      );
    });
  }
});

function notebookOf(...cells: object[]): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
}
