import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { castActors, type Cast } from "./actors.ts";
import { readBehaviour } from "./behaviourFile.ts";
import { replayCase } from "./replayCase.ts";

const file = readBehaviour("keep3r-v1-proxy-behaviour");

describe("Keep3rV1Proxy, compared with what mainnet's answered", () => {
  let cast: Cast;
  let start: { restore(): Promise<void> };
  before(async () => {
    cast = await castActors(file, "proxy");
    start = await cast.chain.helpers.takeSnapshot();
  });
  beforeEach(async () => {
    await start.restore();
  });

  for (const each of file.cases.filter(({ only }) => only === undefined)) {
    it(each.name, async () => {
      assert.deepEqual(await replayCase(cast, file, each), []);
    });
  }

  it("has no sendDust: only the second proxy has it, 0x976b…, and ours is the first, 0xFC48…", async () => {
    const others = file.cases.filter(({ only }) => only !== undefined);
    assert.deepEqual(
      others.map(({ name, only }) => [name, only]),
      [["sendDust", "976b"]],
    );
    const { provider, ethers } = cast.chain;
    const data = cast.interfaces
      .get("proxy")
      ?.encodeFunctionData("sendDust", [cast.addresses.get("kp3r"), 0n, cast.addresses.get("alice")]);
    const call = { from: cast.addresses.get("pgov"), to: cast.addresses.get("proxy"), data };
    await assert.rejects(provider.request({ method: "eth_call", params: [call, "latest"] }), { data: "0x" });
    const artifact = await ethers.getContractFactory("Keep3rV1Proxy");
    assert.equal(artifact.interface.getFunction("sendDust"), null);
  });
});
