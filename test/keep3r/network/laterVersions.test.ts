import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { parseEther, ZeroAddress } from "ethers";
import type { Chain } from "../../../src/chain/chain.ts";
import { time } from "../../../src/common/time.ts";
import { connectKeep3r } from "../../../src/keep3r/connectKeep3r.ts";
import { Keep3rV1__factory } from "../../../src/keep3r/contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "../../../src/keep3r/contracts/factories/Keep3rV1Proxy__factory.ts";
import { Keep3rV2__factory } from "../../../src/keep3r/contracts/factories/Keep3rV2__factory.ts";
import { addresses } from "../../../src/keep3r/network/addresses.ts";
import {
  type Keep3rVersion,
  keep3rVersions,
  mainnetDeployments,
} from "../../../src/keep3r/network/mainnetDeployments.ts";
import { addressIn } from "../../../src/keep3r/network/versions.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { assertFails } from "../../support/assertFails.ts";
import { continueHistory, contradict, type LaterHistory, stranger } from "../../support/laterHistory.ts";
import { startStandIn, type StandIn } from "../../support/standIn.ts";

/** Everything of the Keep3r Network that somebody governs, as it stands on a chain. */
async function readPowers(chain: Chain): Promise<unknown> {
  const provider = chain.ethersProvider;
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, provider);
  const powers: unknown[] = [await v1.governance(), await v1.pendingGovernance()];
  for (const address of new Set(keep3rVersions.map((version) => addressIn(version, "Keep3rV1Proxy")))) {
    if ((await provider.getCode(address)) === "0x") continue;
    const proxy = Keep3rV1Proxy__factory.connect(address, provider);
    powers.push([await proxy.governance(), await proxy.pendingGovernance(), await proxy.minter()]);
  }
  for (const address of keep3rVersions.map((version) => addressIn(version, "Keep3r"))) {
    if ((await provider.getCode(address)) === "0x") continue;
    const v2 = Keep3rV2__factory.connect(address, provider);
    powers.push([await v2.governance(), await v2.pendingGovernance(), await v2.keep3rHelper()]);
    powers.push([await v2.keep3rV1Proxy(), [...(await v2.approvedLiquidities())]]);
  }
  return powers;
}

