import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { CellOutputs } from "../../../src/runner/cellOutputs.ts";
import { type CellFailure, locateFailure } from "../../../src/runner/locateFailure.ts";
import { KernelClient } from "../../../src/runner/kernel/kernelClient.ts";
import { type Use, useMimeType, usesVariable } from "../../../src/runner/kernel/reportUses.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const notebooks = join(folder, "notebooks");

function write(file: string, ...lines: string[]): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
}

describe("cells", () => {
  let kernel: KernelClient;
  const uses: Use[] = [];

  before(async () => {
    mkdirSync(notebooks);
    write("package.json", '{ "name": "a-project", "type": "module", "version": "1.2.3" }');
    kernel = await KernelClient.start({
      cwd: notebooks,
      variables: { [usesVariable]: JSON.stringify({ root: folder, accounted: [] }) },
    });
  });
  after(() => kernel.shutdown());

  async function execute(source: string): Promise<{ status: string; outputs: CellOutputs }> {
    const outputs = new CellOutputs((text) => text.replaceAll(`${folder}/`, ""));
    const { status } = await kernel.execute(source, {
      timeout: 60,
      onOutput: (message) => {
        const use = (message.content.data as { [useMimeType]?: Use } | undefined)?.[useMimeType];
        if (use === undefined) outputs.add(message);
        else uses.push(use);
      },
    });
    return { status, outputs };
  }

  /** What the last of several cells prints; all of them must run. */
  async function print(...cells: string[]): Promise<string> {
    let printed = "";
    for (const cell of cells) {
      const { status, outputs } = await execute(cell);
      printed = outputs
        .toOutputs()
        .map((output) => ("text" in output ? output.text : ""))
        .join("");
      assert.equal(status, "ok", `${cell}\n${printed}`);
    }
    return printed.trimEnd();
  }

  async function fail(source: string): Promise<CellFailure> {
    const { status, outputs } = await execute(source);
    assert.equal(status, "error");
    return locateFailure(source, 1, outputs);
  }

  describe("await", () => {
    const iterator = "(async function* () { yield 1; yield 2; })()";
    const cells: [cell: string, printed: string][] = [
      ["for await (const x of [Promise.resolve(1)]) console.log(x);", "1"],
      [
        `for (const a of [10, 20]) { for await (const b of ${iterator}) console.log(a + b); }`,
        "11\n12\n21\n22",
      ],
      [
        `try { if (true) for await (const x of ${iterator}) console.log(x); } finally { console.log("end"); }`,
        "1\n2\nend",
      ],
      [`label: for await (const x of ${iterator}) { continue label; }\n"done"`, "done"],
      [
        `const all = async () => { let sum = 0; for await (const x of ${iterator}) sum += x; return sum; };\nawait all()`,
        "3",
      ],
      [`let last = 0;\nfor await (last of ${iterator});\nlast`, "2"],
    ];
    for (const [cell, printed] of cells) {
      it(`in ${cell}`, async () => {
        assert.equal(await print(cell), printed);
      });
    }

    it("can be interrupted in for await", async () => {
      const outputs = new CellOutputs((text) => text);
      const ended = await kernel.execute(
        'import { setInterval } from "node:timers/promises";\nconsole.log("waits");\nfor await (const _ of setInterval(60_000));',
        {
          timeout: 30,
          onOutput: (message) => {
            outputs.add(message);
            kernel.interrupt();
          },
        },
      );
      assert.equal(ended.status, "error");
      assert.equal(outputs.standardError, "Interrupted.\n");
      assert.equal(await print("1 + 1"), "2");
    });

    it("is refused, with its line, in a function that is not async", async () => {
      for (const body of [
        "m() { await null; }",
        "m() { for await (const x of []) x; }",
        "get m() { return await null; }",
      ]) {
        const { errorName, errorMessage, line } = await fail(`const first = 1;\nconst object = { ${body} };`);
        assert.equal(errorName, "TypeScriptError");
        assert.match(errorMessage, /only allowed within async functions/);
        assert.equal(line?.number, 2);
      }
    });
  });

  describe("a variable", () => {
    it("has one value for the functions of its own cell and for later cells", async () => {
      assert.equal(
        await print(
          "let weeks = 1;\nfunction plan() { return `${weeks} weeks`; }\nclass Plan { get weeks() { return weeks; } }",
          "weeks = 3;\nconsole.log(weeks, plan(), new Plan().weeks);",
        ),
        "3 3 weeks 3",
      );
      assert.equal(await print("weeks++;\nweeks *= 2;\nplan()"), "8 weeks");
      assert.equal(
        await print(
          "function extend() { weeks += 1; return () => (weeks = weeks + 1); }\nextend()();\nplan()",
        ),
        "10 weeks",
      );
    });

    it("can be declared by var, in a pattern, without a value, and in parts", async () => {
      assert.equal(
        await print(
          "var v = 1;\nlet { a, b: [c, ...d], ...e }: any = { a: 1, b: [2, 3, 4], f: 5 };\nlet later: string, value = 1, value_ = 2;\nconst all = () => [v, a, c, d, e, later, value, value_].map(String).join();",
          "v = 10; later = 'now'; value = 3; value_ = 4;\n[a, c] = [c, a];\n({ d, f: e = 6 } = { d: 0 } as any);\nall()",
        ),
        "10,2,1,0,6,now,3,4",
      );
    });

    it("can be assigned by its own cell's functions, at once and later", async () => {
      assert.equal(
        await print(
          "let count = 0;\nconst increase = () => { count++; return count; };\nasync function increaseLater() { await null; count += 10; }",
          "increase(); increase();\nawait increaseLater();\ncount",
        ),
        "12",
      );
      assert.equal(await print("for (count of [1, 2, 3]);\nincrease()"), "4");
    });

    it("is another one once it is declared again, as a variable or not", async () => {
      assert.equal(
        await print(
          "let n = 1;\nconst first = () => n;",
          "let n = 2;\nconst second = () => n;",
          "n = 3;\n[first(), second()]",
        ),
        "[ 1, 3 ]",
      );
      assert.equal(await print("const n = 4;\n[n, first(), second()]"), "[ 4, 1, 3 ]");
      assert.equal(
        await print("function n() { return 5; }", "let n = 6;", "n = 7;\n[n, first(), second()]"),
        "[ 7, 1, 3 ]",
      );
    });

    it("can be written as { name } in later cells", async () => {
      assert.equal(
        await print(
          "const values = [1, 2];\nlet unit = 'gwei';\nconst result = { values: 3, inner: { unit: 'eth' } };",
          "console.log({ values, unit }, (() => ({ values }))());\n({ unit } = { unit: 'wei' });\nunit",
        ),
        "{ values: [ 1, 2 ], unit: 'gwei' } { values: [ 1, 2 ] }\nwei",
      );
      assert.equal(await print("({ unit = 'ether' } = {} as { unit?: string });\nunit"), "ether");
      assert.equal(
        await print("const { values: three, inner: { unit: eth } } = result;\n[three, eth]"),
        "[ 3, 'eth' ]",
      );
    });

    it("is fast", async () => {
      const seconds = await print(
        "let sum = 0;\nconst start = performance.now();\nfor (let i = 0; i < 10_000_000; i++) sum += i;\n(performance.now() - start) / 1_000",
      );
      assert.ok(Number(seconds) < 3, `${seconds} s`);
    });
  });

  describe("an import from the project", () => {
    before(() => {
      write(
        "lib/market.ts",
        'import type { Price } from "./types.ts";',
        'import pools from "./pools/index.js";',
        'import * as constants from "./constants";',
        'import settings from "./settings.json" with { type: "json" };',
        "",
        'export enum Side { Buy = "buy" }',
        "export const price: Price = { value: pools().length * constants.scale + settings.offset };",
        "export const folder = import.meta.dirname;",
        "export default function describe(): string { return `price ${price.value}`; }",
        "export function fail(): never {",
        "",
        '  throw new RangeError("no market");',
        "}",
        "console.log;",
      );
      write("lib/types.ts", "export interface Price { readonly value: number }");
      write(
        "lib/pools/index.ts",
        'import { one } from "./one";\nexport default function pools() { return [one(), 2]; }',
      );
      write("lib/pools/one.ts", 'import pools from ".";\nexport const one = () => typeof pools;');
      write("lib/constants.js", "export const scale = 10;");
      write("lib/settings.json", '{ "offset": 1 }');
      write("lib/old.cjs", 'module.exports = { old: require("./settings.json").offset };');
      write("lib/module.mjs", "export const module = 5;");
      write("lib/my.helper.ts", "export const helper = 6;");
      write("lib/fs.ts", 'import { existsSync } from "fs";\nexport const own = typeof existsSync;');
      write("notebooks/beside.ts", 'export { scale } from "../lib/constants.js";');
    });

    const cells: [cell: string, printed: string][] = [
      ["import pkg from '../package.json';\npkg.name", "a-project"],
      [
        "import { version } from '../package.json';\nimport * as pkg from '../package.json';\n[version, pkg.name]",
        "[ '1.2.3', 'a-project' ]",
      ],
      [
        'import describe, { Side, price } from "../lib/market.ts";\n[describe(), Side.Buy, price]',
        "[ 'price 21', 'buy', { value: 21 } ]",
      ],
      ['import * as market from "../lib/market";\nmarket.default()', "price 21"],
      ['import { price as again } from "../lib/market.js";\nagain.value', "21"],
      ['import pools from "../lib/pools";\npools()', "[ 'function', 2 ]"],
      ['import { scale } from "../lib/constants.js";\nscale', "10"],
      ['import { scale as beside } from "./beside";\nbeside', "10"],
      ['import { scale as besideToo } from "./beside.ts";\nbesideToo', "10"],
      [
        'import { version as attributed } from "../package.json" with { type: "json" };\nimport "../lib/constants.js";\nconst text = `\n from "x" with { a: 1 }`;\n[attributed, text.length]',
        "[ '1.2.3', 24 ]",
      ],
      ['import old from "../lib/old.cjs";\nold', "{ old: 1 }"],
      ['import { module } from "../lib/module.mjs";\nmodule', "5"],
      ['import { helper } from "../lib/my.helper";\nhelper', "6"],
      ['import { own } from "../lib/fs";\nown', "function"],
      ['const { price: later } = await import("../lib/market.ts");\nlater.value', "21"],
      ['import { folder as place } from "../lib/market";\nplace', "lib"],
    ];
    for (const [cell, printed] of cells) {
      it(`in ${cell}`, async () => {
        assert.equal((await print(cell)).replaceAll(`${folder}/`, ""), printed);
      });
    }

    it("gives one module, however it is named", async () => {
      assert.equal(
        await print(
          'import { price as a } from "../lib/market.ts";\nimport { price as b } from "../lib/market.js";\na === b',
        ),
        "true",
      );
    });

    it("is reported as something that the cell reads", () => {
      const names = uses.map(({ name }) => name);
      for (const name of ["lib/market.ts", "lib/pools/one.ts", "lib/constants.js"])
        assert.ok(names.includes(name), name);
    });

    it("brings errors with the file's line, and the cell's", async () => {
      const { traceback, line } = await fail('import { fail } from "../lib/market";\n\nfail();');
      assert.deepEqual(
        traceback.map((text) => text.replace(folder, "")),
        ["RangeError: no market", "    at fail (/lib/market.ts:12:9)", "    at cell 1, line 3"],
      );
      assert.equal(line?.number, 3);
    });

    it("of a file that cannot be imported is refused with the file's line, and the cell's", async () => {
      write("lib/awaiting.ts", "export const first = 1;", "export const second = await Promise.resolve(2);");
      write("lib/broken.ts", "export const first = 1;", "export const second = ;");
      write(
        "lib/throwing.ts",
        "export const first = 1;",
        "interface Nothing {}",
        "throw new TypeError('at once');",
      );
      for (const [name, pattern] of [
        ["awaiting", /lib\/awaiting\.ts:2:23: a cell cannot import a file that awaits something/],
        ["broken", /lib\/broken\.ts:2:23: Expression expected\.$/],
        ["throwing", /^at once$/],
      ] as const) {
        const failure = await fail(`// Imports\nimport { first } from "../lib/${name}";\nfirst`);
        assert.match(failure.errorMessage, pattern);
        assert.equal(failure.line?.number, 2, name);
        assert.deepEqual(
          failure.traceback.slice(1).map((text) => text.replace(folder, "")),
          [
            ...(name === "throwing" ? ["    at Object.<anonymous> (/lib/throwing.ts:3:7)"] : []),
            "    at cell 1, line 2",
          ],
        );
      }
    });

    it("is completed and documented", async () => {
      write(
        "lib/documented.ts",
        "/** Counts the jobs. */",
        "export function countJobs(): number { return 1; }",
      );
      await print('import * as documented from "../lib/documented.ts";');
      assert.deepEqual(await kernel.complete("documented.count"), ["countJobs"]);
      assert.match(
        await kernel.inspect("documented.countJobs"),
        /countJobs\(\): number\n\nCounts the jobs\./,
      );
    });

    it("sees files that were changed or made since", async () => {
      write("lib/inner.ts", "export const inner = 1;");
      write("lib/outer.ts", 'import { inner } from "./inner";\nexport const outer = () => inner;');
      const outer = 'import { outer } from "../lib/outer";\nouter()';
      const made = 'import { made } from "../lib/made";\nmade';
      assert.equal(await print(outer), "1");
      assert.match((await fail(made)).errorMessage, /^Cannot find module '\.\.\/lib\/made'/);
      write("lib/inner.ts", "export const inner = 2;");
      write("lib/made.ts", "export const made = 3;");
      for (let tries = 0; tries < 50 && (await print(outer)) !== "2"; tries++) await setTimeout(100);
      assert.equal(await print(outer), "2");
      assert.equal(await print(made), "3");
      rmSync(join(folder, "lib/made.ts"));
    });
  });

  it("fail one after another, each with its own answer, and drop what waits behind", async () => {
    const both = [kernel.execute("throw new Error('first')"), kernel.execute("globalThis.ran = true;")];
    const replies = await Promise.all(both);
    assert.deepEqual(
      replies.map(({ status }) => status),
      ["error", "error"],
    );
    assert.equal(await print("'ran' in globalThis"), "false");
  });
});
