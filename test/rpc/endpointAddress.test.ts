import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { givesAway, parseEndpointAddress, redact } from "../../src/rpc/endpointAddress.ts";
import { cassettePath } from "../../src/rpc/cassettePath.ts";

const key = "0123456789abcdef0123456789ABCDEF";

describe("parseEndpointAddress", () => {
  it("tells the host, and keeps the rest to itself", () => {
    const address = parseEndpointAddress(
      ` https://me:p%40ss@rpc.example:8443/v3/${key}?token=t0ken-t0ken#x `,
    );
    assert.equal(address.host, "rpc.example");
    assert.equal(address.url, `https://rpc.example:8443/v3/${key}?token=t0ken-t0ken`);
    assert.deepEqual(address.headers, {
      authorization: `Basic ${Buffer.from("me:p@ss").toString("base64")}`,
    });
    assert.deepEqual(parseEndpointAddress("http://127.0.0.1:8545").headers, {});
  });

  it("refuses what is no address, without repeating it", () => {
    for (const text of ["", key, `ws://rpc.example/${key}`, `https:// /${key}`, `file:///${key}`]) {
      assert.throws(
        () => parseEndpointAddress(text),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, "INVALID_ENDPOINT");
          assert.ok(!error.message.includes(key));
          return true;
        },
      );
    }
  });
});

describe("redact", () => {
  it("leaves what is not secret, and nothing that is", () => {
    const address = parseEndpointAddress(`https://rpc.example/v3/${key}?apikey=a%2Fb%2Fc`);
    for (const [said, shown] of [
      ["missing trie node 1234", "missing trie node 1234"],
      [`bad key ${key}`, "bad key …"],
      [`bad key ${key.toUpperCase()}`, "bad key …"],
      [`POST https://rpc.example/v3/${key}?apikey=a%2Fb%2Fc failed`, /^POST \S*… failed$/],
      [`POST /v3/${key} failed`, "POST … failed"],
      ["a%2Fb%2Fc or a/b/c", "… or …"],
      ["see https://docs.example/limits?x=1 for more", "see docs.example for more"],
      ["two\n lines", "two lines"],
      ["x".repeat(500), `${"x".repeat(200)}…`],
    ] as const) {
      if (typeof shown === "string") assert.equal(redact(said, address), shown);
      else assert.match(redact(said, address), shown);
    }
    assert.ok(givesAway(`{"result":"${key}"}`, address));
    assert.ok(!givesAway('{"result":"0x0123456789abcdef"}', address));
  });
});

describe("cassettePath", () => {
  it("never leads out of the folder of cassettes", () => {
    assert.match(
      cassettePath("credit-mining_2.1", "/project"),
      /[\\/]project[\\/]forks[\\/]credit-mining_2\.1\.rpc$/,
    );
    for (const name of [
      "",
      ".",
      "..",
      "../x",
      "a/b",
      "a\\b",
      ".hidden",
      "a b",
      "a\n",
      "x".repeat(81),
      "a.rpc",
      "a.part",
    ]) {
      assert.throws(() => cassettePath(name, "/project"), { code: "INVALID_ARGUMENTS" }, name);
    }
  });
});
