import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { givesAway, parseEndpointAddress, redact } from "../../src/rpc/endpointAddress.ts";
import { parseEndpointHeaders } from "../../src/rpc/endpointHeaders.ts";
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

describe("a key in a host name", () => {
  it("is not shown, and is asked all the same", () => {
    for (const [host, shown] of [
      [`${key.toLowerCase()}.eth.rpc.example.cloud`, "….eth.rpc.example.cloud"],
      ["0f8fad5b-d9cb-469f-a165-70867728950e.mainnet.example.com", "….mainnet.example.com"],
      [
        "nd-6eaj5va43jggnpxouzp7y47e4y.ethereum.example.us-east-1.example.com",
        "….ethereum.example.us-east-1.example.com",
      ],
      ["eth.kqzxvbnmwrtplkjh.example.com", "eth.….example.com"],
      ["a1b2c3d4e5f6g7.example.com", "….example.com"],
      ["a1b2c3d4e5f6g7h8.localhost", "….localhost"],
    ] as const) {
      const address = parseEndpointAddress(`https://${host}/v1`);
      assert.equal(address.host, shown);
      assert.equal(new URL(address.url).hostname, host);
      const label = host.split(".").find((one) => !shown.includes(one)) ?? assert.fail();
      assert.ok(
        !redact(`no route to ${host} (${label.toUpperCase()})`, address).toLowerCase().includes(label),
      );
      assert.ok(givesAway(`{"result":"${label}"}`, address));
    }
  });

  it("is not seen in names that people have made up", () => {
    for (const host of [
      "eth-mainnet.g.alchemy.com",
      "mainnet.infura.io",
      "practical-muddy-thunder.quiknode.pro",
      "ethereum-rpc.publicnode.com",
      "ethereum-mainnet.core.chainstack.com",
      "eth-mainnet.public.blastapi.io",
      "rpc-ethereum-archive-2.eu-central-1.example.com",
      "localhost",
      "127.0.0.1",
      "[::1]",
      "archive.node.internal",
    ]) {
      assert.equal(parseEndpointAddress(`http://${host}:8545/`).host, host);
    }
  });
});

describe("a key in a header", () => {
  it("is sent, and not shown in any form", () => {
    const headers = { "X-Api-Key": "s3cret-of-mine", Authorization: `Bearer ${key}` };
    const address = parseEndpointAddress("https://me:pass@rpc.example/v1", headers);
    assert.deepEqual(address.headers, { "x-api-key": "s3cret-of-mine", authorization: `Bearer ${key}` });
    assert.equal(redact(`bad key S3CRET-of-mine, ${key}`, address), "bad key …, …");
    assert.ok(givesAway(`{"result":"s3cret-of-mine"}`, address));
  });

  it("is refused where it cannot be sent, without repeating it", () => {
    for (const [headers, message] of [
      [{ "x api": key }, /^Header 1 of 1 for the endpoint has a name that HTTP does not allow\./],
      [
        { a: "b", "x-key": `${key}\r\nhost: evil` },
        /^Header 2 of 2 .* is x-key, whose value is empty or not plain ASCII/,
      ],
      [{ "x-key": "" }, /whose value is empty/],
      [{ Host: "evil.example" }, /is host, which the relay sets itself/],
    ] as const) {
      assert.throws(
        () => parseEndpointAddress("https://rpc.example", headers),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, "INVALID_ENDPOINT");
          assert.match(error.message, message);
          assert.ok(!error.message.includes(key));
          return true;
        },
      );
    }
  });
});

describe("parseEndpointHeaders", () => {
  it("reads a JSON object, and lines", () => {
    const headers = { "x-api-key": key, Authorization: "Bearer a:b" };
    assert.deepEqual(parseEndpointHeaders(JSON.stringify(headers, undefined, 2)), headers);
    assert.deepEqual(parseEndpointHeaders(` x-api-key: ${key}\r\nAuthorization:Bearer a:b\n`), headers);
  });

  it("refuses anything else, without repeating it", () => {
    for (const text of [
      key,
      `{"x-api-key":`,
      `{"x-api-key":1}`,
      `x-api-key: a\n${key}`,
      `[${key}]`,
      `:${key}`,
    ]) {
      assert.throws(
        () => parseEndpointHeaders(text),
        (error: Error & { code?: string }) =>
          error.code === "INVALID_ENDPOINT" && !error.message.includes(key),
        text,
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
