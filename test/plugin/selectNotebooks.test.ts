import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { NotebookNotFoundError } from "../../src/runner/errors.ts";
import { selectNotebooks } from "../../src/plugin/selectNotebooks.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const notebooks = join(folder, "notebooks");
mkdirSync(notebooks);
for (const name of ["01-mining.ipynb", "00-setup.ipynb", "01-more.ipynb", "notes.md"]) {
  writeFileSync(join(notebooks, name), "{}");
}
const elsewhere = join(folder, "mine.ipynb");
writeFileSync(elsewhere, "{}");
const inFolder = (...names: string[]) => names.map((name) => join(notebooks, name));

describe("selectNotebooks", () => {
  it("takes all in order of name when none is named", () => {
    assert.deepEqual(
      selectNotebooks([], notebooks),
      inFolder("00-setup.ipynb", "01-mining.ipynb", "01-more.ipynb"),
    );
  });

  it("takes paths, names, and beginnings of names, in the order given and each once", () => {
    assert.deepEqual(selectNotebooks([elsewhere, "01-more", "00", "00-setup.ipynb"], notebooks), [
      elsewhere,
      ...inFolder("01-more.ipynb", "00-setup.ipynb"),
    ]);
  });

  it("lists what there is when a name fits none or several", () => {
    for (const name of ["02", "01", "", join(folder, "gone.ipynb")]) {
      assert.throws(
        () => selectNotebooks([name], notebooks),
        (error) => {
          assert.ok(error instanceof NotebookNotFoundError);
          assert.ok(error.shortMessage.includes(JSON.stringify(name)));
          assert.equal(error.hint, "Notebooks there: 00-setup.ipynb, 01-mining.ipynb, 01-more.ipynb.");
          return true;
        },
      );
    }
  });

  it("says so when there is no notebook at all", () => {
    assert.throws(() => selectNotebooks([], join(folder, "none")), NotebookNotFoundError);
  });
});
