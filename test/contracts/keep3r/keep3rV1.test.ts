import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { EventFragment, FunctionFragment, Interface, type InterfaceAbi } from "ethers";
import { Keep3rV1__factory } from "../../../src/keep3r/contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "../../../src/keep3r/contracts/factories/Keep3rV1Proxy__factory.ts";
import { readBehaviour } from "./behaviour/behaviourFile.ts";

const require = createRequire(import.meta.url);

/** Names that newer interfaces use, and that the code on mainnet does not have. */
const notOnMainnet = ["canWithdrawAfter", "pendingUnbonds"];

async function builtInterface(contract: string): Promise<Interface> {
  const { artifacts } = (await import("hardhat")).default;
  return new Interface((await artifacts.readArtifact(contract)).abi as InterfaceAbi);
}

/** What a caller depends on: name, parameters, results, whether it is a view; for events what is indexed. */
function signaturesOf(abi: Interface): string[] {
  return abi.fragments
    .flatMap((fragment) => {
      if (fragment instanceof EventFragment) {
        return [
          `${fragment.format("sighash")} ${fragment.inputs.map(({ indexed }) => indexed === true).join()}`,
        ];
      }
      if (!(fragment instanceof FunctionFragment)) return [];
      const results = fragment.outputs.map((output) => output.format("sighash"));
      return [`${fragment.format("sighash")} -> ${results.join()} ${fragment.stateMutability}`];
    })
    .sort();
}

function recordedInterface(name: string, without: readonly string[] = []): string[] {
  const { functions, events } = readBehaviour(name);
  const present = Object.entries(functions).filter(([called]) => !without.includes(called));
  return signaturesOf(new Interface([...present.map(([, text]) => text), ...Object.values(events)]));
}

describe("Keep3rV1", () => {
  it("has mainnet's functions and events, and no others; nor do its types", async () => {
    const recorded = recordedInterface("keep3r-v1-behaviour", notOnMainnet);
    assert.deepEqual(signaturesOf(await builtInterface("Keep3rV1")), recorded);
    assert.deepEqual(signaturesOf(Keep3rV1__factory.createInterface()), recorded);
  });
});

describe("Keep3rV1Proxy", () => {
  it("has mainnet's functions and events, and no others; nor do its types", async () => {
    const recorded = recordedInterface("keep3r-v1-proxy-behaviour", ["sendDust"]).filter(
      (signature) => !signature.startsWith("DustSent"),
    );
    assert.deepEqual(signaturesOf(await builtInterface("Keep3rV1Proxy")), recorded);
    assert.deepEqual(signaturesOf(Keep3rV1Proxy__factory.createInterface()), recorded);
  });

  it("refuses with the errors that its interface publishes", async () => {
    const { abi } = require("keep3r-v2/deployments/mainnet/Keep3rV1Proxy.json") as {
      readonly abi: InterfaceAbi;
    };
    const errors = (spoken: Interface): string[] =>
      spoken.fragments.flatMap(({ type }, index) =>
        type === "error" ? [spoken.fragments[index]?.format("sighash") ?? ""] : [],
      );
    const [ours, published] = [errors(await builtInterface("Keep3rV1Proxy")), errors(new Interface(abi))];
    assert.deepEqual(ours.sort(), published.sort());
  });
});
