import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { ContractArtifact } from "../../../src/chain/artifacts/artifact.ts";
import { findByCode } from "../../../src/chain/artifacts/matchCode.ts";
import { projectArtifacts } from "../../../src/chain/artifacts/projectArtifacts.ts";
import type { Chain } from "../../../src/chain/chain.ts";
import { openChain } from "../../../src/chain/openChain.ts";

describe("findByCode", () => {
  let chain: Chain;
  let sampler: string;
  let wallet: string;
  let library: string;
  before(async () => {
    chain = await openChain();
    const { ethers } = chain.connection;
    const deploy = async (name: string, args: unknown[], libraries = {}): Promise<string> =>
      await (await ethers.deployContract(name, args, { libraries })).getAddress();
    library = await deploy("Scaling", []);
    sampler = await deploy("LinkedSampler", [7n], { Scaling: library });
    wallet = await deploy("VestingWallet", [library, 1_800_000_000n, 1_000n]);
  });
  after(() => chain.close());

  const codeAt = async (address: string): Promise<string> => await chain.ethersProvider.getCode(address);
  const artifactOf = async (name: string): Promise<ContractArtifact> =>
    await (await projectArtifacts()).read(name);

  it("finds contracts with immutable values and libraries, and libraries", async () => {
    const artifacts = await projectArtifacts();
    for (const [name, address] of Object.entries({
      Scaling: library,
      LinkedSampler: sampler,
      VestingWallet: wallet,
    })) {
      assert.equal((await artifacts.findByCode(await codeAt(address)))?.contractName, name);
    }
  });

  it("names what was deployed past the chain, once, and leaves names that were given", async () => {
    chain.contracts.nameContract(wallet, "Alice's");
    const codes = new Map([
      [wallet, await codeAt(wallet)],
      [sampler, await codeAt(sampler)],
      ["0x000000000000000000000000000000000000dEaD", "0x"],
    ]);
    await chain.contracts.learnNames(codes);
    const names = [...codes.keys()].map((address) => chain.contracts.contractName(address));
    assert.deepEqual(names, ["Alice's", "LinkedSampler", undefined]);
  });

  it("takes other code for another contract, and other metadata for the same", async () => {
    const artifact = await artifactOf("LinkedSampler");
    const code = await codeAt(sampler);
    const metadata = 2 * (Number.parseInt(code.slice(-4), 16) + 2);
    const edited = (at: number): string =>
      code.slice(0, at) + (code[at] === "0" ? "1" : "0") + code.slice(at + 1);
    assert.equal(findByCode(edited(code.length - 5), [artifact]), artifact);
    assert.equal(findByCode(edited(code.length - metadata - 3), [artifact]), undefined);
    assert.equal(findByCode(edited(2 + 2 * 20), [artifact]), undefined);
    assert.equal(findByCode(`${code}00`, [artifact]), undefined);
  });

  it("prefers the same metadata, and does not choose between two names", async () => {
    const artifact = await artifactOf("LinkedSampler");
    const deployedBytecode = artifact.deployedBytecode ?? "";
    const rebuilt = deployedBytecode.replace(/.{6}(.{4})$/, "abcdef$1");
    const twin: ContractArtifact = { ...artifact, contractName: "Twin", deployedBytecode: rebuilt };
    const code = await codeAt(sampler);
    assert.equal(findByCode(code, [twin, artifact]), artifact);
    const copy: ContractArtifact = { ...artifact, contractName: "Copy" };
    assert.equal(findByCode(code, [copy, artifact]), undefined);
    assert.equal(findByCode(code, [twin, { ...copy, deployedBytecode: rebuilt }]), undefined);
  });
});
