import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { makeSmallProject } from "../runner/watch/smallProject.ts";
import { WatchedProcess } from "../runner/watch/watchedProcess.ts";

const { folder, leftByKernels } = temporaryFolder();
const project = makeSmallProject(join(folder, "project"));
const codeOf = (contract: string): string => {
  const artifact = readFileSync(
    project.path("artifacts", "contracts", `${contract}.sol`, `${contract}.json`),
  );
  return (JSON.parse(artifact.toString()) as { bytecode: string }).bytecode;
};
const notebook = (name: string): string => readFileSync(project.path("notebooks", `${name}.ipynb`), "utf8");
const chart = project.path("charts", "uses-a", "point.png");
const bothReused = /uses-a\.ipynb: reused, nothing.*\n.*uses-b\.ipynb: reused, nothing.*\n/;

describe("hardhat notebooks watch", () => {
  let watch: WatchedProcess;
  let poll: NodeJS.Timeout | undefined;
  before(async () => {
    project.saveContract("A", 1);
    project.saveContract("B", 1);
    project.saveNotebook("uses-a", "A");
    project.saveNotebook("uses-b", "B");
    watch = new WatchedProcess(project.root, ["--explain"]);
    await watch.says(/^Waiting/m);
  });
  after(() => {
    clearInterval(poll);
    watch.child.kill("SIGKILL");
  });

  it("builds everything and runs every notebook at the start, without a build before", () => {
    assert.match(watch.output, /uses-a\.ipynb: ran, for the first time\n/);
    assert.match(watch.output, /uses-b\.ipynb: ran, for the first time\n/);
    assert.match(notebook("uses-a"), /factor 2 code 0x/);
    assert.equal(readFileSync(chart, "utf8"), codeOf("A"));
  });

  it("runs only the notebook that uses a changed contract, after the last of two quick saves", async () => {
    const before = codeOf("A");
    const said = await watch.after(() => {
      project.saveContract("A", 2);
      project.saveContract("A", 3);
    });
    assert.match(said, /Changed: contracts\/A\.sol\n/);
    assert.match(said, /uses-a\.ipynb: ran, since contract A has changed\n/);
    assert.match(said, /contract A: [0-9a-f]{10} → [0-9a-f]{10}\n/);
    assert.match(said, /uses-b\.ipynb: reused, nothing that it depends on has changed\n/);
    assert.match(said, /s from change to charts: .*contracts \d/);
    assert.notEqual(codeOf("A"), before);
    assert.match(notebook("uses-a"), new RegExp(codeOf("A")));
    assert.equal(readFileSync(chart, "utf8"), codeOf("A"));
  });

  it("runs nothing for a comment in a contract, and puts back a chart that is gone", async () => {
    rmSync(chart);
    const said = await watch.after(() => {
      project.saveContract("A", 3, "returns three");
    });
    assert.match(said, /uses-a\.ipynb: reused, .*; restored charts\/uses-a\/point\.png\n/);
    assert.doesNotMatch(said, / ran, /);
    assert.equal(readFileSync(chart, "utf8"), codeOf("A"));
  });

  it("runs nothing for a comment in the library, and everything for a change of it", async () => {
    const comment = await watch.after(() => {
      project.saveLibrary(2, "twice");
    });
    assert.match(comment, bothReused);
    const change = await watch.after(() => {
      project.saveLibrary(3);
    });
    assert.match(change, /uses-a\.ipynb: ran, since library index has changed\n/);
    assert.match(change, /uses-b\.ipynb: ran, since library index has changed\n/);
    assert.match(notebook("uses-b"), /factor 3 code 0x/);
  });

  it("says where contracts and library do not compile, runs nothing, and recovers", async () => {
    const both = await watch.after(() => {
      project.saveContract("B", "one");
      project.saveLibrary('"three"');
      // Two saves can be noticed one after the other.
    }, /(?:B\.sol:6:12[^]*TS2322|TS2322[^]*B\.sol:6:12)[^]*^Waiting/);
    assert.match(both, /--> \.?\/?contracts\/B\.sol:6:12/);
    assert.match(
      both,
      /src\/index\.ts:2:14 - error TS2322: Type 'string' is not assignable to type 'number'/,
    );
    assert.doesNotMatch(both, / ran, | reused, /);
    const library = await watch.after(() => {
      project.saveLibrary(3);
    });
    assert.match(library, /The contracts do not compile\.\n/);
    assert.doesNotMatch(library, /TS2322| ran, | reused, /);
    const recovered = await watch.after(() => {
      project.saveContract("B", 2);
    });
    assert.match(recovered, /uses-a\.ipynb: reused, /);
    assert.match(recovered, /uses-b\.ipynb: ran, since contract B has changed\n/);
  });

  it("says where a cell fails, does not try again in vain, and recovers", async () => {
    const failed = await watch.after(() => {
      project.saveNotebook("uses-a", "A", "// Fail\nthrow new Error('on purpose')");
    });
    assert.match(failed, /NotebookCellError: uses-a\.ipynb, cell 3, line 2: Error: on purpose\n/);
    assert.match(notebook("uses-a"), /"ename": "Error"/);
    const inVain = await watch.after(() => {
      project.saveContract("B", 2, "a comment");
    });
    assert.match(inVain, /uses-a\.ipynb: failed before, and nothing that it depends on has changed\n/);
    const recovered = await watch.after(() => {
      project.saveNotebook("uses-a", "A", "// Succeed\n1 + 1");
    });
    assert.match(recovered, /uses-a\.ipynb: ran, since cell 3 has changed\n/);
  });

  it("takes results of an earlier version from the cache", async () => {
    const said = await watch.after(() => {
      project.saveNotebook("uses-a", "A");
    });
    assert.match(said, /uses-a\.ipynb: reused, .*; restored notebooks\/uses-a\.ipynb\n/);
    assert.match(notebook("uses-a"), /factor 3 code 0x/);
  });

  it("waits for the rest of a notebook that is half written, and runs those that are added", async () => {
    const whole = readFileSync(project.saveNotebook("uses-a", "A"), "utf8");
    const said = await watch.after(() => {
      writeFileSync(project.path("notebooks", "uses-c.ipynb"), whole.slice(0, 100));
      setTimeout(() => {
        project.saveNotebook("uses-c", "B", "// One more\n1");
      }, 100);
    }, /uses-c\.ipynb: ran, for the first time\n[^]*^Waiting/);
    assert.doesNotMatch(said, /InvalidNotebookError/);
    const without = await watch.after(() => {
      rmSync(project.path("notebooks", "uses-c.ipynb"));
    });
    assert.doesNotMatch(without, /uses-c\.ipynb: |InvalidNotebookError/);
  });

  it("gives a run up that a change has overtaken, and runs again with what was saved last", async () => {
    const started = project.path("started");
    const wait = `// Wait
import { existsSync, writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(started)}, "");
while (!existsSync(${JSON.stringify(project.path("go"))})) await new Promise((done) => setTimeout(done, 20));`;
    const overtaken = await watch.after(() => {
      project.saveNotebook("uses-a", "A", wait);
      poll = setInterval(() => {
        if (!existsSync(started)) return;
        clearInterval(poll);
        project.saveContract("A", 5);
      }, 20);
    }, /uses-a\.ipynb: given up, since something changed while it ran\n/);
    assert.doesNotMatch(overtaken, / ran, /);
    await watch.after(() => {
      writeFileSync(project.path("go"), "");
    }, /uses-a\.ipynb: ran, since cell 3 and contract A have changed\n[^]*^Waiting/);
    assert.match(notebook("uses-a"), new RegExp(codeOf("A")));
  });

  it("ends in order on Ctrl-C, and leaves nothing behind", async () => {
    watch.child.kill("SIGINT");
    assert.equal(await watch.ended, 0);
    assert.match(watch.output, /The watch has ended\.\n$/);
    assert.deepEqual(leftByKernels(), []);
  });
});
