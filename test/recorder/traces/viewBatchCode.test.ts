import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { viewBatchCode } from "../../../src/recorder/traces/viewBatchCode.ts";

describe("viewBatchCode", () => {
  it("is the code that the build makes of ViewBatch.sol", async () => {
    const file = new URL("../../../artifacts/contracts/traces/ViewBatch.sol/ViewBatch.json", import.meta.url);
    const artifact = JSON.parse(await readFile(file, "utf8")) as { deployedBytecode: string };
    assert.equal(viewBatchCode, artifact.deployedBytecode);
  });
});
