import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { describeFarm } from "../support/farmChecks.ts";
import { ForeignProject, ofThisRepository } from "../support/foreignProject.ts";

const plain = [
  "hardhat",
  "@nomicfoundation/hardhat-ethers",
  "@nomicfoundation/hardhat-network-helpers",
  "ethers",
];

describe("a project that npm installs", () => {
  const project = ForeignProject.create("farm");
  before(async () => {
    await project.install(ofThisRepository("ethers"));
  });

  it("grows by less than 60 MB, and by less than 150 MB with what runs notebooks", async (test) => {
    const beside = ForeignProject.create(undefined);
    beside.save("package.json", '{ "private": true, "type": "module" }');
    await beside.install(...plain.map((name) => (name.startsWith("@") ? name : ofThisRepository(name))));
    const sizes = [beside.installedMegabytes];
    for (const packages of [["kit"], ["tslab", "zeromq"].map(ofThisRepository)]) {
      await beside.install(...packages);
      sizes.push(beside.installedMegabytes);
    }
    const [without = 0, withKit = 0, withNotebooks = 0] = sizes;
    test.diagnostic(`MB: ${sizes.map((size) => size.toFixed(0)).join(", ")}`);
    assert.ok(withKit - without < 60, `${withKit - without} MB`);
    assert.ok(withNotebooks - without < 150, `${withNotebooks - without} MB`);
  });

  describe("with the kit", () => {
    before(async () => {
      await project.install("kit", ...["tslab", "zeromq"].map(ofThisRepository));
    });
    describeFarm(() => project);
  });
});
