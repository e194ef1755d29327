import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { castActors, type Cast } from "./actors.ts";
import { readBehaviour } from "./behaviourFile.ts";
import { replayCase } from "./replayCase.ts";

const file = readBehaviour("keep3r-v1-behaviour");

describe("Keep3rV1, compared with what mainnet's answered", () => {
  let cast: Cast;
  let start: { restore(): Promise<void> };
  before(async () => {
    cast = await castActors(file, "kp3r");
    start = await cast.chain.helpers.takeSnapshot();
  });
  beforeEach(async () => {
    await start.restore();
  });

  it("is at mainnet's address, which signatures name", () => {
    assert.equal(cast.addresses.get("kp3r"), file.actors.kp3r?.address);
  });

  for (const each of file.cases) {
    it(each.name, async () => {
      assert.deepEqual(await replayCase(cast, file, each), []);
    });
  }
});
