import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isSlug, slug } from "../../src/common/slug.ts";

describe("slug", () => {
  it("keeps letters and digits, in lower case", () => {
    assert.equal(slug("Balanced work, 15 % cheaper!"), "balanced-work-15-cheaper");
  });

  it("makes a name of anything", () => {
    assert.equal(slug("重 ✓"), "chart");
    assert.equal(slug("../../etc/passwd"), "etc-passwd");
    assert.equal(slug("CON"), "chart-con");
    assert.equal(slug("x".repeat(300)).length, 80);
  });

  it("makes names that no file system reads otherwise, and that it would make again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (title) => {
        assert.match(slug(title), /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        assert.ok(isSlug(slug(title)));
      }),
    );
  });
});
