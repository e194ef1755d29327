import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { AbiCoder, MaxUint256, toBeHex } from "ethers";
import { assertReverts, read, send, TestChain } from "../../support/testChain.ts";
import { day, kp3r, type TestContract, type TestSigner } from "./keep3rV1Network.ts";

const word = (value: bigint): string => toBeHex(value, 32);

describe("Keep3rV1, called in odd ways", () => {
  let chain: TestChain;
  let governance: TestSigner;
  let alice: TestSigner;
  let token: TestContract;

  before(async () => {
    chain = await TestChain.create();
    governance = await chain.newSigner();
    alice = await chain.newSigner();
    const helper = await chain.deploy("ReferenceHelper", [], governance);
    token = await chain.deploy("Keep3rV1", [helper.address], governance);
    await send(token, governance, "mint", 100n * kp3r);
    await send(token, governance, "addJob", alice.address);
  });

  async function provide(contract: string): Promise<TestContract> {
    const other = await chain.deploy(contract, [], governance);
    await send(other, alice, "mint", alice.address, 1_000n);
    await send(other, alice, "approve", token.address, MaxUint256);
    return other;
  }

  describe("by a token that calls back", () => {
    let loop: TestContract;
    const guarded = refusalWith("ReentrancyGuard: reentrant call");

    before(async () => {
      loop = await provide("ReferenceLoopToken");
    });

    const lastRefusal = async (): Promise<unknown> => read(loop, "lastRefusal");

    it("refuses where the function that moves the token is guarded", async () => {
      await send(token, alice, "bond", loop.address, 100n);
      assert.equal(await lastRefusal(), guarded);
      await send(token, governance, "approveLiquidity", loop.address);
      await send(loop, alice, "transfer", alice.address, 0n);
      await send(token, alice, "addLiquidityToJob", loop.address, alice.address, 10n);
      assert.equal(await lastRefusal(), guarded);
      await send(loop, alice, "transfer", alice.address, 0n);
      await send(token, alice, "addCredit", loop.address, alice.address, 100n);
      assert.equal(await lastRefusal(), guarded);
      await chain.helpers.time.increase(4 * day);
      await send(token, alice, "activate", loop.address);
      await send(loop, alice, "transfer", alice.address, 0n);
      await send(token, governance, "slash", loop.address, alice.address, 10n);
      assert.equal(await lastRefusal(), guarded);
      await send(token, alice, "unbond", loop.address, 20n);
      await chain.helpers.time.increase(15 * day);
      await send(loop, alice, "transfer", alice.address, 0n);
      await send(token, alice, "withdraw", loop.address);
      assert.equal(await lastRefusal(), guarded);
    });

    it("is let in where it is not, and finds what it may do there", async () => {
      await send(token, alice, "receipt", loop.address, alice.address, 1n);
      assert.equal(await lastRefusal(), refusalWith("withdraw: unbonding"));
    });
  });

  describe("for a token with an odd answer", () => {
    const answers: readonly (readonly [string, string, string | undefined])[] = [
      ["nothing", "0x", undefined],
      ["one", word(1n), undefined],
      ["a number above one", word(2n), undefined],
      ["more than a word", `${word(1n)}00`, undefined],
      ["zero", word(0n), "SafeERC20: !succeed"],
    ];
    for (const [what, answer, words] of answers) {
      it(`takes ${what} for ${words === undefined ? "success" : "a refusal"}`, async () => {
        const odd = await provide("ReferenceOddToken");
        await send(odd, alice, "setAnswer", answer);
        const bonded = send(token, alice, "bond", odd.address, 7n);
        if (words === undefined) await bonded;
        else await assertReverts(bonded, token, "Error", words);
        assert.equal(
          await read(token, "pendingbonds", alice.address, odd.address),
          words === undefined ? 7n : 0n,
        );
      });
    }

    it("refuses less than a word without a text", async () => {
      const odd = await provide("ReferenceOddToken");
      await send(odd, alice, "setAnswer", "0x01");
      await assert.rejects(send(token, alice, "bond", odd.address, 7n), { data: "0x" });
    });
  });

  it("takes an address for what its 20 bytes say, as mainnet's compiler did", async () => {
    const dirty = `0x${"ff".repeat(12)}${alice.address.slice(2)}`;
    const data = `${token.interface.getFunction("transfer")?.selector ?? ""}${dirty.slice(2)}${word(5n).slice(2)}`;
    const before = (await read(token, "balanceOf", alice.address)) as bigint;
    await (await governance.sendTransaction({ to: token.address, data })).wait();
    assert.equal(await read(token, "balanceOf", alice.address), before + 5n);
    await assert.rejects(governance.sendTransaction({ to: token.address, data: data.slice(0, -2) }), {
      data: "0x",
    });
  });

  it("takes a pair's token for what its 20 bytes say", async () => {
    const pair = await chain.deploy("ReferenceDirtyPair", [token.address], governance);
    await send(token, governance, "approveLiquidity", pair.address);
    await send(token, alice, "addLiquidityToJob", pair.address, alice.address, 10n);
    await chain.helpers.time.increase(4 * day);
    await send(token, alice, "applyCreditToJob", alice.address, pair.address, alice.address);
    assert.equal(await read(token, "credits", alice.address, token.address), 10n);
  });

  it("gives a receiver of ether 2,300 gas, and passes on what it refuses with", async () => {
    const open = await chain.deploy("ReferenceRunner", [], governance);
    const hungry = await chain.deploy("ReferenceHungryRunner", [], governance);
    await send(token, governance, "addCreditETH", alice.address, { value: 10_000n });
    for (const amount of [0n, 10n]) {
      await send(token, alice, "receiptETH", open.address, amount);
      await assert.rejects(send(token, alice, "receiptETH", hungry.address, amount), { data: "0x" });
    }
    assert.equal(await chain.ethers.provider.getBalance(open.address), 10n);
  });
});

/** A refusal's data, as a contract sees it. */
function refusalWith(words: string): string {
  return `0x08c379a0${AbiCoder.defaultAbiCoder().encode(["string"], [words]).slice(2)}`;
}
