import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { printedBy } from "../support/farmChecks.ts";
import { ForeignProject, ofThisRepository } from "../support/foreignProject.ts";

/** An empty project with the plugin, which registers kernels in its own folder. */
function emptyProject(): ForeignProject {
  const project = ForeignProject.create("farm");
  for (const part of ["contracts", "notebooks", "scenarios"]) project.remove(part);
  project.environment.JUPYTER_DATA_DIR = project.path("jupyter");
  return project;
}

describe("hardhat notebooks init", () => {
  const project = emptyProject();
  before(async () => {
    await project.install("kit", ofThisRepository("ethers"));
  });

  it("writes a contract and a notebook, and names what runs notebooks where it is missing", async () => {
    const { code, stdout } = await project.hardhat("notebooks", "init");
    assert.equal(code, 0);
    assert.match(stdout, /^Wrote contracts\/Savings\.sol, /m);
    assert.match(stdout, /^Wrote notebooks\/first\.ipynb, /m);
    assert.match(stdout, /^No kernel was registered: .*package \w+, which is not installed/m);
    assert.match(stdout, /npm install --save-dev tslab zeromq/);
    assert.ok(!existsSync(project.path("jupyter")));
  });

  it("is asked for by tasks that run notebooks, one package after another", async () => {
    for (const [missing, present] of [
      ["tslab", "zeromq"],
      ["zeromq", "tslab"],
    ] as const) {
      await project.install(ofThisRepository(present));
      project.remove(`node_modules/${missing}`);
      for (const task of [["run"], ["run", "--cached"], ["compare", "--head", "seed=b"]]) {
        const { code, stderr } = await project.hardhat("notebooks", ...task);
        assert.equal(code, 1, `${task.join(" ")} without ${missing}`);
        assert.match(
          stderr,
          new RegExp(`MissingPackageError: .*package ${missing}, .*\n.*npm install --save-dev tslab zeromq`),
        );
      }
      project.remove(`node_modules/${present}`);
    }
  });

  it("overwrites nothing when it runs again, and registers the kernel", async () => {
    await project.install(...["tslab", "zeromq"].map(ofThisRepository));
    const contract = `// Mine.\n${project.read("contracts/Savings.sol")}`;
    project.save("contracts/Savings.sol", contract);
    const notebook = project.read("notebooks/first.ipynb");
    const { code, stdout } = await project.hardhat("notebooks", "init");
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^Left alone: the project has contracts \(1 file\)/m);
    assert.match(stdout, /^Left alone: notebooks has notebooks \(first\.ipynb\)/m);
    assert.match(
      stdout,
      /^Registered the TypeScript kernel with Jupyter: .*jupyter.kernels.tslab.kernel\.json$/m,
    );
    assert.equal(project.read("contracts/Savings.sol"), contract);
    assert.equal(project.read("notebooks/first.ipynb"), notebook);
    assert.ok(existsSync(project.path("jupyter", "kernels", "tslab", "kernel.json")));
  });

  it("writes a notebook that runs", async () => {
    const { code, stdout, stderr } = await project.hardhat("notebooks", "run");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /a-year-of-savings/);
    assert.match(printedBy(project, "notebooks/first.ipynb"), /^12\.\d+ ETH$/m);
    assert.ok(existsSync(project.path("charts", "first", "a-year-of-savings.png")));
  });

  it("leaves somebody else's kernel alone", async () => {
    const other = '{"argv":["tslab","kernel"],"display_name":"TypeScript"}';
    project.save("jupyter/kernels/tslab/kernel.json", other);
    const { code, stdout } = await project.hardhat("notebooks", "init");
    assert.equal(code, 0);
    assert.match(stdout, /^Left alone: Another kernel is registered/m);
    assert.equal(readFileSync(project.path("jupyter/kernels/tslab/kernel.json"), "utf8"), other);
  });

  describe("in a project with contracts", () => {
    const head = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\n\n";
    const init = async (contracts: Readonly<Record<string, string>>): Promise<ForeignProject> => {
      const other = emptyProject();
      other.share(project);
      for (const [file, text] of Object.entries(contracts)) other.save(`contracts/${file}`, head + text);
      const { code, stdout, stderr } = await other.hardhat("notebooks", "init");
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^Left alone: the project has contracts/m);
      const end = await other.hardhat("notebooks", "run");
      assert.equal(end.code, 0, end.stderr);
      return other;
    };

    it("writes a notebook on one that can be deployed and read", async () => {
      const other = await init({
        "A.sol": "contract Closed {\n  constructor() { revert(); }\n  uint256 public number;\n}\n",
        "B.sol":
          "contract Clock {\n  function broken() external pure returns (uint256) { revert(); }\n  function time() external view returns (uint64) { return uint64(block.timestamp); }\n}\n",
      });
      const notebook = other.read("notebooks/first.ipynb");
      assert.match(notebook, /\$\.deploy\(\\"Clock\\"\)/);
      assert.match(notebook, /\$\.addViewTrace\(contract, \\"time\\"\)/);
      assert.ok(existsSync(other.path("charts", "first", "time-over-a-week.png")));
    });

    it("says how the others are deployed if there is none", async () => {
      const other = await init({
        "Token.sol":
          "contract Token {\n  uint256 public supply;\n  constructor(uint256 supply_, address) { supply = supply_; }\n}\n",
      });
      assert.match(
        other.read("notebooks/first.ipynb"),
        /await \$\.deploy\(\\"Token\\", \[supply_, address1\]\);/,
      );
      assert.ok(existsSync(other.path("charts", "first", "blocks-of-a-week.png")));
    });

    it("writes one all the same if they do not compile", async () => {
      const other = emptyProject();
      other.share(project);
      other.save("contracts/Broken.sol", `${head}contract Broken {`);
      const { code, stdout } = await other.hardhat("notebooks", "init");
      assert.equal(code, 0);
      assert.match(stdout, /^The contracts could not be built/m);
      assert.ok(existsSync(other.path("notebooks", "first.ipynb")));
    });
  });
});
