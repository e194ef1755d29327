import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { MissingPackageError, UnsupportedTslabError } from "../../../src/runner/errors.ts";
import { kernelSpecification } from "../../../src/runner/jupyter/kernelSpecification.ts";
import { findPackage } from "../../../src/runner/kernel/findPackage.ts";
import { KernelClient } from "../../../src/runner/kernel/kernelClient.ts";
import { findTslab } from "../../../src/runner/tslab/findTslab.ts";
import { checkMendedMembers } from "../../../src/runner/tslab/mendedMembers.ts";
import { loadTslabModules } from "../../../src/runner/tslab/tslabModules.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder, leftByKernels } = temporaryFolder();

/** A project with a tslab of its own. */
function projectWith(version: string): string {
  const home = join(folder, version);
  const tslab = join(home, "node_modules", "tslab");
  mkdirSync(join(tslab, "dist"), { recursive: true });
  mkdirSync(join(home, "notebooks"));
  writeFileSync(
    join(tslab, "package.json"),
    JSON.stringify({ name: "tslab", version, main: "dist/public.js" }),
  );
  writeFileSync(join(tslab, "dist", "public.js"), "");
  return home;
}

describe("the tslab of a project", () => {
  it("comes before the kit's, also for a folder in the project", () => {
    const home = projectWith("1.0.22");
    const { folder: found, command } = findTslab(join(home, "notebooks"));
    assert.equal(found, join(home, "node_modules", "tslab"));
    assert.equal(command, join(home, "node_modules", "tslab", "bin", "tslab"));
    assert.equal(findTslab(folder).folder, findTslab(".").folder);
  });

  it("is refused by name if its inside is unknown, and leaves nothing behind", async () => {
    const home = projectWith("9.8.7");
    await assert.rejects(KernelClient.start({ cwd: join(home, "notebooks") }), (error) => {
      assert.ok(error instanceof UnsupportedTslabError);
      assert.equal(error.code, "UNSUPPORTED_TSLAB");
      assert.equal(
        error.message,
        `tslab 9.8.7 in ${home}/node_modules/tslab is not a version that this kit can run.\nVersions that fit: 1.0.22. Install one: npm install --save-dev tslab@1.0.22 zeromq`,
      );
      return true;
    });
    assert.deepEqual(leftByKernels(), []);
  });

  it("is refused by the kernel that Jupyter starts, too", async () => {
    const { argv } = kernelSpecification();
    await assert.rejects(
      KernelClient.start({ cwd: join(folder, "9.8.7", "notebooks"), command: argv }),
      /UnsupportedTslabError: tslab 9\.8\.7 in .*\n.*tslab@1\.0\.22/,
    );
  });
});

describe("the members of tslab that are mended", () => {
  const tslab = findTslab(".");
  const modules = loadTslabModules(tslab.entry);

  it("are all in the tslab of this kit", () => {
    assert.doesNotThrow(() => {
      checkMendedMembers(modules, tslab);
    });
  });

  const { typescript, converter } = modules;
  const broken: [name: string, modules: object, reason: RegExp][] = [
    [
      "is missing",
      { ...modules, converter: { ...converter, createConverter: undefined } },
      /: createConverter of its module converter is undefined, not function\./,
    ],
    [
      "lies in something that is missing",
      { ...modules, jupyter: {} },
      /: JupyterHandlerImpl\.prototype\.handleExecute of its module jupyter is undefined, not function\./,
    ],
    [
      "is of another kind",
      { ...modules, typescript: { ...typescript, transpileModule: {} } },
      /: transpileModule of its module typescript is object, not function\./,
    ],
  ];
  for (const [name, changed, reason] of broken) {
    it(`are refused where one ${name}`, () => {
      assert.throws(
        () => {
          checkMendedMembers(changed as typeof modules, tslab);
        },
        (error) => {
          assert.ok(error instanceof UnsupportedTslabError);
          assert.match(error.message, reason);
          assert.match(error.message, /^tslab 1\.0\.22 in .*\nVersions that fit: 1\.0\.22\./);
          return true;
        },
      );
    });
  }
});

describe("a package that only notebooks need", () => {
  it("is missed by name, with the command that installs it", () => {
    assert.throws(
      () => findPackage("no-such-package", folder),
      (error) => {
        assert.ok(error instanceof MissingPackageError);
        assert.equal(error.code, "MISSING_PACKAGE");
        assert.equal(
          error.message,
          `Notebooks run with the package no-such-package, which is not installed for ${folder}.\nInstall what runs notebooks: npm install --save-dev tslab zeromq`,
        );
        return true;
      },
    );
  });
});
