import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Interface } from "ethers";
import type { Chain } from "../../src/chain/chain.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { decodeRevert, describeDecoded } from "../../src/chain/decodeRevert.ts";
import type { Revert } from "../../src/chain/failure/reason.ts";

const abi = new Interface([
  "error Empty()",
  "error Unnamed(uint256, string)",
  "error Nested(tuple(int24 tick, address[] owners) position, bool[2] flags)",
  "error Error(string reason)",
  "error Panic(uint256 code)",
]);
const owner = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2";

describe("decodeRevert", () => {
  let chain: Chain;
  before(async () => {
    chain = await openKeep3rChain();
    chain.contracts.learnErrors(abi);
  });
  after(async () => {
    await chain.close();
  });

  const cases: readonly [string, string, Revert, string][] = [
    ["no data", "0x", { name: "revert", args: {} }, "no reason"],
    [
      "words",
      abi.encodeErrorResult("Error", ['too "late"']),
      { name: "Error", args: { reason: 'too "late"' } },
      '"too \\"late\\""',
    ],
    [
      "a panic",
      abi.encodeErrorResult("Panic", [17n]),
      { name: "Panic", args: { code: 17n } },
      "Panic(code: 17), 0x11: arithmetic overflow or underflow",
    ],
    [
      "a panic that Solidity does not have",
      abi.encodeErrorResult("Panic", [255n]),
      { name: "Panic", args: { code: 255n } },
      "Panic(code: 255), 0xff: of no meaning that Solidity knows",
    ],
    ["a custom error", abi.encodeErrorResult("Empty"), { name: "Empty", args: {} }, "Empty()"],
    [
      "arguments without names",
      abi.encodeErrorResult("Unnamed", [5n, "x"]),
      { name: "Unnamed", args: { arg0: 5n, arg1: "x" } },
      'Unnamed(arg0: 5, arg1: "x")',
    ],
    [
      "nested arguments",
      abi.encodeErrorResult("Nested", [{ tick: -5, owners: [owner] }, [true, false]]),
      { name: "Nested", args: { position: { tick: -5n, owners: [owner] }, flags: [true, false] } },
      `Nested(position: (tick: -5, owners: ["${owner}"]), flags: [true, false])`,
    ],
    [
      "an error that nobody knows",
      "0x12345678",
      { name: "revert", args: { data: "0x12345678" } },
      "unknown data 0x12345678",
    ],
    [
      "a known error whose arguments are cut off",
      abi.encodeErrorResult("Unnamed", [5n, "x"]).slice(0, 74),
      { name: "revert", args: { data: abi.encodeErrorResult("Unnamed", [5n, "x"]).slice(0, 74) } },
      `unknown data ${abi.encodeErrorResult("Unnamed", [5n, "x"]).slice(0, 74)}`,
    ],
  ];
  for (const [what, data, decoded, words] of cases) {
    it(`tells ${what}`, () => {
      assert.deepEqual(decodeRevert(chain.contracts, data), decoded);
      assert.equal(describeDecoded(decodeRevert(chain.contracts, data)), words);
    });
  }
});
