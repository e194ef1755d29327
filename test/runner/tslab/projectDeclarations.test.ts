import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { KernelClient } from "../../../src/runner/kernel/kernelClient.ts";
import { CellOutputs } from "../../../src/runner/cellOutputs.ts";
import { findDeclarations } from "../../../src/runner/tslab/projectDeclarations.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const project = join(folder, "project");
const notebooks = join(project, "notebooks", "deep");
const declarations = join(project, "types", "simulation.d.ts");
mkdirSync(notebooks, { recursive: true });
mkdirSync(join(project, "types"));
writeFileSync(join(project, "package.json"), "{}");
writeFileSync(declarations, "declare interface Farm { readonly earned: bigint }\n");

describe("findDeclarations", () => {
  it("looks in the package around the folder, or around the Hardhat config", () => {
    assert.deepEqual(findDeclarations(notebooks, undefined), [declarations]);
    assert.deepEqual(findDeclarations(folder, undefined), []);
    assert.deepEqual(findDeclarations(folder, join(project, "config", "hardhat.config.ts")), [declarations]);
    assert.deepEqual(findDeclarations(notebooks, join(folder, "hardhat.config.ts")), []);
  });

  it("lets cells know what the build has declared", async () => {
    const kernel = await KernelClient.start({ cwd: notebooks });
    try {
      const run = async (source: string): Promise<string> => {
        const outputs = new CellOutputs((text) => text);
        await kernel.execute(source, {
          timeout: 60,
          onOutput: (message) => {
            outputs.add(message);
          },
        });
        return JSON.stringify(outputs.toOutputs());
      };
      assert.match(await run("const farm: Farm = { earned: 7n };\nfarm.earned"), /7n/);
      assert.match(await run("farm.earnt"), /Property 'earnt' does not exist on type 'Farm'/);
    } finally {
      await kernel.shutdown();
    }
  });
});
