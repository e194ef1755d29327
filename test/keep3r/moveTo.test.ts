import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { parseEther } from "ethers";
import { createRandom } from "../../src/common/random.ts";
import { agentActions } from "../../src/ensemble/agents/agentActions.ts";
import { drawPath } from "../../src/ensemble/market/drawPath.ts";
import { stepPath } from "../../src/ensemble/market/plainPaths.ts";
import { arbitrageur, carefulKeeper, leavingProvider } from "../../src/keep3r/agents.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import { valueAt } from "../../src/recorder/path.ts";
import { time } from "../../src/common/time.ts";

const hour = time(1, "hours");

describe("the market of KP3R", () => {
  let $: Notebook;
  let keep3r: Keep3r;
  let start: Snapshot;

  before(async () => {
    // Liquidity of two ranges, which a move has to cross.
    $ = await openKeep3rNotebook({ preset: "mainnet-13232191" });
    keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    start = await $.snapshot();
  });
  beforeEach(async () => {
    await $.revert(start);
  });
  after(async () => {
    await $.close();
  });

  const near = (actual: number, expected: number, part: number): void => {
    assert.ok(Math.abs(actual / expected - 1) <= part, `${actual} is not within ${part} of ${expected}`);
  };

  it("moves the pool to a price, down and up and across the ends of liquidity", async () => {
    for (const price of [0.1, 0.1001, 0.35, 0.02, 0.14]) {
      const before = await keep3r.spotPrice();
      const { kp3r, weth } = await keep3r.moveTo(price);
      near(await keep3r.spotPrice(), price, 1e-12);
      assert.deepEqual([kp3r > 0n, weth > 0n], price < before ? [true, false] : [false, true]);
    }
  });

  it("takes what the pool's liquidity asks for: between the prices of both ends, and the fee", async () => {
    const before = await keep3r.spotPrice();
    const { kp3r, weth } = await keep3r.moveTo(before * 0.99);
    near(-Number(weth) / Number(kp3r), before * Math.sqrt(0.99) * 0.99, 1e-6);
    const still = await keep3r.moveTo(await keep3r.spotPrice());
    assert.deepEqual(still, { kp3r: 0n, weth: 0n });
  });

  it("goes back with a snapshot, trader and all", async () => {
    const first = await keep3r.moveTo(0.05);
    await $.revert(start);
    const signer = await $.chain.newSigner();
    assert.deepEqual(await keep3r.moveTo(0.05), first);
    assert.equal(await keep3r.v1.balanceOf(signer), 0n);
  });

  it("refuses a price that no pool can have", async () => {
    for (const price of [0, -1, Number.NaN, Infinity, 1e60])
      await assert.rejects(keep3r.moveTo(price), { code: "INVALID_ARGUMENTS", message: /price/ });
  });

  it("follows a path in a scenario, from its first value on", async () => {
    const path = stepPath([
      { at: 0, value: 0.13 },
      { at: 5 * hour, value: 0.1 },
      { at: 9 * hour, value: 0.16 },
    ]);
    const { timestamp } = await $.block();
    const follow = await $.follow(path, 2 * hour, (price) => keep3r.moveTo(price));
    near(await keep3r.spotPrice(), 0.13, 1e-12);
    $.addScriptTrace("price", () => keep3r.spotPrice());
    await $.sleepAndExecute(12 * hour, hour, [follow]);
    const prices = $.recording.rows.map((row) => [row.time - timestamp, row.values.price] as const);
    const after = (hours: number) => prices.findLast(([at]) => at < hours * hour + 600)?.[1];
    for (const [hours, price] of [
      [2, 0.13],
      [5, 0.13],
      [6, 0.1],
      [9, 0.1],
      [10, 0.16],
      [12, 0.16],
    ] as const)
      near(Number(after(hours)), price, 1e-12);
    await assert.rejects(
      $.follow({ times: [], values: [] }, hour, () => 0),
      { code: "INVALID_ARGUMENTS" },
    );
    await assert.rejects(
      $.follow(path, 0.5, () => 0),
      { code: "INVALID_TIME" },
    );
  });

  it("has an arbitrageur who keeps the pool at a path, to within the fee", async () => {
    const process = { kind: "brownian", start: await keep3r.spotPrice(), volatility: 0.08 } as const;
    const market = drawPath(process, { span: 60 * hour, every: hour }, createRandom("market"));
    const agent = { name: "arbitrageur", every: hour, decide: arbitrageur(keep3r, market) };
    $.addScriptTrace("price", () => keep3r.spotPrice());
    const { timestamp } = await $.block();
    await $.sleepAndExecute(60 * hour, hour, await agentActions($.chain, [agent], createRandom("7")));
    const { rows, events } = $.recording;
    // After each turn, up to the next.
    const turns = rows.filter(({ time: at }) => (at - timestamp) % hour > 0);
    let atEdge = 0;
    for (const { time: at, values } of turns) {
      const off = Number(values.price) / valueAt(market, at - timestamp);
      assert.ok(off > 0.99 - 1e-9 && off < 1 / 0.99 + 1e-9, `${off} of the market's price`);
      if (Math.abs(off - 0.99) < 1e-9 || Math.abs(off - 1 / 0.99) < 1e-9) atEdge += 1;
    }
    assert.equal(atEdge, events.length);
    assert.ok(events.length > 10 && events.length < 60, String(events.length));
    assert.ok(events.every(({ kind, group }) => kind === "action" && group === "arbitrageur"));
  });

  it("has a keeper who works only while the pay exceeds the gas, and an LP that leaves when the price falls", async () => {
    const owner = await $.chain.newSigner();
    const job = await keep3r.createJob(owner);
    const { minted } = await keep3r.mintLiquidity(owner, { kp3r: parseEther("40"), weth: parseEther("40") });
    await keep3r.addLiquidity(job, owner, minted);
    const { keeper } = keep3r;
    const agents = [
      {
        name: "Ada",
        every: 12 * hour,
        decide: carefulKeeper(keep3r, { keeper, call: job.connect(keeper).work }),
      },
      { name: "owner", every: 6 * hour, decide: leavingProvider(keep3r, job, owner, 0.05) },
    ];
    // KP3R halves on day 9: what a call pays follows the average of five days, so that it is worth half for a while.
    const fall = { name: "fall", run: () => keep3r.moveTo(0.04), every: 9 * 24 * hour };
    const actions = [...(await agentActions($.chain, agents, createRandom("7"))), fall];
    const { timestamp } = await $.block();
    await $.sleepAndExecute(time(26, "days"), 6 * hour, actions);
    const deeds = $.recording.events.map(({ group, name, time: at }) => ({
      group,
      name,
      day: (at - timestamp) / 24 / hour,
    }));
    const works = deeds.filter(({ group }) => group === "Ada");
    assert.deepEqual(new Set(works.map(({ name }) => name)), new Set(["work"]));
    assert.ok(
      works.some(({ day }) => day > 5 && day < 9),
      JSON.stringify(works),
    );
    assert.ok(!works.some(({ day }) => day > 9.1 && day < 13), JSON.stringify(works));
    const [unbond, leave, ...rest] = deeds.filter(({ group }) => group === "owner");
    assert.deepEqual([unbond?.name, leave?.name, rest], ["unbond liquidity", "leave the pool", []]);
    assert.ok(
      Math.abs((unbond?.day ?? 0) - 9.25) < 0.3 && Math.abs((leave?.day ?? 0) - 23.5) < 0.3,
      JSON.stringify(leave),
    );
    assert.equal(await keep3r.pool.balanceOf(owner), 0n);
    assert.ok((await keep3r.v1.balanceOf(owner)) > 0n);
  });
});
