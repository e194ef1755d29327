import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { makeFunctionsVirtual } from "../../../src/keep3r/candidates/makeFunctionsVirtual.ts";

describe("makeFunctionsVirtual", () => {
  const changed: readonly [string, string][] = [
    ["function f() public {}", "function f() virtual public {}"],
    [
      "function f(uint256 a) external override returns (bool) {",
      "function f(uint256 a) virtual external override returns (bool) {",
    ],
    [
      "function f(\n  uint256 a,\n  bool b\n) internal only(a) {",
      "function f(\n  uint256 a,\n  bool b\n) virtual internal only(a) {",
    ],
  ];
  for (const [source, expected] of changed) {
    it(`declares ${JSON.stringify(source)} virtual`, () => {
      assert.equal(makeFunctionsVirtual(source), expected);
      assert.equal(makeFunctionsVirtual(expected), expected, "done twice");
    });
  }

  const kept = [
    "function f() internal virtual returns (bool) {}",
    "function f() private {}",
    "function f() external;",
    "// function f() public {}",
    "/* function f()\n public {} */",
    "constructor() Base() {}",
    "modifier m() { _; }",
    "function(uint256) internal returns (uint256) f;",
  ];
  for (const source of kept) {
    it(`leaves ${JSON.stringify(source)} alone`, () => {
      assert.equal(makeFunctionsVirtual(source), source);
    });
  }

  it("adds that word to V2's sources, and nothing else", () => {
    const files = globSync("node_modules/keep3r-v2/solidity/contracts/**/Keep3r*.sol");
    assert.ok(files.length > 15, `only ${files.length} sources`);
    for (const file of files) {
      const source = readFileSync(file, "utf8");
      const own = makeFunctionsVirtual(source);
      assert.equal(own.replaceAll(/ virtual\b/g, ""), source.replaceAll(/ virtual\b/g, ""), file);
      const functions = source.match(/^ {2}function /gm) ?? [];
      assert.equal((own.match(/\bvirtual\b/g) ?? []).length, functions.length, file);
    }
  });
});
