import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { CellOutputs } from "../../src/runner/cellOutputs.ts";
import { type CellFailure, locateFailure } from "../../src/runner/locateFailure.ts";
import { KernelClient } from "../../src/runner/kernel/kernelClient.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const errorsFile = fileURLToPath(new URL("../../src/common/errors.ts", import.meta.url));

describe("locateFailure", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start({ cwd: folder });
    await execute(`import { join } from "node:path";

interface Options {
  readonly count: number;
}

/* spreads over
   several lines */
async function work(
  options: Options,
): Promise<number> {
  if (options.count > 2) {
    await null;
    throw new RangeError("too many");
  }
  return options.count;
}`);
  });
  after(() => kernel.shutdown());

  async function execute(source: string): Promise<{ status: string; outputs: CellOutputs }> {
    const outputs = new CellOutputs((text) => text);
    const { status } = await kernel.execute(source, { onOutput: outputs.add.bind(outputs), timeout: 20 });
    return { status, outputs };
  }

  async function fail(source: string): Promise<CellFailure & { readonly stderr: string }> {
    const { status, outputs } = await execute(source);
    assert.equal(status, "error");
    return { ...locateFailure(source, 7, outputs), stderr: outputs.standardError };
  }

  it("finds the line among types, blank lines and repeated calls", async () => {
    const failure = await fail(`// Work three times
const results: { n: number }[] = [];

await work({ count: 1 });
await work({ count: 1 });
results.push({
  n: await work(
    { count: 3 } as Options,
  ),
});
await work({ count: 1 });
results`);
    assert.deepEqual(failure, {
      errorName: "RangeError",
      errorMessage: "too many",
      line: { number: 7, text: "n: await work(" },
      traceback: [
        "RangeError: too many",
        "    at Proxy.work (an earlier cell, line 14)",
        "    at async cell 7, line 7",
      ],
      stderr: "",
    });
  });

  it("finds the line of code that runs at once", async () => {
    const failure = await fail("let missing: { a: number } | undefined = undefined as any;\n\nmissing!.a");
    assert.equal(failure.errorName, "TypeError");
    assert.deepEqual(failure.line, { number: 3, text: "missing!.a" });
    assert.deepEqual(failure.traceback.slice(1), ["    at cell 7, line 3"]);
  });

  it("finds the innermost line of the cell, through functions and classes", async () => {
    const failure = await fail(`enum Kind { A, B }
class Machine {
  private readonly kind: Kind = Kind.B;

  go(): void {
    JSON.parse("{" + this.kind);
  }
}
new Machine().go();`);
    assert.equal(failure.errorName, "SyntaxError");
    assert.deepEqual(failure.line, { number: 6, text: 'JSON.parse("{" + this.kind);' });
  });

  it("shows this kit's errors with their hint, and still finds the line", async () => {
    const failure = await fail(`const { InvalidTimeError } = require(${JSON.stringify(errorsFile)});
const problem = { message: "-3 hours is not a time.", hint: "Use a number >= 0." };
throw new InvalidTimeError(problem);`);
    assert.equal(failure.errorName, "InvalidTimeError");
    assert.equal(failure.errorMessage, "-3 hours is not a time.\nUse a number >= 0.");
    assert.equal(failure.line?.number, 3);
    assert.deepEqual(failure.traceback, [
      "InvalidTimeError [INVALID_TIME]: -3 hours is not a time.",
      "Use a number >= 0.",
      "    at cell 7, line 3",
    ]);
  });

  it("reports what the compiler found, at its line", async () => {
    const failure = await fail("// Misspelt\n\nconst n: number = wrok({ count: 1 });");
    assert.equal(failure.errorName, "TypeScriptError");
    assert.match(failure.errorMessage, /^Cannot find name 'wrok'/);
    assert.deepEqual(failure.line, { number: 3, text: "const n: number = wrok({ count: 1 });" });
    assert.match(failure.traceback[0] ?? "", /^line 3, column 19: Cannot find name 'wrok'/);
  });

  it("takes a thrown string as it is, and does not blame an error that was only printed", async () => {
    const failure = await fail('console.error(new Error("harmless"));\nthrow "gave up";');
    assert.equal(failure.errorName, "Error");
    assert.equal(failure.errorMessage, "gave up");
  });

  it("keeps what the cell wrote to standard error before", async () => {
    const failure = await fail('console.error("careful");\nthrow new Error("gave up");');
    assert.equal(failure.errorMessage, "gave up");
    assert.equal(failure.stderr, "careful\n");
  });
});
