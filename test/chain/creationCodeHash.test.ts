import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keccak256 } from "ethers";
import { creationCodeHash } from "../../src/chain/artifacts/creationCodeHash.ts";

describe("creationCodeHash", () => {
  it("is the hash of the code", () => {
    assert.equal(creationCodeHash("0x6001"), keccak256("0x6001"));
    assert.equal(creationCodeHash("0x"), keccak256("0x"));
  });

  it("tells code apart that waits for its libraries", () => {
    const placeholder = `__$${"1".repeat(34)}$__`;
    const hash = creationCodeHash(`0x60${placeholder}`);
    assert.match(hash, /^0x[0-9a-f]{64}$/);
    assert.notEqual(creationCodeHash(`0x61${placeholder}`), hash);
  });
});
