import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { KernelClient } from "../../../src/runner/kernel/kernelClient.ts";
import {
  fileDigest,
  nameInProject,
  noFile,
  type Use,
  useMimeType,
  usesVariable,
} from "../../../src/runner/kernel/reportUses.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const artifacts = join(root, "src", "chain", "artifacts", "projectArtifacts.ts");

describe("a kernel that is asked what its cells read", () => {
  it("reports contracts by the names asked for, and files of the project, once each", async () => {
    const project = join(folder, "project");
    mkdirSync(join(project, "data"), { recursive: true });
    writeFileSync(join(project, "data", "prices.json"), "[1]");
    const kernel = await KernelClient.start({
      cwd: join(root, "notebooks"),
      variables: { [usesVariable]: JSON.stringify({ root: project, accounted: [join(project, "build")] }) },
    });
    const uses: Use[] = [];
    try {
      const { status } = await kernel.execute(
        `import fs from "node:fs";
import { readFile } from "node:fs/promises";
const { projectArtifacts } = require(${JSON.stringify(artifacts)});
const artifacts = await projectArtifacts();
await artifacts.read("GasBurningJob");
await artifacts.read("contracts/jobs/GasBurningJob.sol:GasBurningJob");
const failure = await artifacts.read("NoSuchContract").catch((error: Error) => error);
const data = ${JSON.stringify(join(project, "data"))};
for (const _ of [1, 2]) fs.readFileSync(data + "/prices.json");
await readFile(data + "/none.json").catch(() => undefined);
fs.writeFileSync(data + "/written.json", "");`,
        {
          timeout: 60,
          onOutput: ({ content }) => {
            const use = (content.data as { [useMimeType]?: Use } | undefined)?.[useMimeType];
            if (use !== undefined) uses.push(use);
          },
        },
      );
      assert.equal(status, "ok");
    } finally {
      await kernel.shutdown();
    }
    const contracts = uses.filter(({ kind }) => kind === "contract");
    assert.deepEqual(
      contracts.map(({ name }) => name),
      ["GasBurningJob", "contracts/jobs/GasBurningJob.sol:GasBurningJob", "NoSuchContract"],
    );
    assert.equal(contracts[0]?.digest, contracts[1]?.digest);
    assert.match(contracts[0]?.digest ?? "", /^[0-9a-f]{64}$/);
    assert.equal(contracts[2]?.digest, "none");
    assert.deepEqual(
      uses.filter(({ kind }) => kind === "file"),
      [
        { kind: "file", name: "data/prices.json", digest: fileDigest(join(project, "data", "prices.json")) },
        { kind: "file", name: "data/none.json", digest: noFile },
      ],
    );
  });
});

describe("nameInProject", () => {
  it("knows the project's own files, and none that others write or look at", () => {
    const accounted = ["/project/dist", "/project/artifacts", "/project/types/simulation.d.ts"];
    const name = (path: string): string | undefined => nameInProject({ root: "/project", accounted }, path);
    assert.equal(name("/project/types/other.d.ts"), "types/other.d.ts");
    assert.equal(name("/project/notebooks/../data/a.json"), "data/a.json");
    assert.equal(name("/project/forks/market.rpc"), "forks/market.rpc");
    for (const path of [
      "/project",
      "/elsewhere/a.json",
      "/project/.env",
      "/project/node_modules/a/index.js",
      "/project/packages/node_modules/a.js",
      "/project/dist/index.js",
      "/project/artifacts/contracts/A.sol/A.json",
      "/project/package.json",
      "/project/hardhat.config.ts",
      "/project/notebooks/00-setup.ipynb",
    ]) {
      assert.equal(name(path), undefined, path);
    }
  });
});
