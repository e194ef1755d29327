import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { assertReverts, eventsOf, read, send, TestChain } from "../../support/testChain.ts";
import {
  activateKeeper,
  day,
  deployKeep3rV1,
  give,
  type Keep3rV1Network,
  kp3r,
  type TestContract,
  type TestSigner,
} from "./keep3rV1Network.ts";

const forAllTime = 2n ** 255n;

describe("Keep3rV1Keepers", () => {
  let chain: TestChain;
  let governance: TestSigner;
  let keeper: TestSigner;
  let stranger: TestSigner;
  let network: Keep3rV1Network;
  let token: TestContract;

  before(async () => {
    chain = await TestChain.create();
  });

  beforeEach(async () => {
    [governance, keeper, stranger] = [
      await chain.newSigner(),
      await chain.newSigner(),
      await chain.newSigner(),
    ];
    network = await deployKeep3rV1(chain, governance);
    token = network.token;
    await give(network, governance, keeper.address, 10n * kp3r);
    await send(token, keeper, "approve", token.address, forAllTime);
  });

  async function bondAndActivate(amount: bigint): Promise<void> {
    await send(token, keeper, "bond", token.address, amount);
    await chain.helpers.time.increase(3 * day + 1);
    await send(token, keeper, "activate", token.address);
  }

  it("waits three days as on mainnet, and fourteen to get out", async () => {
    assert.equal(await read(token, "BOND"), BigInt(3 * day));
    assert.equal(await read(token, "UNBOND"), BigInt(14 * day));
  });

  it("makes a keeper of one who bonds, waits and activates", async () => {
    const bonding = await send(token, keeper, "bond", token.address, 4n * kp3r);
    const active = BigInt((await chain.now()) + 3 * day);
    assert.deepEqual(eventsOf(token, bonding), [
      ["Transfer", keeper.address, token.address, 4n * kp3r],
      ["KeeperBonding", keeper.address, BigInt(bonding.blockNumber), active, 4n * kp3r],
    ]);
    assert.equal(await read(token, "bondings", keeper.address, token.address), active);
    assert.equal(await read(token, "pendingbonds", keeper.address, token.address), 4n * kp3r);
    assert.equal(await read(token, "isKeeper", keeper.address), false);

    await chain.helpers.time.setNextBlockTimestamp(active);
    const early = send(token, keeper, "activate", token.address);
    await assertReverts(early, token, "Error", "activate: bonding");
    await chain.helpers.time.setNextBlockTimestamp(active + 1n);
    const activation = await send(token, keeper, "activate", token.address);
    assert.deepEqual(eventsOf(token, activation), [
      ["KeeperBonded", keeper.address, BigInt(activation.blockNumber), active + 1n, 4n * kp3r],
    ]);
    assert.equal(await read(token, "isKeeper", keeper.address), true);
    assert.equal(await read(token, "bonds", keeper.address, token.address), 4n * kp3r);
    assert.equal(await read(token, "pendingbonds", keeper.address, token.address), 0n);
    assert.equal(await read(token, "totalBonded"), 4n * kp3r);
    assert.equal(await read(token, "firstSeen", keeper.address), active + 1n);
    assert.equal(await read(token, "lastJob", keeper.address), active + 1n);
    assert.deepEqual([...((await read(token, "getKeepers")) as string[])], [keeper.address]);
    assert.equal(await read(token, "keeperList", 0), keeper.address);
  });

  it("activates nobody who never bonded", async () => {
    const activation = send(token, stranger, "activate", token.address);
    await assertReverts(activation, token, "Error", "activate: bonding");
  });

  it("starts the wait anew for whoever bonds more, and lists each keeper once", async () => {
    await bondAndActivate(kp3r);
    await send(token, keeper, "bond", token.address, kp3r);
    await chain.helpers.time.increase(2 * day);
    await send(token, keeper, "bond", token.address, kp3r);
    await chain.helpers.time.increase(2 * day);
    await assertReverts(send(token, keeper, "activate", token.address), token, "Error", "activate: bonding");
    await chain.helpers.time.increase(day + 1);
    await send(token, keeper, "activate", token.address);
    assert.equal(await read(token, "bonds", keeper.address, token.address), 3n * kp3r);
    assert.deepEqual([...((await read(token, "getKeepers")) as string[])], [keeper.address]);
  });

  it("bonds any token, of which only KP3R counts as votes", async () => {
    const { weth } = network;
    await send(token, keeper, "delegate", keeper.address);
    await send(weth, keeper, "deposit", { value: 5n });
    await send(weth, keeper, "approve", token.address, forAllTime);
    await send(token, keeper, "bond", weth.address, 5n);
    await chain.helpers.time.increase(3 * day + 1);
    await send(token, keeper, "activate", weth.address);
    assert.equal(await read(token, "bonds", keeper.address, weth.address), 5n);
    assert.equal(await read(weth, "balanceOf", token.address), 5n);
    assert.equal(await read(token, "getCurrentVotes", keeper.address), 0n);
    assert.equal(await read(token, "totalBonded"), 0n);

    await bondAndActivate(2n * kp3r);
    assert.equal(await read(token, "getCurrentVotes", keeper.address), 2n * kp3r);
    await send(token, keeper, "unbond", token.address, kp3r);
    assert.equal(await read(token, "getCurrentVotes", keeper.address), kp3r);
    await send(token, keeper, "delegate", stranger.address);
    assert.equal(await read(token, "getCurrentVotes", stranger.address), kp3r);

    await send(token, keeper, "unbond", weth.address, 5n);
    await chain.helpers.time.increase(14 * day + 1);
    await send(token, keeper, "withdraw", weth.address);
    assert.equal(await read(weth, "balanceOf", keeper.address), 5n);
  });

  it("gives unbonded tokens back after their wait, and once", async () => {
    await bondAndActivate(4n * kp3r);
    const unbonding = await send(token, keeper, "unbond", token.address, 3n * kp3r);
    const deactive = BigInt((await chain.now()) + 14 * day);
    assert.deepEqual(eventsOf(token, unbonding), [
      ["KeeperUnbonding", keeper.address, BigInt(unbonding.blockNumber), deactive, 3n * kp3r],
    ]);
    assert.equal(await read(token, "bonds", keeper.address, token.address), kp3r);
    assert.equal(await read(token, "partialUnbonding", keeper.address, token.address), 3n * kp3r);
    assert.equal(await read(token, "unbondings", keeper.address, token.address), deactive);
    assert.equal(await read(token, "isKeeper", keeper.address), true, "still a keeper");

    await chain.helpers.time.setNextBlockTimestamp(deactive);
    const early = send(token, keeper, "withdraw", token.address);
    await assertReverts(early, token, "Error", "withdraw: unbonding");
    const withdrawal = await send(token, keeper, "withdraw", token.address);
    const now = BigInt(await chain.now());
    assert.deepEqual(eventsOf(token, withdrawal), [
      ["Transfer", token.address, keeper.address, 3n * kp3r],
      ["KeeperUnbound", keeper.address, BigInt(withdrawal.blockNumber), now, 3n * kp3r],
    ]);
    await send(token, keeper, "withdraw", token.address);
    assert.equal(await read(token, "balanceOf", keeper.address), 9n * kp3r);
  });

  it("unbonds no more than is bonded, and nothing for strangers", async () => {
    await bondAndActivate(kp3r);
    const tooMuch = send(token, keeper, "unbond", token.address, kp3r + 1n);
    await assertReverts(tooMuch, token, "Error", "sub: -");
    const nothing = send(token, stranger, "withdraw", token.address);
    await assertReverts(nothing, token, "Error", "withdraw: unbonding");
  });

  it("asks jobs' questions about bond, earnings and age", async () => {
    await bondAndActivate(2n * kp3r);
    await send(token, governance, "addVotes", keeper.address, kp3r);
    await chain.helpers.time.increase(day);
    const isMin = (...args: unknown[]): Promise<unknown> =>
      read(token, "isMinKeeper", keeper.address, ...args);
    assert.equal(await isMin(3n * kp3r, 0n, day), true, "bond and votes together");
    assert.equal(await isMin(3n * kp3r + 1n, 0n, 0n), false);
    assert.equal(await isMin(0n, 1n, 0n), false, "earned nothing yet");
    assert.equal(await isMin(0n, 0n, 2 * day), false, "not that old");
    const isBonded = (...args: unknown[]): Promise<unknown> =>
      read(token, "isBondedKeeper", keeper.address, ...args);
    assert.equal(await isBonded(token.address, 2n * kp3r, 0n, day), true);
    assert.equal(await isBonded(token.address, 2n * kp3r + 1n, 0n, 0n), false, "votes are no bond");
    assert.equal(await isBonded(network.weth.address, 1n, 0n, 0n), false);
    assert.equal(await isBonded(token.address, 0n, 1n, 0n), false);
    assert.equal(await isBonded(token.address, 0n, 0n, 2 * day), false);
    assert.equal(await read(token, "isMinKeeper", stranger.address, 0n, 0n, 0n), false);
    assert.equal(await read(token, "isBondedKeeper", stranger.address, token.address, 0n, 0n, 0n), false);
  });

  it("makes a keeper of one who is given votes, as mainnet does", async () => {
    await send(token, keeper, "bond", token.address, kp3r);
    const { blockNumber } = await send(token, governance, "addVotes", keeper.address, 5n);
    assert.equal(await read(token, "isKeeper", keeper.address), true);
    assert.equal(await read(token, "bonds", keeper.address, token.address), kp3r, "without the wait");
    assert.equal(await read(token, "totalBonded"), kp3r + 5n);
    assert.ok(blockNumber > 0);
    await send(token, governance, "removeVotes", keeper.address, 5n);
    assert.equal(await read(token, "totalBonded"), kp3r);
  });

  describe("a keeper in dispute", () => {
    beforeEach(async () => {
      await bondAndActivate(4n * kp3r);
      await send(token, keeper, "unbond", token.address, kp3r);
      await chain.helpers.time.increase(14 * day + 1);
    });

    it("cannot withdraw until the dispute is resolved", async () => {
      const opened = await send(token, governance, "dispute", keeper.address);
      assert.deepEqual(eventsOf(token, opened), [
        ["KeeperDispute", keeper.address, BigInt(opened.blockNumber)],
      ]);
      const withdrawal = send(token, keeper, "withdraw", token.address);
      await assertReverts(withdrawal, token, "Error", "withdraw: disputes");
      const closed = await send(token, governance, "resolve", keeper.address);
      assert.deepEqual(eventsOf(token, closed), [
        ["KeeperResolved", keeper.address, BigInt(closed.blockNumber)],
      ]);
      await send(token, keeper, "withdraw", token.address);
      assert.equal(await read(token, "balanceOf", keeper.address), 7n * kp3r);
    });

    it("loses to governance what is slashed, which ends the dispute", async () => {
      await send(token, governance, "dispute", keeper.address);
      const slashing = await send(token, governance, "slash", token.address, keeper.address, kp3r);
      assert.deepEqual(eventsOf(token, slashing), [
        ["Transfer", token.address, governance.address, kp3r],
        ["KeeperSlashed", keeper.address, governance.address, BigInt(slashing.blockNumber), kp3r],
      ]);
      assert.equal(await read(token, "disputes", keeper.address), false);
      assert.equal(await read(token, "bonds", keeper.address, token.address), 2n * kp3r);
      assert.equal(await read(token, "balanceOf", governance.address), kp3r);
      const tooMuch = send(token, governance, "slash", token.address, keeper.address, 3n * kp3r);
      await assertReverts(tooMuch, token, "Error", "sub: -");
    });

    it("loses all its bonds when it is revoked, and never comes back", async () => {
      await send(token, governance, "revoke", keeper.address);
      assert.equal(await read(token, "isKeeper", keeper.address), false);
      assert.equal(await read(token, "blacklist", keeper.address), true);
      assert.equal(await read(token, "bonds", keeper.address, token.address), 0n);
      assert.equal(await read(token, "balanceOf", governance.address), 3n * kp3r);
      const bonding = send(token, keeper, "bond", token.address, 0n);
      await assertReverts(bonding, token, "Error", "bond: blacklisted");
      const activation = send(token, keeper, "activate", token.address);
      await assertReverts(activation, token, "Error", "activate: blacklisted");
      await send(token, keeper, "withdraw", token.address);
      assert.equal(await read(token, "balanceOf", keeper.address), 7n * kp3r, "what was unbonded is its own");
    });

    it("has nothing to fear from others", async () => {
      const [bonded, who] = [token.address, keeper.address];
      for (const [method, args, text] of [
        ["dispute", [who], "dispute: !gov"],
        ["slash", [bonded, who, 1n], "slash: !gov"],
        ["revoke", [who], "slash: !gov"],
        ["resolve", [who], "resolve: !gov"],
      ] as const) {
        await assertReverts(send(token, stranger, method, ...args), token, "Error", text);
      }
    });
  });

  it("lets governance slash other tokens too", async () => {
    const { weth } = network;
    await send(weth, keeper, "deposit", { value: 5n });
    await send(weth, keeper, "approve", token.address, forAllTime);
    await activateKeeper(chain, network, keeper);
    await send(token, keeper, "bond", weth.address, 5n);
    await chain.helpers.time.increase(3 * day + 1);
    await send(token, keeper, "activate", weth.address);
    await send(token, governance, "slash", weth.address, keeper.address, 2n);
    assert.equal(await read(token, "bonds", keeper.address, weth.address), 3n);
    assert.equal(await read(weth, "balanceOf", governance.address), 2n);
  });
});
