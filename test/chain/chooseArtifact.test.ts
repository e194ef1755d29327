import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertFails } from "../support/assertFails.ts";
import { chooseArtifact } from "../../src/chain/artifacts/projectArtifacts.ts";

const compiled = [
  "contracts/jobs/Job.sol:Job",
  "contracts/old/Job.sol:Job",
  "contracts/tokens/Token.sol:Token",
  "@package/token/ERC20.sol:ERC20",
];

describe("chooseArtifact", () => {
  const found: readonly [string, string][] = [
    ["Token", "contracts/tokens/Token.sol:Token"],
    ["ERC20", "@package/token/ERC20.sol:ERC20"],
    ["contracts/old/Job.sol:Job", "contracts/old/Job.sol:Job"],
  ];
  for (const [name, full] of found) {
    it(`finds ${name}`, () => {
      assert.equal(chooseArtifact(name, compiled), full);
    });
  }

  it("lists the files where a name is ambiguous", async () => {
    await assertFails(
      () => chooseArtifact("Job", compiled),
      "UNKNOWN_CONTRACT",
      '"Job" is ambiguous: 2 files',
      '"contracts/jobs/Job.sol:Job", "contracts/old/Job.sol:Job"',
    );
  });

  it("suggests the nearest names, of the kind that was given", async () => {
    await assertFails(
      () => chooseArtifact("Tokn", compiled),
      "UNKNOWN_CONTRACT",
      'no contract "Tokn"',
      /Did you mean Token,/,
      "hardhat build",
    );
    await assertFails(
      () => chooseArtifact("contracts/old/Jub.sol:Jub", compiled),
      "UNKNOWN_CONTRACT",
      /Did you mean contracts\/old\/Job\.sol:Job,/,
    );
  });

  it("says so when nothing has been compiled", async () => {
    await assertFails(() => chooseArtifact("Job", []), "UNKNOWN_CONTRACT", "Nothing has been compiled yet");
  });

  it("does not take a part of a name for the name", async () => {
    await assertFails(() => chooseArtifact("RC20", compiled), "UNKNOWN_CONTRACT", '"RC20"');
    await assertFails(() => chooseArtifact("", compiled), "UNKNOWN_CONTRACT", '""');
  });
});
