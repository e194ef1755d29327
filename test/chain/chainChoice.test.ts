import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ChainChoice, type ChainOptions, chooseChain } from "../../src/chain/chainChoice.ts";
import type { ForkConfig } from "../../src/chain/project.ts";
import { parseSettings } from "../../src/chain/settings.ts";

const url = "https://mainnet.example/v3/0123456789abcdef";

const base: ForkConfig = { url: () => Promise.resolve("https://base.example"), chainId: 8453, block: 7 };
const config = { forks: { base } };

function choose(variables: Readonly<Record<string, string>>, options: ChainOptions = {}): ChainChoice {
  return chooseChain(options, parseSettings(variables), config, 13_595_416);
}

function source(variables: Readonly<Record<string, string>>, options: ChainOptions = {}): string {
  return choose(variables, options).source;
}

/** A fork without what it is read through, and the endpoint that is. */
async function fork(
  variables: Readonly<Record<string, string>>,
  options: ChainOptions = {},
): Promise<Record<string, unknown>> {
  const choice = choose(variables, options);
  assert.equal(choice.source, "fork");
  const { seed, name, block, record } = choice;
  const { url: endpoint, chainId } = choice.fork;
  return { seed, name, chainId, block, record, endpoint: await endpoint() };
}

describe("chooseChain", () => {
  it("takes the embedded chain with its defaults if nothing is set", () => {
    const embedded = { source: "embedded", seed: "simulation" };
    assert.deepEqual(choose({}), embedded);
    assert.deepEqual(
      choose({
        SIMULATION_CHAIN: "",
        MAINNET_HTTPS_URL: " ",
        SIMULATION_RECORD: "",
        SIMULATION_FORK_BLOCK: "",
      }),
      embedded,
    );
  });

  it("forks mainnet at the pack's block if an endpoint is set", async () => {
    assert.deepEqual(await fork({ MAINNET_HTTPS_URL: url }), {
      seed: "simulation",
      name: "mainnet",
      chainId: 1,
      endpoint: url,
      block: 13_595_416,
      record: undefined,
    });
  });

  it("forks a chain of the config at its block", async () => {
    const expected = {
      seed: "simulation",
      name: "base",
      chainId: 8453,
      endpoint: "https://base.example",
      block: 7,
      record: undefined,
    };
    assert.deepEqual(await fork({ SIMULATION_FORK: "base" }), expected);
    assert.deepEqual(await fork({ MAINNET_HTTPS_URL: url }, { fork: "base" }), expected);
    assert.deepEqual(await fork({}, { fork: "base", block: 9 }), { ...expected, block: 9 });
  });

  it("forks, records and replays as the settings say", async () => {
    const settings = { SIMULATION_FORK_BLOCK: "13232191", SIMULATION_RECORD: "a", SIMULATION_SEED: "b" };
    assert.deepEqual(await fork({ MAINNET_HTTPS_URL: url, ...settings }), {
      seed: "b",
      name: "mainnet",
      chainId: 1,
      endpoint: url,
      block: 13_232_191,
      record: "a",
    });
    const replay = {
      source: "replay",
      seed: "simulation",
      name: "mainnet",
      fork: {},
      cassette: "a",
      block: undefined,
    };
    assert.deepEqual(choose({ SIMULATION_CHAIN: "replay", SIMULATION_REPLAY: "a" }), replay);
    assert.deepEqual(choose({ MAINNET_HTTPS_URL: url, SIMULATION_REPLAY: "a" }), replay);
  });

  it("lets SIMULATION_CHAIN decide whatever else is set", () => {
    assert.equal(source({ SIMULATION_CHAIN: "embedded", MAINNET_HTTPS_URL: url }), "embedded");
    assert.equal(source({ SIMULATION_CHAIN: "replay", MAINNET_HTTPS_URL: url }), "replay");
  });

  it("lets options go before settings", async () => {
    const endpoint = { MAINNET_HTTPS_URL: url };
    assert.equal(source(endpoint, { chain: "embedded" }), "embedded");
    assert.equal(source(endpoint, { startTime: 1_700_000_000 }), "embedded");
    assert.equal(source(endpoint, { startTime: 1_700_000_000, block: 20_000_000 }), "fork");
    assert.equal(source(endpoint, { replay: "a" }), "replay");
    assert.equal(
      source({ SIMULATION_CHAIN: "replay", SIMULATION_REPLAY: "a", ...endpoint }, { chain: "fork" }),
      "fork",
    );
    assert.deepEqual(
      await fork(
        { ...endpoint, SIMULATION_FORK_BLOCK: "1", SIMULATION_RECORD: "a" },
        { block: 2, record: "b" },
      ),
      {
        seed: "simulation",
        name: "mainnet",
        chainId: 1,
        endpoint: url,
        block: 2,
        record: "b",
      },
    );
  });

  const refused: readonly (readonly [string, Readonly<Record<string, string>>, ChainOptions, RegExp])[] = [
    [
      "a kind of chain that does not exist",
      { SIMULATION_CHAIN: "forked" },
      {},
      /SIMULATION_CHAIN=forked .*\n.*embedded, fork, replay/,
    ],
    ["a block that is no number", { SIMULATION_FORK_BLOCK: "latest" }, {}, /SIMULATION_FORK_BLOCK=latest/],
    ["a block that is no whole number", { SIMULATION_FORK_BLOCK: "1e7" }, {}, /SIMULATION_FORK_BLOCK=1e7/],
    ["a fork without an endpoint", { SIMULATION_CHAIN: "fork" }, {}, /MAINNET_HTTPS_URL is not set/],
    ["to record without an endpoint", { SIMULATION_RECORD: "a" }, {}, /MAINNET_HTTPS_URL is not set/],
    [
      "to record an embedded chain",
      { SIMULATION_CHAIN: "embedded", SIMULATION_RECORD: "a" },
      {},
      /SIMULATION_RECORD=a .*SIMULATION_CHAIN=embedded/,
    ],
    [
      "to replay on a fork",
      { SIMULATION_CHAIN: "fork", SIMULATION_REPLAY: "a", MAINNET_HTTPS_URL: url },
      {},
      /SIMULATION_REPLAY=a .*SIMULATION_CHAIN=fork/,
    ],
    ["a fork that the config does not name", {}, { fork: "bse" }, /no fork "bse".*\n.*mainnet, base/],
    [
      "to record and replay at once",
      { SIMULATION_RECORD: "a", SIMULATION_REPLAY: "b" },
      {},
      /records \(a\) or replays \(b\)/,
    ],
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
