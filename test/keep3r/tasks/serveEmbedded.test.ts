import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { id } from "ethers";
import { addresses } from "../../../src/keep3r/network/addresses.ts";
import { startHardhat } from "../../support/hardhatProcess.ts";
import { ask } from "../../support/servedChain.ts";

/** What `hardhat node --network embedded` prints until it serves. */
async function serve(...options: string[]): Promise<string> {
  const { child, end } = startHardhat(["node", "--network", "embedded", "--port", "0", ...options]);
  child.stdout?.on("data", (text: string) => {
    if (text.includes("server at http")) child.kill("SIGKILL");
  });
  const { stdout, stderr } = await end;
  return `${stdout}\n${stderr}`;
}

describe("hardhat node --network embedded", () => {
  it("listens on this machine alone, whatever Hardhat thinks of containers", async () => {
    const printed = await serve();
    assert.match(printed, /server at http:\/\/127\.0\.0\.1:\d+/);
    assert.doesNotMatch(printed, /Whoever reaches/);
  });

  it("listens on another address on request, with a warning", async () => {
    const printed = await serve("--hostname", "0.0.0.0");
    assert.match(printed, /server at http:\/\/0\.0\.0\.0:\d+/);
    assert.match(
      printed,
      /^Whoever reaches 0\.0\.0\.0 can use this chain\. Only 127\.0\.0\.1 is for this machine alone\.$/m,
    );
  });

  it("answers clients with why something failed, not with an internal error", async () => {
    const { child, end } = startHardhat(["node", "--network", "embedded", "--port", "0"]);
    const url = await new Promise<string>((resolve) => {
      child.stdout?.on("data", (text: string) => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    try {
      const from = `0x${"1".repeat(40)}`;
      // A keeper that has bonded nothing.
      const data = `${id("activate(address)").slice(0, 10)}${addresses.keep3rV1.slice(2).padStart(64, "0")}`;
      const call = { from, to: addresses.keep3rV2, data };
      const reverted = await ask(url, "eth_call", [call, "latest"]);
      assert.equal(reverted.error?.code, 3);
      assert.match(reverted.error.message, /The call reverted with BondsUnexistent\(\)/);
      assert.match(String(reverted.error.data), /^0x[0-9a-f]{8}/);
      const inside = await ask(url, "eth_getBalance", [from, "0x40"]);
      assert.match(inside.error?.message ?? "", /one of the blocks \d+ to \d+ that were mined at once/);
      const late = await ask(url, "evm_mine", ["0x1ffffffffff"]);
      assert.match(late.error?.message ?? "", /more than a hundred years after/);
    } finally {
      child.kill("SIGKILL");
      await end;
    }
  });
});
