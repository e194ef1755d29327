import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import type { Contract } from "ethers";
import { readGasPriceForBaseFee } from "../../src/chain/baseFeeCalls.ts";
import { openNotebook } from "../../src/notebook/openNotebook.ts";

describe("a contract that reads the base fee", () => {
  let $: Awaited<ReturnType<typeof openNotebook>>;
  let data: Contract;
  before(async () => {
    $ = await openNotebook();
    data = await $.deploy("BaseFeeData");
  });
  after(() => $.close());

  it("is told it, and returns text and code that look like it as they are", async () => {
    const reader = await $.chain.contracts.readArtifact("BaseFeeReader");
    await $.sleep(12);
    const { baseFee } = await $.block();
    assert.equal(await data.getFunction("baseFee").staticCall(), baseFee);
    assert.ok(baseFee > 0n);
    const text = String(await data.getFunction("text").staticCall());
    assert.match(text, /^Horses Have Hooves: H{74}$/);
    assert.equal(await data.getFunction("codeOfReader").staticCall(), reader.bytecode);
  });

  it("has its base fee's place changed and nothing else", async () => {
    const code = await $.chain.ethersProvider.getCode(data);
    const changed = readGasPriceForBaseFee(code) ?? "";
    const places = [...code.matchAll(/../g)].flatMap(({ 0: byte, index }) =>
      byte === changed.slice(index, index + 2) ? [] : [byte, changed.slice(index, index + 2)],
    );
    assert.deepEqual(places, ["48", "3a"]);
  });

  it("is not one whose data only looks like it", () => {
    const factory = JSON.parse(
      readFileSync(
        new URL(
          "../../node_modules/@sushiswap/sushiswap/deployments/ethereum/UniswapV2Factory.json",
          import.meta.url,
        ),
        "utf8",
      ),
    ) as { readonly bytecode: string };
    assert.match(factory.bytecode, /48/);
    assert.equal(readGasPriceForBaseFee(factory.bytecode), undefined);
  });

  it("is found in Vyper's code, which jumps by a table behind it", () => {
    const code = (mark: string): string => `0x5f3560e01c5f5600005b4800${mark}`;
    assert.equal(readGasPriceForBaseFee(code("")), undefined);
    const trailer = Buffer.from("\x65vyper\x83\x00\x04\x00").toString("hex");
    assert.equal(readGasPriceForBaseFee(code(trailer)), code(trailer).replace("5b48", "5b3a"));
  });
});
