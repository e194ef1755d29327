import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Notebook } from "../../src/notebook/notebook.ts";
import { openNotebook } from "../../src/notebook/openNotebook.ts";
import { read, send } from "../keep3r/contractCalls.ts";
import { assertFails } from "../support/assertFails.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();

/** Numbers of every kind, from the notebook's own stream and from named ones. */
function drawn({ random }: Notebook): unknown[] {
  const gas = random.stream("gas");
  return [
    random.float(),
    random.integer(1, 6),
    gas.normal(40, 10),
    gas.choice(["a", "b"]),
    random.shuffle([1, 2, 3]),
  ];
}

describe("$.random", () => {
  it("follows from the seed, and moves no address", async () => {
    const [first, second, other] = [
      await openNotebook({ seed: "s" }),
      await openNotebook({ seed: "s" }),
      await openNotebook({ seed: "t" }),
    ];
    const numbers = drawn(first);
    assert.deepEqual(drawn(second), numbers);
    assert.notDeepEqual(drawn(other), numbers);
    assert.notDeepEqual(drawn(first), numbers, "it goes on");
    const untouched = await openNotebook({ seed: "s" });
    assert.equal((await first.newSigner()).address, (await untouched.newSigner()).address);
    // The same on every machine, today and tomorrow.
    assert.equal(untouched.random.integer(0, 10 ** 9), 628_127_531);
    await Promise.all(
      [first, second, other, untouched].map(async ($) => {
        await $.close();
      }),
    );
  });

  it("goes back with a snapshot, and with what was only tried out", async () => {
    const $ = await openNotebook();
    drawn($);
    const snapshot = await $.snapshot();
    const expected = drawn($);
    await $.revert(snapshot);
    assert.deepEqual(drawn($), expected);
    await $.revert(snapshot);
    assert.equal(await $.tryOut(() => drawn($)), "succeeded");
    assert.deepEqual(drawn($), expected);
    await $.close();
  });

  it("goes on from a state file", async () => {
    const $ = await openNotebook({ seed: "kept" });
    drawn($);
    $.random.stream("a").stream("__proto__").float();
    const file = join(folder, "random.chain");
    await $.saveChain(file);
    const again = await openNotebook({ from: file });
    for (let round = 0; round < 3; round += 1) assert.deepEqual(drawn(again), drawn($));
    const deep = (notebook: Notebook): number => notebook.random.stream("a").stream("__proto__").float();
    assert.equal(deep(again), deep($));
    await Promise.all([$.close(), again.close()]);
  });
});

describe("$.revert()", () => {
  it("goes back to snapshots of the user's own only", async () => {
    const $ = await openNotebook();
    await $.keepMoment();
    await assertFails($.revert(), "SNAPSHOT", "There is no snapshot");
    const { number } = await $.block();
    await $.snapshot();
    await $.keepMoment();
    await $.sleep(60);
    await assertFails(
      $.tryOut(async () => {
        await $.sleep(60);
        await $.revert(await $.snapshot());
        throw new TypeError("seen");
      }).catch(async (error: unknown) => {
        assert.match(String(error), /seen/);
        await $.revert();
        assert.equal((await $.block()).number, number);
        await $.revert();
        await $.revert({} as never);
      }),
      "SNAPSHOT",
      "is gone",
    );
    await $.close();
  });
});

describe("a closed notebook", () => {
  it("fails as such, whatever of it is asked", async () => {
    const $ = await openNotebook();
    const sampler = await $.deploy("Sampler");
    const signer = await $.newSigner();
    const snapshot = await $.snapshot();
    $.addViewTrace(sampler, "stored");
    await $.close("the test is over");
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => read(sampler, "stored"),
      () => send(sampler, "store", 1n),
      () => signer.sendTransaction({ to: signer.address }),
      () => $.chain.ethersProvider.getBlockNumber(),
      () => $.chain.provider.request({ method: "eth_chainId" }),
      () => $.connection.provider.request({ method: "eth_chainId" }),
      () => $.connection.networkHelpers.mine(),
      () => $.revert(snapshot),
      () => $.inOneBlock(() => 1),
      () => $.tryOut(() => 1),
      () => $.sleepAndRecord(10, 5),
      () => $.saveChain(join(folder, "closed.chain")),
      () => $.fetch("Sampler", signer.address),
      () => $.backfill(),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().catch((reason: unknown) => reason);
      assert.match(
        String(error),
        /ChainClosedError.* of a chain that is closed: the test is over\./s,
        String(attempt),
      );
    }
  });
});
