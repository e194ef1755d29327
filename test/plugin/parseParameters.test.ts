import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InvalidParameterError } from "../../src/notebook/errors.ts";
import { parseParameters } from "../../src/plugin/parseParameters.ts";

describe("parseParameters", () => {
  it("reads one, several, and values with commas and equals signs", () => {
    assert.deepEqual(parseParameters("weeks=3"), { weeks: "3" });
    assert.deepEqual(parseParameters("weeks=3,note=a, b=c,empty="), {
      weeks: "3",
      note: "a, b=c",
      empty: "",
    });
  });

  it("refuses what is no assignment, and a name given twice", () => {
    for (const text of ["weeks", "=3", "3=4", "", "weeks=1,weeks=2"]) {
      assert.throws(() => parseParameters(text), InvalidParameterError);
    }
    assert.throws(
      () => parseParameters("weeks"),
      /^InvalidParameterError: --set "weeks" is not of the form name=value\./,
    );
  });
});
