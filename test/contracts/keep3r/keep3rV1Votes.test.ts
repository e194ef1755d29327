import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import {
  AbiCoder,
  type BaseContract,
  concat,
  id,
  keccak256,
  type Signer,
  type TransactionReceipt,
  Wallet,
  ZeroAddress,
} from "ethers";
import { assertReverts, eventsOf, read, send, TestChain } from "../../support/testChain.ts";

const helper = "0x0000000000000000000000000000000000001001";

describe("Keep3rV1Votes", () => {
  let chain: TestChain;
  let governance: Signer & { readonly address: string };
  let alice: Signer & { readonly address: string };
  let bob: Signer & { readonly address: string };
  let token: BaseContract;

  before(async () => {
    chain = await TestChain.create();
    [governance, alice, bob] = [await chain.newSigner(), await chain.newSigner(), await chain.newSigner()];
  });

  beforeEach(async () => {
    token = await chain.deploy("Keep3rV1", [helper], governance);
  });

  it("counts votes once they are delegated", async () => {
    await send(token, governance, "addVotes", alice.address, 10n);
    assert.equal(await read(token, "votes", alice.address), 10n);
    assert.equal(await read(token, "getCurrentVotes", alice.address), 0n);

    const receipt = await send(token, alice, "delegate", alice.address);
    assert.deepEqual(eventsOf(token, receipt), [
      ["DelegateChanged", alice.address, ZeroAddress, alice.address],
      ["DelegateVotesChanged", alice.address, 0n, 10n],
    ]);
    assert.equal(await read(token, "delegates", alice.address), alice.address);
    assert.equal(await read(token, "getCurrentVotes", alice.address), 10n);
  });

  it("moves votes from one delegate to the next", async () => {
    await send(token, governance, "addVotes", alice.address, 10n);
    await send(token, alice, "delegate", alice.address);
    const receipt = await send(token, alice, "delegate", bob.address);
    assert.deepEqual(eventsOf(token, receipt), [
      ["DelegateChanged", alice.address, alice.address, bob.address],
      ["DelegateVotesChanged", alice.address, 10n, 0n],
      ["DelegateVotesChanged", bob.address, 0n, 10n],
    ]);
    await send(token, alice, "delegate", ZeroAddress);
    assert.equal(await read(token, "getCurrentVotes", bob.address), 0n);
  });

  it("moves nothing when the delegate stays the same", async () => {
    await send(token, governance, "addVotes", alice.address, 10n);
    await send(token, alice, "delegate", bob.address);
    const receipt = await send(token, alice, "delegate", bob.address);
    assert.deepEqual(eventsOf(token, receipt), [
      ["DelegateChanged", alice.address, bob.address, bob.address],
    ]);
    assert.equal(await read(token, "getCurrentVotes", bob.address), 10n);
  });

  it("lets the delegate feel votes that are added and removed", async () => {
    await send(token, alice, "delegate", bob.address);
    await send(token, governance, "addVotes", alice.address, 10n);
    await send(token, governance, "removeVotes", alice.address, 4n);
    assert.equal(await read(token, "votes", alice.address), 6n);
    assert.equal(await read(token, "getCurrentVotes", bob.address), 6n);
  });

  it("gives no votes for holding tokens", async () => {
    await send(token, alice, "delegate", alice.address);
    await send(token, governance, "mint", 10n);
    await send(token, governance, "transfer", alice.address, 10n);
    assert.equal(await read(token, "getCurrentVotes", alice.address), 0n);
  });

  it("adds and removes votes for governance only, and no more than there are", async () => {
    await assertReverts(send(token, alice, "addVotes", alice.address, 1n), token, "Error", "addVotes: !gov");
    await send(token, governance, "addVotes", alice.address, 10n);
    await assertReverts(
      send(token, alice, "removeVotes", alice.address, 1n),
      token,
      "Error",
      "addVotes: !gov",
    );
    await assertReverts(send(token, governance, "removeVotes", alice.address, 11n), token, "Error", "sub: -");
  });

  it("remembers the votes of every block", async () => {
    await send(token, alice, "delegate", bob.address);
    const history: [block: number, votes: bigint][] = [];
    for (const votes of [5n, 12n, 20n, 21n, 22n]) {
      const before = (await read(token, "getCurrentVotes", bob.address)) as bigint;
      const { blockNumber } = await send(token, governance, "addVotes", alice.address, votes - before);
      history.push([blockNumber, votes]);
      await chain.helpers.mine(3);
    }

    const first = history[0]?.[0] ?? 0;
    assert.equal(await read(token, "getPriorVotes", bob.address, first - 1), 0n);
    for (const [block, votes] of history) {
      for (const later of [0, 1, 2]) {
        assert.equal(await read(token, "getPriorVotes", bob.address, block + later), votes);
      }
    }
    assert.equal(await read(token, "numCheckpoints", bob.address), BigInt(history.length));
    for (const [index, [block, votes]] of history.entries()) {
      const entry = (await read(token, "checkpoints", bob.address, index)) as Iterable<bigint>;
      assert.deepEqual([...entry], [BigInt(block), votes]);
    }
    const beyond = (await read(token, "checkpoints", bob.address, history.length)) as Iterable<bigint>;
    assert.deepEqual([...beyond], [0n, 0n]);
  });

  it("keeps one checkpoint a block", async () => {
    await send(token, alice, "delegate", bob.address);
    await chain.provider.request({ method: "evm_setAutomine", params: [false] });
    const governed = token.connect(governance);
    const pending = [3n, 4n].map((votes) =>
      governed.getFunction("addVotes").send(alice.address, votes, { gasLimit: 500_000 }),
    );
    await Promise.all(pending);
    await chain.helpers.mine();
    await chain.provider.request({ method: "evm_setAutomine", params: [true] });
    assert.equal(await read(token, "numCheckpoints", bob.address), 1n);
    assert.equal(await read(token, "getCurrentVotes", bob.address), 7n);
  });

  it("refuses to look into blocks that are not over", async () => {
    const [, reason] = await Promise.allSettled([
      read(token, "getPriorVotes", bob.address, 0),
      read(token, "getPriorVotes", bob.address, 1_000_000),
    ]);
    assert.equal(reason.status, "rejected");
    assert.match(String(reason.reason), /'getPriorVotes:'/);
  });

  describe("delegateBySig", () => {
    const owner = new Wallet(id("owner of some votes"));

    async function delegateBySig(nonce: number, expiry: number): Promise<TransactionReceipt> {
      const delegation = keccak256(
        AbiCoder.defaultAbiCoder().encode(
          ["bytes32", "address", "uint256", "uint256"],
          [id("Delegation(address delegatee,uint nonce,uint expiry)"), bob.address, nonce, expiry],
        ),
      );
      const domain = String(await read(token, "DOMAINSEPARATOR"));
      const { v, r, s } = owner.signingKey.sign(keccak256(concat(["0x1901", domain, delegation])));
      return send(token, alice, "delegateBySig", bob.address, nonce, expiry, v, r, s);
    }

    it("delegates the signer's votes, whoever sends it", async () => {
      await send(token, governance, "addVotes", owner.address, 10n);
      await delegateBySig(0, (await chain.now()) + 3_600);
      assert.equal(await read(token, "delegates", owner.address), bob.address);
      assert.equal(await read(token, "getCurrentVotes", bob.address), 10n);
      assert.equal(await read(token, "nonces", owner.address), 1n);
    });

    it("refuses a nonce that is not the next", async () => {
      const expiry = (await chain.now()) + 3_600;
      await delegateBySig(0, expiry);
      await assertReverts(delegateBySig(0, expiry), token, "Error", "delegateBySig: nonce");
    });

    it("refuses a signature that expired", async () => {
      const expiry = await chain.now();
      await assertReverts(delegateBySig(0, expiry), token, "Error", "delegateBySig: expired");
    });
  });
});
