import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addresses } from "../../../src/keep3r/network/addresses.ts";
import { keep3rV1Governance } from "../../../src/keep3r/network/deployments.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { Keep3rV1__factory } from "../../../src/keep3r/contracts/factories/Keep3rV1__factory.ts";
import { connectKeep3r } from "../../../src/keep3r/connectKeep3r.ts";
import { runCreditScenarios } from "./creditScenarios.ts";
import { startStandIn, type StandIn } from "../../support/standIn.ts";

describe("a fork from before Keep3r V2", () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn("--until", "keep3r-v1");
    process.env.MAINNET_HTTPS_URL = standIn.url;
    process.env.SIMULATION_FORK_BLOCK = String(standIn.block);
  });
  after(async () => {
    await standIn.stop();
  });

  it("gets V2 at its mainnet addresses, and V1's governance for it", async () => {
    assert.equal(await standIn.request("eth_getCode", [addresses.keep3rV2, "latest"]), "0x");
    const chain = await openKeep3rChain({ chain: "fork" });
    const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, chain.ethersProvider);
    assert.equal(await v1.governance(), keep3rV1Governance);
    const keep3r = await connectKeep3r(chain);
    assert.equal(await v1.governance(), addresses.keep3rV1Proxy);
    assert.equal(await keep3r.v2.getAddress(), addresses.keep3rV2);
    assert.equal(await keep3r.proxy.minter(), addresses.keep3rV2);
    await keep3r.mintKp3r(keep3r.governance, 5n);
    await chain.close();
  });

  it("lets jobs mine credits and be worked", async () => {
    const [balanced = ""] = await runCreditScenarios({ chain: "fork" });
    assert.ok((balanced.match(/"KeeperWork"/g) ?? []).length >= 7);
  });
});
