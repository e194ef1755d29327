import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { type BaseContract, Interface, type Result, toQuantity } from "ethers";
import { read, send, TestChain } from "../../support/testChain.ts";

const nowhere = "0x0000000000000000000000000000000000002002";
const batchAddress = "0x0000000000000000000000000000000000003003";

interface View {
  readonly target: string;
  readonly data: string;
}

describe("ViewBatch", () => {
  let chain: TestChain;
  let sampler: BaseContract & { readonly address: string };
  let batch: Interface;
  let code: string;

  before(async () => {
    chain = await TestChain.create();
    const signer = await chain.newSigner();
    sampler = await chain.deploy("Sampler", [], signer);
    await send(sampler, signer, "store", 42n);
    const { artifacts } = (await import("hardhat")).default;
    const artifact = await artifacts.readArtifact("ViewBatch");
    batch = new Interface(artifact.abi);
    code = artifact.deployedBytecode;
  });

  const view = (name: string, ...args: unknown[]): View => ({
    target: sampler.address,
    data: sampler.interface.encodeFunctionData(name, args),
  });

  async function readBatch(
    views: readonly View[],
    options: { readonly block?: number; readonly gas?: number } = {},
  ): Promise<{ success: boolean; data: string }[]> {
    const answer = (await chain.provider.request({
      method: "eth_call",
      params: [
        {
          to: batchAddress,
          data: batch.encodeFunctionData("read", [views]),
          gas: toQuantity(options.gas ?? 30_000_000),
        },
        options.block === undefined ? "latest" : toQuantity(options.block),
        { [batchAddress]: { code } },
      ],
    })) as string;
    const [results] = batch.decodeFunctionResult("read", answer) as unknown as [Result[]];
    return results.map((result) => ({
      success: result.getValue("success") as boolean,
      data: result.getValue("data") as string,
    }));
  }

  it("reads what single calls read, in order", async () => {
    const views = [
      view("small"),
      view("large"),
      view("tick"),
      view("lowest"),
      view("enabled"),
      view("label"),
      view("value()"),
      view("value(uint256)", 8),
      view("position"),
      view("pair"),
      view("list", 5),
      view("timestamp"),
    ];
    const single = await Promise.all(
      views.map(({ target: to, data }): Promise<unknown> =>
        chain.provider.request({ method: "eth_call", params: [{ to, data }, "latest"] }),
      ),
    );
    const expected = single.map((data) => ({ success: true, data }));
    assert.deepEqual(await readBatch(views), expected);
  });

  it("leaves no code behind", async () => {
    await readBatch([view("small")]);
    assert.equal(await chain.ethers.provider.getCode(batchAddress), "0x");
  });

  it("reads the state and the time of the block that is asked for", async () => {
    const signer = await chain.newSigner();
    const block = await chain.ethers.provider.getBlockNumber();
    const time = await chain.now();
    await send(sampler, signer, "store", 43n);
    const word = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;
    assert.deepEqual(await readBatch([view("stored"), view("timestamp")], { block }), [
      { success: true, data: word(42n) },
      { success: true, data: word(BigInt(time)) },
    ]);
    assert.deepEqual(await readBatch([view("stored")]), [{ success: true, data: word(43n) }]);
  });

  it("tells a view that reverts from a target without code, and stops at neither", async () => {
    const [reverted, nested, missing, last] = await readBatch([
      view("unavailable", 7),
      view("unavailableBelow", 8),
      { target: nowhere, data: "0x12345678" },
      view("small"),
    ]);
    assert.deepEqual(reverted, {
      success: false,
      data: sampler.interface.encodeErrorResult("Unavailable", [7, batchAddress]),
    });
    assert.deepEqual(nested, {
      success: false,
      data: sampler.interface.encodeErrorResult("Unavailable", [8, sampler.address]),
    });
    assert.deepEqual(missing, { success: true, data: "0x" });
    assert.equal(last?.success, true);
    assert.equal(BigInt(last.data), await read(sampler, "small"));
  });

  it("outlives views that consume all the gas they are given", async () => {
    const results = await readBatch([view("bottomless"), view("bottomless"), view("list", 1_000)]);
    assert.deepEqual(
      results.map(({ success }) => success),
      [false, false, true],
    );
    assert.equal(results[0]?.data, "0x");
  });

  it("lets every view have the gas of a single call", async () => {
    const count = 100;
    const views = Array.from({ length: count }, () => view("bottomless"));
    const last = view("list", 10_000);
    const results = await readBatch([...views, last], { gas: 30_000_000 * (count + 1) });
    assert.equal(results.at(-1)?.success, true);
  });

  it("reads nothing when asked for nothing", async () => {
    assert.deepEqual(await readBatch([]), []);
  });

  it("is small enough to travel with every call", () => {
    assert.ok((code.length - 2) / 2 <= 1_200, `${String((code.length - 2) / 2)} bytes`);
  });
});
