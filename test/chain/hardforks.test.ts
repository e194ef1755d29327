import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openNotebook } from "../../src/notebook/openNotebook.ts";
import { assertFails } from "../support/assertFails.ts";

describe("the rules of a chain", () => {
  it("are the newest for a chain without a pack", async () => {
    const $ = await openNotebook({ chain: "embedded" });
    // CLZ came with Osaka: the code returns the number of leading zeros of 1.
    const signer = await $.newSigner();
    const data = "0x60011e60005260206000f3";
    assert.equal(BigInt(await $.chain.ethersProvider.call({ from: signer.address, data })), 255n);
    await $.close();
  });

  for (const hardfork of [
    "byzantium",
    "istanbul",
    "berlin",
    "london",
    "merge",
    "shanghai",
    "cancun",
    "prague",
  ]) {
    it(`may be those of ${hardfork}`, async () => {
      const $ = await openNotebook({ hardfork });
      const [from, to] = [await $.newSigner(), await $.newSigner()];
      const { number } = await $.block();
      const receipt = await (await from.sendTransaction({ to: to.address, value: 1n })).wait();
      await $.sleep(60);
      assert.equal(receipt?.blockNumber, number + 1);
      assert.equal((await $.block()).baseFee > 0n, !["byzantium", "istanbul", "berlin"].includes(hardfork));
      await $.inOneBlock(async () => {
        await from.sendTransaction({ to: to.address, value: 1n });
        await from.sendTransaction({ to: to.address, value: 2n });
      });
      assert.equal((await $.chain.ethersProvider.getBlock("latest"))?.transactions.length, 2);
      await $.close();
    });
  }

  it("are asked for by their names", async () => {
    await assertFails(
      openNotebook({ hardfork: "cancum" }),
      "INVALID_SETTING",
      '"cancum"',
      "Did you mean cancun",
    );
    await assertFails(openNotebook({ hardfork: 7 as never }), "INVALID_SETTING", "the number 7");
  });
});
