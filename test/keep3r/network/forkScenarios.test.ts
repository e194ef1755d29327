import assert from "node:assert/strict";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import {
  type Misbehaviour,
  type MisbehavingServer,
  misbehaviours,
  startMisbehavingServer,
} from "../../support/misbehavingServer.ts";
import { runCreditScenarios } from "./creditScenarios.ts";
import { repository } from "../../support/hardhatProcess.ts";
import { startStandIn, type StandIn } from "../../support/standIn.ts";

const name = `test-scenarios-${process.pid}`;
const file = join(repository, "forks", `${name}.rpc`);

/** What an endpoint does on a bad day, and gets over. */
const troubles: readonly Misbehaviour[] = [
  misbehaviours.status(429, { "retry-after": "0" }),
  misbehaviours.status(503),
  misbehaviours.cut,
  misbehaviours.cutWithin,
  misbehaviours.truncated,
  misbehaviours.html,
  misbehaviours.anotherId,
];

describe("credit scenarios", () => {
  let standIn: StandIn;
  let endpoint: MisbehavingServer | undefined;
  before(async () => {
    standIn = await startStandIn();
  });
  after(async () => {
    await endpoint?.close();
    await standIn.stop();
    for (const ending of ["", ".part", ".lock"]) rmSync(`${file}${ending}`, { force: true });
  });

  it("give the same recordings on the embedded chain, a fork, and its replay when the endpoint is gone", async () => {
    const embedded = await runCreditScenarios({ chain: "embedded" });
    assert.match(embedded.join(), /"KeeperWork"/);
    endpoint = await startMisbehavingServer(standIn.url);
    process.env.MAINNET_HTTPS_URL = endpoint.url;
    // Every fortieth request meets with trouble.
    let count = 0;
    endpoint.misbehave(() =>
      ++count % 40 === 39 ? troubles[Math.floor(count / 40) % troubles.length] : undefined,
    );
    const fork = await runCreditScenarios({ chain: "fork", block: standIn.block, record: name });
    assert.ok(count > 120, `only ${count} requests: too few for the troubles`);
    assert.deepEqual(fork, embedded);
    await endpoint.close();
    endpoint = undefined;
    await standIn.stop();

    assert.deepEqual(await runCreditScenarios({ chain: "replay", replay: name }), embedded);
    assert.ok(statSync(file).size < 300_000, `${statSync(file).size} bytes`);
  });

  it("stop with the reason where a recording does not reach", async () => {
    const chain = await openKeep3rChain({ chain: "replay", replay: name });
    const stranger = `0x${"5a".repeat(20)}`;
    await assert.rejects(chain.ethersProvider.getBalance(stranger), {
      code: "REQUEST_NOT_RECORDED",
      message: new RegExp(`${stranger}.*\\n.*SIMULATION_RECORD=${name}`),
    });
    await chain.close();
  });
});