describe("a fork of a chain that went beyond V2.0", () => {
  let standIn: StandIn;
  let history: LaterHistory;
  let contradictions: Awaited<ReturnType<typeof contradict>>;
  before(async () => {
    standIn = await startStandIn();
    history = await continueHistory(standIn);
    contradictions = await contradict(standIn);
    process.env.MAINNET_HTTPS_URL = standIn.url;
  });
  after(async () => {
    delete process.env.KEEP3R_VERSION;
    await standIn.stop();
  });

  const open = async (block: number, version = ""): Promise<Chain> => {
    process.env.KEEP3R_VERSION = version;
    return await openKeep3rChain({ chain: "fork", block, blockInterval: "sample" });
  };

  const stages: readonly [string, () => number, Keep3rVersion, string][] = [
    ["before V2.1", () => standIn.block, "V2.0", addressIn("V2.0", "Keep3rHelper")],
    [
      "between V2.1's deployment and its launch",
      () => history.deployedV21,
      "V2.0",
      addressIn("V2.0", "Keep3rHelper"),
    ],
    ["after V2.1's launch", () => history.aliveV21, "V2.1", addressIn("V2.1", "Keep3rHelper")],
    [
      "between V2.2's deployment and its launch",
      () => history.deployedV22,
      "V2.1",
      addressIn("V2.1", "Keep3rHelper"),
    ],
    ["after V2.2's launch", () => history.aliveV22, "V2.2", addressIn("V2.2", "Keep3rHelper")],
    [
      "after V2.2's second helper",
      () => history.secondHelper,
      "V2.2",
      mainnetDeployments.findLast(({ contract }) => contract === "Keep3rHelper")?.address ?? "",
    ],
  ];
  for (const [when, block, version, helper] of stages) {
    it(`runs on ${version} ${when}, and takes over nothing`, async () => {
      const chain = await open(block());
      const found = await readPowers(chain);
      const keep3r = await connectKeep3r(chain);
      assert.equal((await chain.block()).number, block());
      assert.equal(keep3r.version, version);
      assert.equal(keep3r.v2.target, addressIn(version, "Keep3r"));
      assert.equal(keep3r.proxy.target, addressIn(version, "Keep3rV1Proxy"));
      assert.equal(keep3r.pool.target, addressIn(version, "UniV3PairManager"));
      assert.equal(keep3r.helper.target, helper);
      await keep3r.setup();
      await keep3r.mintKp3r(stranger, 1n);
      assert.deepEqual(await readPowers(chain), found);
      assert.deepEqual(chain.findings, [`Keep3r ${version}`]);
      const named = version === "V2.0" ? "" : ` with Keep3r ${version}`;
      assert.equal(chain.identity.origin, `mainnet block ${block()}${named}`);
      await chain.close();
    });
  }

  it("lets keepers be paid and withdraw, which takes the right to mint", async () => {
    const chain = await open(history.secondHelper);
    const keep3r = await connectKeep3r(chain);
    await keep3r.setup();
    const provider = await chain.newSigner();
    const ten = parseEther("10");
    const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
    const job = await keep3r.createJob(provider);
    await keep3r.addLiquidity(job, provider, minted);
    const pass = async (seconds: number): Promise<void> => {
      await chain.mine((await chain.block()).timestamp + seconds);
    };
    await pass(time(5, "days"));
    const { keeper, v1 } = keep3r;
    await (await job.connect(keeper).workHard(2)).wait();
    const v2 = keep3r.v2.connect(keeper);
    const earned = await v2.bonds(keeper, v1);
    assert.ok(earned > 0n);
    await (await v2.unbond(v1, earned)).wait();
    await pass(Number(await v2.unbondTime()) + 1);
    await (await v2.withdraw(v1)).wait();
    assert.equal(await v1.balanceOf(keeper), earned);
    await chain.close();
  });

  it("runs on the version that KEEP3R_VERSION names, if it is the one that is alive", async () => {
    for (const [block, name, version] of [
      [history.deployedV21, "2.0", "V2.0"],
      [history.deployedV22, "V2.1", "V2.1"],
      [history.aliveV22, "v2.2", "V2.2"],
    ] as const) {
      const chain = await open(block, name);
      assert.deepEqual(chain.findings, [`Keep3r ${version}`]);
      await chain.close();
    }
  });

  it("is refused, with what was found and the way out, if KEEP3R_VERSION names another one", async () => {
    await assertFails(
      open(history.aliveV22, "V2.0"),
      "NO_LIVE_KEEP3R",
      `At block ${history.aliveV22} Keep3r V2.0 is not alive`,
      `KP3R is governed by Keep3rV1Proxy of V2.2 (${addressIn("V2.2", "Keep3rV1Proxy")})`,
      `mints for Keep3r of V2.2 (${addressIn("V2.2", "Keep3r")})`,
      "set it to V2.2",
      "V2.0 from 13595416, V2.1 from 14070365, V2.2 from 14524617",
    );
    await assertFails(
      open(history.deployedV21, "V2.1"),
      "NO_LIVE_KEEP3R",
      "deployed are V2.0, V2.1",
      "set it to V2.0",
    );
    await assertFails(open(standIn.block, "V2.2"), "NO_LIVE_KEEP3R", "deployed are V2.0.");
    await assertFails(open(standIn.block, "V3"), "INVALID_SETTING", "KEEP3R_VERSION=V3", "V2.0, V2.1, V2.2");
  });

  it("is refused where nothing that is known is alive", async () => {
    const { minterElsewhere, noMinter, governanceElsewhere } = contradictions;
    const unknown = `an address that this kit does not know (${stranger})`;
    await assertFails(
      open(minterElsewhere),
      "NO_LIVE_KEEP3R",
      `mints for ${unknown}`,
      "SIMULATION_FORK_BLOCK",
    );
    await assertFails(
      open(noMinter),
      "NO_LIVE_KEEP3R",
      `Keep3r V2.1 mints through Keep3rV1Proxy of V2.0 and V2.1 (${addresses.keep3rV1Proxy})`,
    );
    await assertFails(
      open(governanceElsewhere),
      "NO_LIVE_KEEP3R",
      `KP3R is governed by ${unknown}, which is no proxy`,
    );
    assert.equal(await standIn.request("eth_blockNumber"), `0x${governanceElsewhere.toString(16)}`);
  });

  it("is refused where code is missing", async () => {
    const chain = await open(history.aliveV22);
    const factory = addressIn("V2.2", "UniV3PairManagerFactory");
    await chain.request("hardhat_setCode", [factory, "0x"]);
    await assertFails(
      connectKeep3r(chain),
      "NO_LIVE_KEEP3R",
      `there is no code at UniV3PairManagerFactory of V2.2`,
    );
    await chain.request("hardhat_setCode", [addressIn("V2.2", "Keep3r"), "0x"]);
    await assertFails(
      connectKeep3r(chain),
      "NO_LIVE_KEEP3R",
      "no code at Keep3r of V2.2",
      "deployed are V2.0, V2.1.",
    );
    assert.equal((await chain.block()).number, history.aliveV22);
    await chain.close();
  });

  it("takes no candidate", async () => {
    process.env.KEEP3R_VERSION = "";
    await assertFails(
      openKeep3rChain({ chain: "fork", block: history.aliveV22, keep3r: "Keep3rSlowInflation" }),
      "INVALID_CANDIDATE",
      "which is on this chain already",
    );
  });

  it("knows that a proxy without a minter is the launch of V2.0 only while there is no other V2", async () => {
    const zero = `0x${ZeroAddress.slice(2).padStart(64, "0")}`;
    const slots = [...Array(8).keys()].map((slot) => `0x${slot.toString(16)}`);
    for (const [block, launches] of [
      [standIn.block, true],
      [history.aliveV21, false],
    ] as const) {
      const chain = await open(block);
      const proxy = Keep3rV1Proxy__factory.connect(addresses.keep3rV1Proxy, chain.ethersProvider);
      const minter = (await proxy.minter()).toLowerCase().slice(2);
      for (const slot of slots) {
        const value = await chain.ethersProvider.getStorage(proxy, slot);
        if (value.endsWith(minter)) await chain.request("hardhat_setStorageAt", [proxy.target, slot, zero]);
      }
      assert.equal(await proxy.minter(), ZeroAddress);
      if (launches) assert.equal((await connectKeep3r(chain)).version, "V2.0");
      else await assertFails(connectKeep3r(chain), "NO_LIVE_KEEP3R", "mints for nobody");
      await chain.close();
    }
  });
});
