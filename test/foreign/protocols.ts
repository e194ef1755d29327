import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ForeignProject, ofThisRepository } from "../support/foreignProject.ts";

/** Protocols with the number of their rows, and what recordings call the contracts. */
const expected: readonly [protocol: string, rows: number, contracts: string][] = [
  // Ignition has deployed it.
  ["VestingWallet", 155, "VestingWallet, Coin"],
  // Hardhat's ethers has.
  ["ERC4626 and TimelockController", 149, "Vault"],
  ["StakingRewards", 110, "StakingRewards"],
  ["Aave", 381, "Pool, VariableDebtToken, AToken"],
  ["Sablier", 110, "SablierV2LockupLinear, Coin"],
];

describe("protocols from npm", () => {
  const project = ForeignProject.create("protocols");
  let printed: readonly string[] = [];
  before(async () => {
    await project.install("kit", ofThisRepository("ethers"));
    const { code, stdout, stderr } = await project.hardhat("run", "scenarios/all.ts");
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    printed = stdout.split("\n");
  });

  for (const [protocol, rows, contracts] of expected) {
    it(`records ${protocol} as its closed form has it, in every row and to the wei`, () => {
      const index = printed.findIndex((line) => line.startsWith(`${protocol}:`));
      assert.equal(
        printed[index],
        `${protocol}: ${rows} rows, 0 differ; ${contracts}`,
        printed.slice(index).join("\n"),
      );
    });
  }

  it("types what the project compiles, beside what comes compiled", async () => {
    const { code, stdout } = await project.node("node_modules/typescript/bin/tsc", "--project", ".");
    assert.equal(code, 0, stdout);
  });
});
