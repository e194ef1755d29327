import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { parametersVariable } from "../../src/notebook/kernel/parameter.ts";
import { withParameters } from "../../src/notebook/withParameters.ts";

describe("withParameters", () => {
  afterEach(() => {
    Reflect.deleteProperty(process.env, parametersVariable);
  });

  function given(parameters: Readonly<Record<string, string>>): void {
    process.env[parametersVariable] = JSON.stringify(parameters);
  }

  it("takes Keep3r V2, market and seed from the run where the notebook says nothing", () => {
    given({ keep3r: "Keep3rLongMemory", preset: "mainnet-13232191", seed: "a", weeks: "3" });
    assert.deepEqual(withParameters({}), {
      keep3r: "Keep3rLongMemory",
      preset: "mainnet-13232191",
      seed: "a",
    });
    assert.deepEqual(withParameters({ preset: "documentation", keep3r: "Keep3r", seed: "b" }), {
      keep3r: "Keep3r",
      preset: "documentation",
      seed: "b",
    });
  });

  it("adds no market and no seed that nobody asked for, and nothing at all to a state file", () => {
    assert.deepEqual(Object.keys(withParameters({})), ["keep3r"]);
    assert.deepEqual(withParameters({ from: "set-up.chain" }), { from: "set-up.chain" });
  });
});
