import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { keccak256 } from "ethers";
import { candidateFlaw } from "../../../src/keep3r/candidates/candidate.ts";
import { chooseCandidate } from "../../../src/keep3r/candidates/chooseCandidate.ts";
import { ensureKeep3rV2 } from "../../../src/keep3r/network/deployments.ts";
import { listCandidates } from "../../../src/keep3r/candidates/listCandidates.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { assertFails } from "../../support/assertFails.ts";
import type { ContractArtifact } from "../../../src/chain/artifacts/artifact.ts";
import { projectArtifacts } from "../../../src/chain/artifacts/projectArtifacts.ts";

const slow = "contracts/candidates/Keep3rSlowInflation.sol:Keep3rSlowInflation";

describe("chooseCandidate", () => {
  it("finds a candidate by its name, and by its file and name", async () => {
    const byName = await chooseCandidate("Keep3rSlowInflation");
    assert.ok(byName);
    const { name, artifact, codeHash, contract } = byName;
    assert.deepEqual({ name, artifact }, { name: "Keep3rSlowInflation", artifact: slow });
    assert.equal(codeHash, keccak256(contract.bytecode));
    assert.deepEqual(await chooseCandidate(slow), byName);
  });

  it("takes Keep3r for mainnet's own", async () => {
    assert.equal(await chooseCandidate("Keep3r"), undefined);
  });

  it("lists what there is for a name that nobody knows, the likeliest first", async () => {
    const says = [/There are Keep3rSlowInflation, .*Keep3r\b/, "Keep3rLongMemory", "hardhat build"];
    await assertFails(
      chooseCandidate("Keep3rSlowInfaltion"),
      "UNKNOWN_CONTRACT",
      '"Keep3rSlowInfaltion"',
      ...says,
    );
    await assertFails(chooseCandidate(""), "UNKNOWN_CONTRACT", '""');
  });

  it("refuses a contract that is no Keep3r V2, and says what it lacks", async () => {
    const says = [
      "GasBurningJob",
      "acceptGovernance()",
      /and \d+ more/,
      "docs/candidates.md",
      "Keep3rLongMemory",
    ];
    await assertFails(chooseCandidate("GasBurningJob"), "INVALID_CANDIDATE", ...says);
  });
});

describe("candidateFlaw", () => {
  let artifact: ContractArtifact;
  before(async () => {
    artifact = await (await projectArtifacts()).read("Keep3rSlowInflation");
  });

  it("finds none in a candidate", () => {
    assert.equal(candidateFlaw(artifact), undefined);
  });

  it("finds an event that is missing", () => {
    const abi = artifact.abi.filter((entry) => (entry as { name?: string }).name !== "KeeperWork");
    assert.match(candidateFlaw({ ...artifact, abi }) ?? "", /lacks V2's KeeperWork\(/);
  });

  it("finds other constructor arguments", () => {
    const abi = artifact.abi.filter((entry) => (entry as { type: string }).type !== "constructor");
    const expected = "its constructor takes (), not (address, address, address, address, address)";
    assert.equal(candidateFlaw({ ...artifact, abi }), expected);
  });

  it("finds that there is no code, and code that is not complete", () => {
    assert.match(candidateFlaw({ ...artifact, bytecode: "0x" }) ?? "", /abstract/);
    const linkReferences = { "Library.sol": { Library: [{ start: 0, length: 20 }] } };
    assert.match(candidateFlaw({ ...artifact, linkReferences }) ?? "", /libraries/);
  });
});

describe("listCandidates", () => {
  it("lists what inherits Keep3r V2, with the code's hash", async () => {
    const candidates = await listCandidates();
    const names = candidates.map(({ name }) => name);
    assert.deepEqual(names, ["Keep3rFromSources", "Keep3rLongMemory", "Keep3rSlowInflation"]);
    assert.equal(new Set(candidates.map(({ codeHash }) => codeHash)).size, 3);
  });
});

describe("a chain with a candidate", () => {
  it("says so", async () => {
    const chain = await openKeep3rChain({ keep3r: "Keep3rSlowInflation" });
    const { substitutes, origin } = chain.identity;
    await chain.close();
    assert.equal(origin, "preset documentation with Keep3rSlowInflation");
    const { codeHash } = (await chooseCandidate(slow)) ?? {};
    assert.deepEqual(substitutes, [{ name: "Keep3rSlowInflation", artifact: slow, codeHash }]);
  });

  it("knows what it was made from", async () => {
    const chain = await openKeep3rChain({ keep3r: "Keep3rSlowInflation" });
    const used = chain.contracts.used;
    await chain.close();
    const { codeHash } = (await chooseCandidate(slow)) ?? {};
    assert.deepEqual(
      used.find(({ artifact }) => artifact === slow),
      { artifact: slow, codeHash },
    );
    const names = used.map(({ artifact }) => artifact.replace(/.*:/, ""));
    assert.deepEqual(names, ["Keep3rSlowInflation", "Keep3rV1", "Keep3rV1Proxy", "MarketMaker"]);
  });

  it("does not get it where Keep3r V2 is already", async () => {
    const chain = await openKeep3rChain();
    const candidate = await chooseCandidate("Keep3rSlowInflation");
    await assertFails(
      ensureKeep3rV2(chain, candidate),
      "INVALID_CANDIDATE",
      "Keep3rSlowInflation",
      "already",
    );
    await chain.close();
  });
});
