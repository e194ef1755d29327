import assert from "node:assert/strict";
import { describe, it } from "node:test";
import deployment from "keep3r-v2/deployments/mainnet/Keep3r.json" with { type: "json" };
import { projectArtifacts } from "../../../src/chain/artifacts/projectArtifacts.ts";

/** The code that runs: what the compiler says about itself at the end is cut off, by the length that it gives. */
function running(code: string): string {
  return code.slice(0, -2 * (Number.parseInt(code.slice(-4), 16) + 2));
}

describe("Keep3rFromSources", () => {
  it("is mainnet's Keep3r V2, byte for byte", async () => {
    const artifact = (await (await projectArtifacts()).read("Keep3rFromSources")) as unknown as {
      readonly deployedBytecode: string;
    };
    assert.ok(running(deployment.deployedBytecode).length > 48_000);
    assert.equal(running(artifact.deployedBytecode), running(deployment.deployedBytecode));
  });
});
