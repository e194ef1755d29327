import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { InvalidParameterError } from "../../../src/notebook/errors.ts";
import { parameter, parametersVariable } from "../../../src/notebook/kernel/parameter.ts";

function given(parameters: Record<string, string>): void {
  process.env[parametersVariable] = JSON.stringify(parameters);
}

describe("parameter", () => {
  afterEach(() => {
    Reflect.deleteProperty(process.env, parametersVariable);
  });

  it("is the default when nothing is given", () => {
    assert.equal(parameter("weeks", 3), 3);
    given({ other: "5" });
    assert.equal(parameter("weeks", 3), 3);
  });

  it("is read as what the default is", () => {
    given({
      weeks: " 2.5e1 ",
      amount: "1000000000000000000001",
      mask: "0xff",
      draw: "false",
      name: " as it is ",
    });
    assert.equal(parameter("weeks", 3), 25);
    assert.equal(parameter("amount", 1n), 1_000_000_000_000_000_000_001n);
    assert.equal(parameter("mask", 1n), 255n);
    assert.equal(parameter("draw", true), false);
    assert.equal(parameter("name", "x"), " as it is ");
  });

  const unreadable: [value: string, read: () => unknown, kind: string][] = [
    ["three", () => parameter("p", 3), "number"],
    ["", () => parameter("p", 3), "number"],
    ["Infinity", () => parameter("p", 3), "number"],
    ["1.5", () => parameter("p", 3n), "bigint"],
    ["yes", () => parameter("p", true), "boolean"],
  ];
  for (const [value, read, kind] of unreadable) {
    it(`names the value ${JSON.stringify(value)} that is not a ${kind}`, () => {
      given({ p: value });
      assert.throws(read, (error) => {
        assert.ok(error instanceof InvalidParameterError);
        assert.match(error.message, new RegExp(`^Parameter p is "${value}", which is not a ${kind}`));
        assert.match(error.hint, /--set p=/);
        return true;
      });
    });
  }

  it("refuses an environment variable that holds no object", () => {
    for (const json of ["[1]", "{", "3"]) {
      process.env[parametersVariable] = json;
      assert.throws(() => parameter("p", 3), InvalidParameterError);
    }
  });
});
