import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseExactly } from "../../src/rpc/exactJson.ts";
import { requestKey } from "../../src/rpc/requestKey.ts";

describe("requestKey", () => {
  it("is one however a client writes addresses, slots and fields", () => {
    const key = requestKey({ method: "eth_getStorageAt", params: ["0xabcd", "0x5", "0x14"] });
    assert.equal(key, 'eth_getStorageAt ["0xabcd","0x5","0x14"]');
    const padded = `0x${"5".padStart(64, "0")}`;
    assert.equal(requestKey({ method: "eth_getStorageAt", params: ["0xABCD", padded, "0x14"] }), key);
    assert.equal(
      requestKey({ method: "eth_call", params: [{ to: "0xA", data: "0xB" }, "latest"] }),
      requestKey({ method: "eth_call", params: [{ data: "0xb", to: "0xa" }, "latest"] }),
    );
    assert.equal(
      requestKey({ method: "eth_getStorageAt", params: ["0xa", "0x00", "0x1"] }),
      'eth_getStorageAt ["0xa","0x0","0x1"]',
    );
  });

  it("does not depend on the order of fields, at any depth", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (params) => {
        const key = requestKey({ method: "m", params });
        assert.equal(requestKey({ method: "m", params: params.map(reversed) }), key);
        assert.match(key, /^m \[[^\n\t]*\]$/);
      }),
    );
  });

  it("tells apart what differs in more than the case of hex digits", () => {
    const params = fc.array(fc.jsonValue().filter((value) => !JSON.stringify(value).includes("0x")));
    fc.assert(
      fc.property(params, params, (a, b) => {
        const same = requestKey({ method: "m", params: a }) === requestKey({ method: "m", params: b });
        assert.equal(same, JSON.stringify(a.map(sorted)) === JSON.stringify(b.map(sorted)));
      }),
    );
    for (const [a, b] of [
      ["latest", "LATEST"],
      ["0x1", "0x01"],
      ["0x1", 1],
      [null, "null"],
      [[], {}],
      ["0xAg", "0xag"],
    ]) {
      assert.notEqual(requestKey({ method: "m", params: [a] }), requestKey({ method: "m", params: [b] }));
    }
  });
});

describe("parseExactly", () => {
  it("keeps what JSON.stringify would write in another way", () => {
    for (const text of [
      "-0",
      "1.0",
      "1e5",
      "[1.50]",
      '{"a":12345678901234567890}',
      '{"a":[1E+2,{"b":-0.0}]}',
      '"1.0"',
    ]) {
      assert.equal(JSON.stringify(parseExactly(text)), text);
    }
  });

  it("keeps any number", () => {
    const number = fc.tuple(
      fc.constantFrom("", "-"),
      fc.stringMatching(/^(0|[1-9]\d{0,30})$/),
      fc.stringMatching(/^(\.\d{1,9})?([eE][+-]?\d{1,3})?$/),
    );
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const text = `[${numbers.map((parts) => parts.join("")).join(",")}]`;
        assert.equal(JSON.stringify(parseExactly(text)), text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  return rebuilt(value, (fields) => fields.reverse(), reversed);
}

function sorted(value: unknown): unknown {
  return rebuilt(value, (fields) => fields.sort(([a], [b]) => (a < b ? -1 : 1)), sorted);
}

type Fields = [string, unknown][];

function rebuilt(
  value: unknown,
  order: (fields: Fields) => Fields,
  each: (value: unknown) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map(each);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(order(Object.entries(value)).map(([name, field]) => [name, each(field)]));
}
