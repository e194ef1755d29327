import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import {
  AbiCoder,
  type BaseContract,
  type BaseWallet,
  concat,
  id,
  keccak256,
  MaxUint256,
  parseEther,
  type Signature,
  type Signer,
  Wallet,
  ZeroAddress,
} from "ethers";
import { assertReverts, eventsOf, read, send, TestChain } from "../../support/testChain.ts";

const helper = "0x0000000000000000000000000000000000001001";
const kp3r = parseEther("1");

describe("Keep3rV1Token", () => {
  let chain: TestChain;
  let governance: Signer & { readonly address: string };
  let alice: Signer & { readonly address: string };
  let bob: Signer & { readonly address: string };
  let token: BaseContract & { readonly address: string };

  before(async () => {
    chain = await TestChain.create();
  });

  beforeEach(async () => {
    [governance, alice, bob] = [await chain.newSigner(), await chain.newSigner(), await chain.newSigner()];
    token = await chain.deploy("Keep3rV1", [helper], governance);
  });

  it("starts as KP3R with 18 decimals and no supply", async () => {
    assert.equal(await read(token, "name"), "Keep3rV1");
    assert.equal(await read(token, "symbol"), "KP3R");
    assert.equal(await read(token, "decimals"), 18n);
    assert.equal(await read(token, "totalSupply"), 0n);
  });

  it("mints to governance, and refuses to mint for others", async () => {
    const receipt = await send(token, governance, "mint", 5n * kp3r);
    assert.deepEqual(eventsOf(token, receipt), [["Transfer", ZeroAddress, governance.address, 5n * kp3r]]);
    assert.equal(await read(token, "balanceOf", governance.address), 5n * kp3r);
    assert.equal(await read(token, "totalSupply"), 5n * kp3r);
    await assertReverts(send(token, alice, "mint", kp3r), token, "Error", "mint: !gov");
  });

  it("burns the caller's own tokens, no more than there are", async () => {
    await send(token, governance, "mint", 5n * kp3r);
    await send(token, governance, "transfer", alice.address, 2n * kp3r);
    const receipt = await send(token, alice, "burn", kp3r);
    assert.deepEqual(eventsOf(token, receipt), [["Transfer", alice.address, ZeroAddress, kp3r]]);
    assert.equal(await read(token, "balanceOf", alice.address), kp3r);
    assert.equal(await read(token, "totalSupply"), 4n * kp3r);
    await assertReverts(send(token, alice, "burn", 2n * kp3r), token, "Error", "_burn: exceeds balance");
  });

  it("lets a spender spend what was approved and no more", async () => {
    await send(token, governance, "mint", 5n * kp3r);
    const receipt = await send(token, governance, "approve", alice.address, 2n * kp3r);
    assert.deepEqual(eventsOf(token, receipt), [["Approval", governance.address, alice.address, 2n * kp3r]]);
    await send(token, alice, "transferFrom", governance.address, bob.address, kp3r);
    assert.equal(await read(token, "allowance", governance.address, alice.address), kp3r);
    assert.equal(await read(token, "balanceOf", bob.address), kp3r);
    await assertReverts(
      send(token, alice, "transferFrom", governance.address, bob.address, 2n * kp3r),
      token,
      "Error",
      "transferFrom: exceeds spender allowance",
    );
  });

  it("does not lower an unlimited approval", async () => {
    await send(token, governance, "mint", kp3r);
    await send(token, governance, "approve", alice.address, MaxUint256);
    await send(token, alice, "transferFrom", governance.address, bob.address, kp3r);
    assert.equal(await read(token, "allowance", governance.address, alice.address), MaxUint256);
  });

  describe("permit", () => {
    const owner = new Wallet(id("owner of some KP3R"));
    let deadline: number;

    beforeEach(async () => {
      deadline = (await chain.now()) + 3_600;
    });

    /** Signs as mainnet's KP3R wants it: a domain without a version, and `uint` for `uint256`. */
    async function signPermit(signer: BaseWallet, amount: bigint, nonce: bigint): Promise<Signature> {
      const coder = AbiCoder.defaultAbiCoder();
      const domain = keccak256(
        coder.encode(
          ["bytes32", "bytes32", "uint256", "address"],
          [
            id("EIP712Domain(string name,uint chainId,address verifyingContract)"),
            id("Keep3rV1"),
            1,
            token.address,
          ],
        ),
      );
      assert.equal(await read(token, "DOMAINSEPARATOR"), domain);
      const permit = keccak256(
        coder.encode(
          ["bytes32", "address", "address", "uint256", "uint256", "uint256"],
          [
            id("Permit(address owner,address spender,uint value,uint nonce,uint deadline)"),
            owner.address,
            bob.address,
            amount,
            nonce,
            deadline,
          ],
        ),
      );
      return signer.signingKey.sign(keccak256(concat(["0x1901", domain, permit])));
    }

    function usePermit(amount: bigint, { v, r, s }: Signature): Promise<unknown> {
      return send(token, alice, "permit", owner.address, bob.address, amount, deadline, v, r, s);
    }

    it("approves by the owner's signature, whoever sends it", async () => {
      await usePermit(kp3r, await signPermit(owner, kp3r, 0n));
      assert.equal(await read(token, "allowance", owner.address, bob.address), kp3r);
      assert.equal(await read(token, "nonces", owner.address), 1n);
      await usePermit(2n * kp3r, await signPermit(owner, 2n * kp3r, 1n));
      assert.equal(await read(token, "allowance", owner.address, bob.address), 2n * kp3r);
    });

    it("is good at its deadline and refused a second later", async () => {
      const signature = await signPermit(owner, kp3r, 0n);
      await chain.helpers.time.setNextBlockTimestamp(deadline);
      await usePermit(kp3r, signature);
      const next = await signPermit(owner, kp3r, 1n);
      await chain.helpers.time.setNextBlockTimestamp(deadline + 1);
      await assertReverts(usePermit(kp3r, next), token, "Error", "permit: expired");
    });

    it("refuses a stranger's signature", async () => {
      const stranger = new Wallet(id("a stranger"));
      await assertReverts(
        usePermit(kp3r, await signPermit(stranger, kp3r, 0n)),
        token,
        "Error",
        "permit: unauthorized",
      );
    });

    it("refuses a signature for another amount", async () => {
      const signature = await signPermit(owner, kp3r, 0n);
      await assert.rejects(usePermit(2n * kp3r, signature), /permit: unauthorized/);
      assert.equal(await read(token, "allowance", owner.address, bob.address), 0n);
    });

    it("refuses a signature that was used", async () => {
      const signature = await signPermit(owner, kp3r, 0n);
      await usePermit(kp3r, signature);
      await assert.rejects(usePermit(kp3r, signature), /permit: unauthorized/);
    });

    it("refuses a malformed signature", async () => {
      const { r, s } = await signPermit(owner, kp3r, 0n);
      const malformed = send(token, alice, "permit", owner.address, bob.address, kp3r, deadline, 1, r, s);
      await assertReverts(malformed, token, "Error", "permit: signature");
    });
  });
});
