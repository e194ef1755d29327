import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visibleText } from "../../src/common/visibleText.ts";

describe("visibleText", () => {
  it("shows that there is something which cannot be seen", () => {
    assert.equal(visibleText("a\u0000b\u001b[31m"), "a\ufffdb\ufffd[31m");
    assert.equal(visibleText("USD\u202ecoin"), "USD\ufffdcoin");
    assert.equal(visibleText("half \ud83d of one"), "half \ufffd of one");
  });

  it("leaves what can be seen, in any script, and line breaks", () => {
    const text = "Łódź 重 عربي 🎉\n\ttab";
    assert.equal(visibleText(text), text);
  });
});
