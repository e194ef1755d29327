import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { EventFragment, FunctionFragment, Interface, type InterfaceAbi } from "ethers";

const require = createRequire(import.meta.url);

async function abisOf(contract: string): Promise<{ ours: Interface; mainnet: Interface }> {
  const { artifacts } = (await import("hardhat")).default;
  const { abi } = await artifacts.readArtifact(contract);
  const published = require(`keep3r-v2/deployments/mainnet/${contract}.json`) as {
    readonly abi: InterfaceAbi;
  };
  return { ours: new Interface(abi as InterfaceAbi), mainnet: new Interface(published.abi) };
}

/** What a caller depends on: name, parameters, results; for events also what is indexed and the names. */
function signaturesOf(abi: Interface): string[] {
  return abi.fragments
    .flatMap((fragment) => {
      if (fragment instanceof EventFragment) return [fragment.format("full")];
      if (!(fragment instanceof FunctionFragment)) return [];
      const results = fragment.outputs.map((output) => output.format("sighash"));
      return [`${fragment.format("sighash")} -> ${results.join()}`];
    })
    .sort();
}

describe("Keep3rV1", () => {
  it("offers all of mainnet's interface, called and answered alike", async () => {
    const { ours, mainnet } = await abisOf("Keep3rV1");
    const offered = signaturesOf(ours);
    const published = signaturesOf(mainnet);
    assert.ok(published.length > 100, `${published.length} functions and events`);
    assert.deepEqual(
      published.filter((signature) => !offered.includes(signature)),
      [],
    );
  });

  it("adds to mainnet's interface only what mainnet's contract has too", async () => {
    const { ours, mainnet } = await abisOf("Keep3rV1");
    const published = signaturesOf(mainnet);
    assert.deepEqual(
      signaturesOf(ours).filter((signature) => !published.includes(signature)),
      [
        "delegate(address) -> ",
        "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32) -> ",
        "getPriorVotes(address,uint256) -> uint256",
        "totalBonded() -> uint256",
        "workReceipt(address,uint256) -> ",
      ],
    );
  });
});

describe("Keep3rV1Proxy", () => {
  it("has mainnet's functions and events, and no others", async () => {
    const { ours, mainnet } = await abisOf("Keep3rV1Proxy");
    assert.deepEqual(signaturesOf(ours), signaturesOf(mainnet));
  });
});
