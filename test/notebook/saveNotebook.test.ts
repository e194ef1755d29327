import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { openSession } from "../../src/keep3r/openSession.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { saveChain } from "../../src/chain/state/saveChain.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { assertFails } from "../support/assertFails.ts";

const { folder } = temporaryFolder();

describe("$.saveChain", () => {
  let $: Notebook;
  before(async () => {
    $ = await openKeep3rNotebook({ preset: "documentation", seed: "save" });
  });
  after(async () => {
    await $.close();
  });

  it("keeps addresses of contracts, signers and others by name", async () => {
    const file = join(folder, "book.chain");
    const owner = await $.newSigner();
    const wallet = await $.deploy("VestingWallet", [owner, 1, 1]);
    const other = "0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44";
    await $.saveChain(file, { owner, wallet, other: other.toLowerCase() });

    const opened = await openKeep3rNotebook({ from: file });
    const { wallet: address = "" } = opened.addressBook;
    assert.deepEqual(opened.addressBook, { owner: owner.address, wallet: wallet.target, other });
    const found = await opened.fetch("VestingWallet", address);
    assert.equal(await found.getFunction("owner")(), owner.address);
    await opened.close();
  });

  it("refuses to keep what is no address, and writes nothing", async () => {
    const file = join(folder, "wrong.chain");
    await assertFails($.saveChain(file, { job: "the job" }), "INVALID_ARGUMENTS", "job", "the job");
    await assert.rejects(readFile(file), { code: "ENOENT" });
  });

  it("keeps who deploys, and what reverts are called", async () => {
    const file = join(folder, "deployer.chain");
    const sender = await $.newSigner();
    const deployed = await $.deploy("VestingWallet", [sender, 1, 1]);
    await $.saveChain(file);
    const opened = await openKeep3rNotebook({ from: file });
    const anywhere = opened.chain.contracts.interfaceOfError("0x118cdaa7");
    assert.equal(anywhere?.getError("0x118cdaa7")?.name, "OwnableUnauthorizedAccount");
    const next = async (notebook: Notebook): Promise<unknown> =>
      (await notebook.deploy("VestingWallet", [sender.address, 1, 1])).target;
    const expected = await next($);
    assert.notEqual(expected, deployed.target);
    assert.equal(await next(opened), expected);
    await opened.close();
  });

  it("can be used inside of an action, and does not disturb the scenario", async () => {
    const file = join(folder, "inside.chain");
    $.resetTraces();
    $.addViewTrace(await $.fetch("Keep3rV1", $.addressBook.other ?? ""), "totalSupply");
    const rows = await $.sleepAndExecute(100, 10, () => $.saveChain(file), 50);
    const opened = await openKeep3rNotebook({ from: file });
    assert.deepEqual(opened.recording.rows, rows);
    assert.deepEqual(await opened.block(), await $.block());
    await opened.close();
  });

  it("does not let a run's parameter pass unnoticed that asks for another Keep3r V2", async () => {
    const file = join(folder, "parameter.chain");
    await $.saveChain(file);
    process.env.SIMULATION_PARAMETERS = JSON.stringify({ keep3r: "Keep3rSlowInflation" });
    try {
      await assertFails(openKeep3rNotebook({ from: file }), "INVALID_ARGUMENTS", "another keep3r");
    } finally {
      delete process.env.SIMULATION_PARAMETERS;
    }
  });

  it("leaves a file that has a chain alone to a notebook without traces", async () => {
    const file = join(folder, "alone.chain");
    await saveChain($.chain, file);
    const opened = await openKeep3rNotebook({ from: file });
    assert.deepEqual(opened.recording.series, []);
    assert.deepEqual(await opened.block(), await $.block());
    await opened.close();
    const chain = await openKeep3rChain(file);
    await chain.close();
  });
});

describe("openSession of a file", () => {
  const file = join(folder, "session.chain");
  before(async () => {
    const { $, keep3r } = await openSession({ preset: "documentation", seed: "file" });
    $.addViewTrace(keep3r.uniswapPool, "slot0", [], { name: "tick", pick: "tick" });
    await $.sleepAndRecord(3_600, 600);
    await $.saveChain(file);
  });
  after(async () => {
    await (await openSession({ from: file })).$.close();
  });

  it("finds the keeper, the traces and the recording, and lets no time pass", async () => {
    const before = await openSession({ preset: "documentation", seed: "file" });
    const { address } = before.keep3r.keeper;
    const { $, keep3r } = await openSession({ from: file });
    assert.equal(keep3r.keeper.address, address);
    assert.deepEqual([...(await keep3r.v2.keepers())], [address]);
    assert.equal($.recording.rows.length, 7);
    assert.equal((await $.block()).timestamp, $.recording.rows.at(-1)?.time);
  });

  it("goes back to the saved moment the next time, recording included", async () => {
    const first = await openSession({ from: file });
    await first.$.sleepAndRecord(600, 600);
    first.$.resetTraces();
    const second = await openSession({ from: file });
    assert.equal(second.$, first.$);
    assert.equal(second.$.recording.rows.length, 7);
  });

  it("opens the file anew if it has been written anew", async () => {
    const first = await openSession({ from: file });
    await first.$.sleep(1_000);
    await first.$.saveChain(file);
    const { timestamp } = await first.$.block();
    const second = await openSession({ from: file });
    assert.notEqual(second.$, first.$);
    assert.equal((await second.$.block()).timestamp, timestamp);
  });
});
