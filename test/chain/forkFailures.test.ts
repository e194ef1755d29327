import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { openSession } from "../../src/keep3r/openSession.ts";
import {
  type Misbehaviour,
  misbehaviours,
  type MisbehavingServer,
  startMisbehavingServer,
} from "../support/misbehavingServer.ts";
import { startStandIn, type StandIn } from "../support/standIn.ts";

const key = "c3ab8ff13720e8ad9047dd39466b3c89";

describe("a fork whose endpoint fails for good", () => {
  let standIn: StandIn;
  let endpoint: MisbehavingServer;
  before(async () => {
    standIn = await startStandIn("--until", "keep3r-v1");
    endpoint = await startMisbehavingServer(standIn.url);
    process.env.MAINNET_HTTPS_URL = `${endpoint.url}/v2/${key}`;
    process.env.SIMULATION_FORK_BLOCK = String(standIn.block);
  });
  afterEach(() => {
    endpoint.misbehave([]);
  });
  after(async () => {
    await endpoint.close();
    await standIn.stop();
  });

  const pruned = misbehaviours.error(-32000, "missing trie node 9f86 (path )");
  const failures: readonly (readonly [string, string, (method: string) => Misbehaviour | undefined])[] = [
    ["refuses the key", "ENDPOINT_REFUSED", () => misbehaviours.status(401, {}, `bad key ${key}`)],
    [
      "is on another chain",
      "WRONG_CHAIN",
      (method) => (method === "eth_chainId" ? misbehaviours.result("0x5") : undefined),
    ],
    [
      "does not know the block",
      "UNKNOWN_BLOCK",
      (method) => (method === "eth_getBlockByNumber" ? misbehaviours.result(null) : undefined),
    ],
    [
      "has thrown the state away",
      "PRUNED_STATE",
      (method) => (method === "eth_getBalance" ? pruned : undefined),
    ],
  ];
  for (const [what, code, how] of failures) {
    it(`fails with its name when the endpoint ${what}`, async () => {
      endpoint.misbehave(({ method }) => how(method));
      const before = endpoint.requests.length;
      await assert.rejects(openSession({ chain: "fork" }), (error: Error & { code?: string }) => {
        assert.equal(error.code, code);
        assert.doesNotMatch(`${error.message}${error.stack}`, new RegExp(key));
        return true;
      });
      assert.ok(endpoint.requests.length - before <= 10, `${endpoint.requests.length - before} requests`);
    });
  }

  it("says why when the endpoint fails later, and nothing of how the node put it", async () => {
    const chain = await openKeep3rChain({ chain: "fork" });
    endpoint.misbehave(() => misbehaviours.status(403));
    const stranger = `0x${"5b".repeat(20)}`;
    await assert.rejects(chain.ethersProvider.getBalance(stranger), { code: "ENDPOINT_REFUSED" });
    await chain.close();
  });

  it("says so when the block is older than what Keep3r stands on", async () => {
    await assert.rejects(openKeep3rChain({ chain: "fork", block: 0 }), {
      code: "FORK_TOO_EARLY",
      message: /At block 0 there is no WETH9 /,
    });
  });
});
