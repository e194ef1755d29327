import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { type BaseContract, type Signer, ZeroAddress } from "ethers";
import { assertReverts, read, send, TestChain } from "../../support/testChain.ts";

const helper = "0x0000000000000000000000000000000000001001";

describe("Keep3rV1Governance", () => {
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

  it("is the deployer's at first", async () => {
    assert.equal(await read(token, "governance"), governance.address);
    assert.equal(await read(token, "pendingGovernance"), ZeroAddress);
    assert.equal(await read(token, "KPRH"), helper);
  });

  it("is handed over in two steps", async () => {
    await send(token, governance, "setGovernance", alice.address);
    assert.equal(await read(token, "governance"), governance.address);
    assert.equal(await read(token, "pendingGovernance"), alice.address);
    await send(token, alice, "acceptGovernance");
    assert.equal(await read(token, "governance"), alice.address);
    assert.equal(await read(token, "pendingGovernance"), alice.address);
    await assertReverts(send(token, governance, "mint", 1n), token, "Error", "mint: !gov");
  });

  it("is not handed over to anybody but the proposed", async () => {
    await assertReverts(
      send(token, alice, "acceptGovernance"),
      token,
      "Error",
      "acceptGovernance: !pendingGov",
    );
    await send(token, governance, "setGovernance", alice.address);
    await assertReverts(
      send(token, bob, "acceptGovernance"),
      token,
      "Error",
      "acceptGovernance: !pendingGov",
    );
    await assertReverts(
      send(token, governance, "acceptGovernance"),
      token,
      "Error",
      "acceptGovernance: !pendingGov",
    );
    await send(token, governance, "setGovernance", bob.address);
    await assertReverts(
      send(token, alice, "acceptGovernance"),
      token,
      "Error",
      "acceptGovernance: !pendingGov",
    );
  });

  it("proposes and changes the helper by itself only", async () => {
    await assertReverts(
      send(token, alice, "setGovernance", alice.address),
      token,
      "Error",
      "setGovernance: !gov",
    );
    await assertReverts(
      send(token, alice, "setKeep3rHelper", alice.address),
      token,
      "Error",
      "setKeep3rHelper: !gov",
    );
    await send(token, governance, "setKeep3rHelper", bob.address);
    assert.equal(await read(token, "KPRH"), bob.address);
  });
});
