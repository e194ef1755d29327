import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ChainOptions, chooseChain } from "../../src/chain/chainChoice.ts";
import { parseChainSettings } from "../../src/chain/chainSettings.ts";

const url = "https://mainnet.example/v3/0123456789abcdef";

function choose(variables: Readonly<Record<string, string>>, options: ChainOptions = {}): unknown {
  return chooseChain(options, parseChainSettings(variables));
}

function source(variables: Readonly<Record<string, string>>, options: ChainOptions = {}): string {
  return chooseChain(options, parseChainSettings(variables)).source;
}

describe("chooseChain", () => {
  it("takes the embedded chain with its defaults if nothing is set", () => {
    const embedded = { source: "embedded", seed: "simulation", preset: "documentation" };
    assert.deepEqual(choose({}), embedded);
    assert.deepEqual(
      choose({ CHAIN: "", MAINNET_HTTPS_URL: " ", RECORD: "", FORK_BLOCK_NUMBER: "" }),
      embedded,
    );
  });

  it("forks at the first block with all of V2 if an endpoint is set", () => {
    assert.deepEqual(choose({ MAINNET_HTTPS_URL: url }), {
      source: "fork",
      seed: "simulation",
      endpoint: url,
      block: 13_595_416,
      record: undefined,
    });
  });

  it("gives a fork the headers of its endpoint", () => {
    for (const text of ['{"x-api-key":"k3y"}', "x-api-key: k3y"]) {
      const choice = choose({ MAINNET_HTTPS_URL: url, MAINNET_HTTPS_HEADERS: text });
      assert.deepEqual((choice as { headers: unknown }).headers, { "x-api-key": "k3y" });
    }
    assert.throws(() => choose({ MAINNET_HTTPS_HEADERS: "k3y" }), { code: "INVALID_ENDPOINT" });
  });

  it("forks, records and replays as the settings say", () => {
    assert.deepEqual(
      choose({ MAINNET_HTTPS_URL: url, FORK_BLOCK_NUMBER: "13232191", RECORD: "a", SEED: "b" }),
      {
        source: "fork",
        seed: "b",
        endpoint: url,
        block: 13_232_191,
        record: "a",
      },
    );
    const replay = { source: "replay", seed: "simulation", recording: "a", block: undefined };
    assert.deepEqual(choose({ CHAIN: "replay", REPLAY: "a" }), replay);
    assert.deepEqual(choose({ MAINNET_HTTPS_URL: url, REPLAY: "a" }), replay);
  });

  it("lets CHAIN decide whatever else is set", () => {
    assert.equal(source({ CHAIN: "embedded", MAINNET_HTTPS_URL: url }), "embedded");
    assert.equal(source({ CHAIN: "replay", MAINNET_HTTPS_URL: url }), "replay");
  });

  it("lets options go before settings", () => {
    const fork = { MAINNET_HTTPS_URL: url };
    assert.equal(source(fork, { chain: "embedded" }), "embedded");
    assert.equal(source(fork, { preset: "mainnet-13232191" }), "embedded");
    assert.equal(source(fork, { preset: "documentation", block: 20_000_000 }), "fork");
    assert.equal(source(fork, { replay: "a" }), "replay");
    assert.equal(source({ CHAIN: "replay", REPLAY: "a", ...fork }, { chain: "fork" }), "fork");
    assert.deepEqual(choose({ ...fork, FORK_BLOCK_NUMBER: "1", RECORD: "a" }, { block: 2, record: "b" }), {
      source: "fork",
      seed: "simulation",
      endpoint: url,
      block: 2,
      record: "b",
    });
  });

  const refused: readonly (readonly [string, Readonly<Record<string, string>>, ChainOptions, RegExp])[] = [
    [
      "a kind of chain that does not exist",
      { CHAIN: "forked" },
      {},
      /CHAIN=forked .*\n.*embedded, fork, replay/,
    ],
    ["a block that is no number", { FORK_BLOCK_NUMBER: "latest" }, {}, /FORK_BLOCK_NUMBER=latest/],
    ["a block that is no whole number", { FORK_BLOCK_NUMBER: "1e7" }, {}, /FORK_BLOCK_NUMBER=1e7/],
    ["a fork without an endpoint", { CHAIN: "fork" }, {}, /MAINNET_HTTPS_URL is not set/],
    ["to record without an endpoint", { RECORD: "a" }, {}, /MAINNET_HTTPS_URL is not set/],
    ["to record an embedded chain", { CHAIN: "embedded", RECORD: "a" }, {}, /RECORD=a .*CHAIN=embedded/],
    [
      "to replay on a fork",
      { CHAIN: "fork", REPLAY: "a", MAINNET_HTTPS_URL: url },
      {},
      /REPLAY=a .*CHAIN=fork/,
    ],
    ["to record and replay at once", { RECORD: "a", REPLAY: "b" }, {}, /records \(a\) or replays \(b\)/],
    [
      "to record and replay at once by options",
      {},
      { record: "a", replay: "b" },
      /records \(a\) or replays \(b\)/,
    ],
  ];
  for (const [what, variables, options, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => choose(variables, options), { code: "INVALID_SETTING", message });
    });
  }
});
