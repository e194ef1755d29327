import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ForeignProject, ofThisRepository } from "../support/foreignProject.ts";

describe("a project of Hardhat 2", () => {
  const project = ForeignProject.create("hardhat2");
  before(async () => {
    await project.install();
  });

  it("is refused by npm", async () => {
    await assert.rejects(project.install("kit"), /peer hardhat@"\^3[\d.]*" from hardhat-simulation/);
  });

  it("is refused by the plugin where npm was overruled, with a way out", async () => {
    await project.install("kit", "--legacy-peer-deps");
    const { code, stdout, stderr } = await project.node(
      "node_modules/hardhat/internal/cli/bootstrap.js",
      "compile",
    );
    assert.equal(code, 1);
    assert.match(
      stdout + stderr,
      /UNSUPPORTED_HOST\]: This project has Hardhat 2\.[\d.]+, and hardhat-simulation is a plugin of Hardhat 3\.\n.*migrate-from-hardhat2.*npm install --save-dev hardhat hardhat-simulation ethers/,
    );
  });
});

describe("Node 20", () => {
  const project = ForeignProject.create("farm");
  before(async () => {
    await project.install("kit", ofThisRepository("ethers"));
  });

  it("is refused by Hardhat's command line, with the version that it needs", async () => {
    const { code, stdout, stderr } = await project.node20(project.hardhatProgram, "notebooks", "run");
    assert.equal(code, 1);
    assert.match(
      stdout + stderr,
      /Node\.js 20\.[\d.]+ which is not supported by Hardhat\.\n.*upgrade to Node\.js 22/,
    );
  });

  it("is refused where a script imports the kit, with a way out", async () => {
    project.save(
      "chain.mjs",
      'import { openNotebook } from "hardhat-simulation/notebook";\nawait openNotebook();\n',
    );
    const { code, stderr } = await project.node20("chain.mjs");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /UnsupportedHostError: This is Node 20\.[\d.]+, and hardhat-simulation runs on 22\.13 or later\.\nInstall a current Node .*npx -y -p node@24/,
    );
  });
});
