import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { type BaseContract, parseEther, type Signer, ZeroAddress } from "ethers";
import { assertReverts, eventsOf, read, send, TestChain } from "../../support/testChain.ts";

const helper = "0x0000000000000000000000000000000000001001";
const someone = "0x0000000000000000000000000000000000002002";
const kp3r = parseEther("1");
const week = 604_800;

describe("Keep3rV1Proxy", () => {
  let chain: TestChain;
  let governance: Signer & { readonly address: string };
  let alice: Signer & { readonly address: string };
  let bob: Signer & { readonly address: string };
  let token: BaseContract & { readonly address: string };
  let proxy: BaseContract & { readonly address: string };

  before(async () => {
    chain = await TestChain.create();
  });

  beforeEach(async () => {
    [governance, alice, bob] = [await chain.newSigner(), await chain.newSigner(), await chain.newSigner()];
    token = await chain.deploy("Keep3rV1", [helper], governance);
    proxy = await chain.deploy("Keep3rV1Proxy", [governance.address, token.address], governance);
    await send(token, governance, "setGovernance", proxy.address);
    await send(proxy, governance, "acceptKeep3rV1Governance");
  });

  const balanceOf = (account: string): Promise<unknown> => read(token, "balanceOf", account);

  it("refuses to be made without governance or token", async () => {
    const withoutGovernance = chain.deploy("Keep3rV1Proxy", [ZeroAddress, token.address], governance);
    await assertReverts(withoutGovernance, proxy, "NoGovernanceZeroAddress");
    const withoutToken = chain.deploy("Keep3rV1Proxy", [governance.address, ZeroAddress], governance);
    await assertReverts(withoutToken, proxy, "ZeroAddress");
  });

  it("hands its own governance over in two steps", async () => {
    const proposal = await send(proxy, governance, "setGovernance", alice.address);
    assert.deepEqual(eventsOf(proxy, proposal), [["GovernanceProposal", alice.address]]);
    assert.equal(await read(proxy, "governance"), governance.address);
    await assertReverts(send(proxy, bob, "acceptGovernance"), proxy, "OnlyPendingGovernance");
    const acceptance = await send(proxy, alice, "acceptGovernance");
    assert.deepEqual(eventsOf(proxy, acceptance), [["GovernanceSet", alice.address]]);
    assert.equal(await read(proxy, "governance"), alice.address);
    assert.equal(await read(proxy, "pendingGovernance"), ZeroAddress);
    await assertReverts(send(proxy, alice, "acceptGovernance"), proxy, "OnlyPendingGovernance");
  });

  it("takes over and hands on the token's governance", async () => {
    assert.equal(await read(token, "governance"), proxy.address);
    await send(proxy, governance, "setKeep3rV1Governance", alice.address);
    await send(token, alice, "acceptGovernance");
    assert.equal(await read(token, "governance"), alice.address);
    const mint = send(proxy, governance, "mint(address,uint256)", bob.address, kp3r);
    await assertReverts(mint, token, "Error", "mint: !gov");
  });

  it("mints to the minter what the minter asks for", async () => {
    await assertReverts(send(proxy, alice, "mint(uint256)", kp3r), proxy, "OnlyMinter");
    await send(proxy, governance, "setMinter", alice.address);
    assert.equal(await read(proxy, "minter"), alice.address);
    await send(proxy, alice, "mint(uint256)", 3n * kp3r);
    assert.equal(await balanceOf(alice.address), 3n * kp3r);
    assert.equal(await balanceOf(proxy.address), 0n);
    await assertReverts(send(proxy, governance, "mint(uint256)", kp3r), proxy, "OnlyMinter");
    await assertReverts(send(proxy, governance, "setMinter", ZeroAddress), proxy, "ZeroAddress");
  });

  it("mints to anybody for governance", async () => {
    await send(proxy, governance, "mint(address,uint256)", bob.address, 2n * kp3r);
    assert.equal(await balanceOf(bob.address), 2n * kp3r);
  });

  it("lists its recipients and their caps", async () => {
    const recipients = [alice.address, bob.address, governance.address];
    for (const recipient of recipients) await send(proxy, governance, "addRecipient", recipient, kp3r);
    await send(proxy, governance, "addRecipient", alice.address, 2n * kp3r);
    assert.deepEqual(await listRecipients(), recipients);
    assert.equal(await read(proxy, "caps", alice.address), 2n * kp3r);

    await send(proxy, governance, "removeRecipient", alice.address);
    await send(proxy, governance, "removeRecipient", someone);
    assert.deepEqual(await listRecipients(), [governance.address, bob.address]);
    assert.deepEqual(
      [...((await read(proxy, "recipientsCaps")) as Iterable<Iterable<unknown>>)].map((entry) => [...entry]),
      [
        [governance.address, kp3r],
        [bob.address, kp3r],
      ],
    );
    await assertReverts(send(proxy, alice, "draw"), proxy, "NoDrawableAmount");

    await send(proxy, governance, "removeRecipient", bob.address);
    await send(proxy, governance, "removeRecipient", governance.address);
    await send(proxy, governance, "addRecipient", bob.address, kp3r);
    assert.deepEqual(await listRecipients(), [bob.address]);
  });

  async function listRecipients(): Promise<unknown[]> {
    return [...((await read(proxy, "recipients")) as Iterable<unknown>)];
  }

  describe("draw", () => {
    let drawn: number;

    beforeEach(async () => {
      await send(proxy, governance, "addRecipient", alice.address, 5n * kp3r);
      await send(proxy, alice, "draw");
      drawn = await chain.now();
    });

    it("mints the cap to the caller", async () => {
      assert.equal(await balanceOf(alice.address), 5n * kp3r);
      assert.equal(await read(proxy, "next", alice.address), BigInt(drawn + week));
    });

    it("waits for a week, for each recipient by itself", async () => {
      await chain.helpers.time.setNextBlockTimestamp(drawn + week - 1);
      await assertReverts(send(proxy, alice, "draw"), proxy, "Cooldown");
      await chain.helpers.time.setNextBlockTimestamp(drawn + week);
      await send(proxy, alice, "draw");
      assert.equal(await balanceOf(alice.address), 10n * kp3r);
      await send(proxy, governance, "addRecipient", bob.address, kp3r);
      await send(proxy, bob, "draw");
      assert.equal(await balanceOf(bob.address), kp3r);
    });

    it("keeps the rhythm of one who is up to a week late", async () => {
      await chain.helpers.time.setNextBlockTimestamp(drawn + 2 * week);
      await send(proxy, alice, "draw");
      assert.equal(await read(proxy, "next", alice.address), BigInt(drawn + 2 * week));
    });

    it("starts anew for one who missed a week", async () => {
      await chain.helpers.time.setNextBlockTimestamp(drawn + 2 * week + 1);
      await send(proxy, alice, "draw");
      assert.equal(await read(proxy, "next", alice.address), BigInt(drawn + 3 * week + 1));
    });

    it("does not shorten the wait of one who was removed and came back", async () => {
      await send(proxy, governance, "removeRecipient", alice.address);
      await send(proxy, governance, "addRecipient", alice.address, 5n * kp3r);
      await assertReverts(send(proxy, alice, "draw"), proxy, "Cooldown");
    });
  });

  it("governs the token's votes and helper", async () => {
    await send(proxy, governance, "addVotes", alice.address, 10n);
    await send(proxy, governance, "removeVotes", alice.address, 4n);
    assert.equal(await read(token, "votes", alice.address), 6n);
    await send(proxy, governance, "setKeep3rHelper", someone);
    assert.equal(await read(token, "KPRH"), someone);
  });

  it("forwards every function of the token's governance unchanged", async () => {
    const recorder = await chain.deploy("CallRecorder", [], governance);
    await send(proxy, governance, "setKeep3rV1", recorder.address);
    assert.equal(await read(proxy, "keep3rV1"), recorder.address);
    for (const [method, args] of forwarded) {
      await send(proxy, governance, method, ...args);
      assert.equal(await read(recorder, "lastSender"), proxy.address);
      assert.equal(
        await read(recorder, "lastCall"),
        proxy.interface.encodeFunctionData(method, args),
        method,
      );
    }
  });

  it("does nothing of governance's for others", async () => {
    const own: [string, unknown[]][] = [
      ["addRecipient", [someone, 1n]],
      ["removeRecipient", [someone]],
      ["setKeep3rV1", [someone]],
      ["setMinter", [someone]],
      ["mint(address,uint256)", [someone, 1n]],
      ["setGovernance", [someone]],
      ["setKeep3rV1Governance", [someone]],
      ["acceptKeep3rV1Governance", []],
    ];
    for (const [method, args] of [...own, ...forwarded]) {
      await assertReverts(send(proxy, alice, method, ...args), proxy, "OnlyGovernance");
    }
    await assertReverts(send(proxy, governance, "setKeep3rV1", ZeroAddress), proxy, "ZeroAddress");
  });
});

const forwarded: [string, unknown[]][] = [
  ["dispute", [someone]],
  ["slash", [helper, someone, 7n]],
  ["revoke", [someone]],
  ["resolve", [someone]],
  ["addJob", [someone]],
  ["removeJob", [someone]],
  ["addKPRCredit", [someone, 7n]],
  ["approveLiquidity", [someone]],
  ["revokeLiquidity", [someone]],
  ["setKeep3rHelper", [someone]],
  ["addVotes", [someone, 7n]],
  ["removeVotes", [someone, 7n]],
];
