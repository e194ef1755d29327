import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { parseEther } from "ethers";
import { keep3rV1Markets } from "../../src/keep3r/network/addresses.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { connectKeep3rV1 } from "../../src/keep3r/connectKeep3rV1.ts";
import { type StandIn, startStandIn } from "../support/standIn.ts";

describe("Keep3r V1 on a fork", () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
    process.env.MAINNET_HTTPS_URL = standIn.url;
    process.env.SIMULATION_FORK_BLOCK = String(standIn.block);
  });
  after(async () => {
    await standIn.stop();
  });

  it("is the one that was forked, with what it lacks at mainnet's addresses", async () => {
    const chain = await openKeep3rChain({ chain: "fork" });
    const v1 = await connectKeep3rV1(chain);
    assert.equal(v1.pair.target, keep3rV1Markets.SushiSwap.kp3rWethPair);
    const keeper = await v1.activateKeeper();
    const provider = await chain.newSigner();
    const ten = parseEther("10");
    const { minted } = await v1.mintLiquidity(provider, { kp3r: ten, weth: ten });
    const job = await v1.createJob(provider);
    await v1.addLiquidity(job, provider, minted);
    await chain.mine((await chain.block()).timestamp + 3 * 86_400);
    const credits = await v1.applyCredit(job, provider);
    await (await job.connect(keeper).workHard(2)).wait();
    const paid = await v1.kp3r.bonds(keeper, v1.kp3r);
    assert.ok(paid > 0n);
    assert.equal(await v1.kp3r.credits(job, v1.kp3r), credits - paid);
    await chain.close();
  });
});
