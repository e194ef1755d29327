import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { startHardhat } from "../../support/hardhatProcess.ts";

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
});
