import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { AbiCoder, keccak256, parseEther, toBeHex } from "ethers";
import deployment from "keep3r-v2/deployments/mainnet/Keep3r.json" with { type: "json" };
import { presets } from "../../src/keep3r/network/presets.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import type { GasBurningJob } from "../../src/keep3r/contracts/GasBurningJob.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import { keep3rInvariants } from "../../src/keep3r/invariants.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import type { InvariantSample } from "../../src/recorder/invariantSample.ts";
import type { RecordedEvent } from "../../src/recording/recording.ts";
import { time } from "../../src/common/time.ts";
import { assertFails } from "../support/assertFails.ts";

const P = time(5, "days");
const kp3r = { decimals: 18, unit: "KP3R" };

/** How the deployed contract lays out its storage, as its compiler said. */
const layout: { readonly storage: readonly { readonly label: string; readonly slot: string }[] } =
  deployment.storageLayout;

/** A job with liquidity, as notebook 01 has it, with the protocol's invariants watched. */
interface Setting {
  readonly $: Notebook;
  readonly keep3r: Keep3r;
  readonly job: GasBurningJob;
  readonly provider: SimulatedSigner;
  readonly funded: Snapshot;
}

async function prepare(preset: string): Promise<Setting> {
  const $ = await openKeep3rNotebook({ preset });
  const keep3r = await connectKeep3r($.chain);
  await keep3r.setup();
  const provider = await $.newSigner();
  const ten = parseEther("10");
  const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
  const job = await keep3r.createJob(provider);
  await keep3r.addLiquidity(job, provider, minted);
  $.addViewTrace(keep3r.v2, "totalJobCredits", job, kp3r);
  $.addViewTrace(keep3r.v2, "jobLiquidityCredits", job, kp3r);
  $.addViewTrace(keep3r.v2, "jobPeriodCredits", job, kp3r);
  $.addInvariants(keep3rInvariants(keep3r, job));
  return { $, keep3r, job, provider, funded: await $.snapshot() };
}

/** Notebook 01's scenarios, from the moment at which the job is funded. */
const scenarios: Readonly<Record<string, (setting: Setting) => Promise<unknown>>> = {
  "credit mining without working": async ({ $ }) => await $.sleepAndRecord(3 * P, time(4, "hours")),
  "credit mining while the price moves": async ({ $, keep3r }) => {
    const trader = await $.newSigner();
    const sell = (): unknown => keep3r.sellMintedKp3r(trader, parseEther("1000"));
    await $.sleepAndExecute(3 * P, time(12, "hours"), sell, time(2, "days"));
  },
  "balanced work": async ({ $, keep3r, job }) => {
    const worker = job.connect(keep3r.keeper);
    await $.sleep(P);
    await $.sleepAndExecute(4 * P, time(4, "hours"), () => worker.workHard(2), time(36, "hours"));
  },
  "balanced work while the price moves": async ({ $, keep3r, job, provider }) => {
    const worker = job.connect(keep3r.keeper);
    await $.sleep(P);
    await $.sleepAndExecute(4 * P, time(4, "hours"), [
      { name: "work", every: time(36, "hours"), run: () => worker.workHard(2) },
      { every: time(36, "hours"), run: () => keep3r.sellMintedKp3r(provider, parseEther("300")) },
    ]);
  },
  "intense work": async ({ $, keep3r, job }) => {
    const worker = job.connect(keep3r.keeper);
    await $.sleep(P);
    await $.sleepToNextPeriod(P);
    const actions = [{ name: "work", every: time(12, "hours"), run: () => worker.workHard(3) }];
    await $.sleepAndExecute(2 * P, time(4, "hours"), actions, { onRevert: "record" });
  },
  "maximum credit spending": async ({ $, keep3r, job }) => {
    const worker = job.connect(keep3r.keeper);
    await $.sleepToNextPeriod(P);
    const actions = [{ name: "work", every: 1.8 * P, run: () => worker.workHard(25) }];
    await $.sleepAndExecute(1.9 * P, time(4, "hours"), actions, { onRevert: "record" });
    await $.sleepAndExecute(1.9 * P, time(4, "hours"), actions, { onRevert: "record" });
    await $.sleepAndRecord(P, time(4, "hours"));
  },
  "running dry": async ({ $, keep3r, job }) => {
    const worker = job.connect(keep3r.keeper);
    await $.sleep(P);
    await $.sleepToNextPeriod(P);
    const actions = [{ name: "work", every: time(12, "hours"), run: () => worker.workHard(8) }];
    await $.sleepAndExecute(2 * P, time(4, "hours"), actions, { onRevert: "record" });
    assert.ok($.recording.events.some(({ name }) => name === "InsufficientFunds"));
  },
  "removing liquidity": async ({ $, keep3r, job, provider }) => {
    await $.sleepToNextPeriod(P);
    const owner = keep3r.v2.connect(provider);
    const unbondOne = (): unknown => owner.unbondLiquidityFromJob(job, keep3r.pool, parseEther("1"));
    const actions = [{ name: "unbond", every: P, run: unbondOne }];
    await $.sleepAndExecute(2 * P, time(4, "hours"), actions, { onRevert: "record" });
    await $.sleepAndRecord(P, time(4, "hours"));
  },
};

for (const { name: preset } of presets) {
  describe(`the protocol's invariants on the preset ${preset}`, () => {
    let setting: Setting;
    before(async () => {
      setting = await prepare(preset);
    });
    after(async () => {
      await setting.$.close();
    });
    beforeEach(async () => {
      await setting.$.revert(setting.funded);
    });

    for (const [name, run] of Object.entries(scenarios)) {
      it(`hold in the scenario ${name}`, async () => {
        await run(setting);
        const { rows, events } = setting.$.recording;
        assert.ok(rows.length > 20);
        assert.ok(!events.some(({ kind }) => kind === "violation"));
      });
    }
  });
}

describe("keep3rInvariants", () => {
  let setting: Setting;
  before(async () => {
    setting = await prepare("documentation");
  });
  after(async () => {
    await setting.$.close();
  });
  beforeEach(async () => {
    await setting.$.revert(setting.funded);
  });

  const violations = (): RecordedEvent[] =>
    setting.$.recording.events.filter(({ kind }) => kind === "violation");

  it("find a claim that is wrong at the moment from which on it is", async () => {
    const { $, keep3r, job } = setting;
    // An idle job's total passes one period's credits as soon as its first full period has been credited.
    $.addInvariant("total within one period", async ({ read }) => {
      const [total, period] = await Promise.all([
        read(keep3r.v2, "totalJobCredits", job),
        read(keep3r.v2, "jobPeriodCredits", job),
      ]);
      return total <= period || `total ${String(total)}, period credits ${String(period)}`;
    });
    const fundedAt = Number(await keep3r.v2.rewardedAt(job));
    const error = await assertFails(
      $.sleepAndRecord(3 * P, time(4, "hours")),
      "INVARIANT_VIOLATED",
      "total within one period",
      /total \d+, period credits \d+/,
    );
    const { rows } = $.recording;
    const wrong = rows.find(
      ({ values }) => BigInt(values.totalJobCredits ?? 0) > BigInt(values.jobPeriodCredits ?? 0),
    );
    assert.ok(wrong);
    assert.ok(wrong.time > fundedAt + P && wrong.time - fundedAt - P <= time(4, "hours"));
    assert.deepEqual(
      violations().map((event) => [event.name, event.time, event.block]),
      [["total within one period", wrong.time, wrong.block]],
    );
    assert.ok(error.shortMessage.includes(new Date(wrong.time * 1_000).toISOString().replace(".000", "")));
    assert.ok((rows.at(-1)?.time ?? 0) > wrong.time, "the samples after it are not kept");
    assert.ok(JSON.stringify($.chart()).includes('"text":"total within one period"'));
  });

  it("find that unbonding after a price rise leaves more than two periods of liquidity credits", async () => {
    const { $, keep3r, job, provider } = setting;
    const owner = keep3r.v2.connect(provider);
    const tiny = parseEther("0.01");
    const { minted } = await keep3r.mintLiquidity(provider, { kp3r: tiny, weth: tiny });
    await $.sleepToNextPeriod(P);
    // KP3R becomes seven times as dear: the same kLP then stands for less than half of it.
    const buyer = await $.newSigner(parseEther("10000"));
    await (await keep3r.weth.connect(buyer).deposit({ value: parseEther("5000") })).wait();
    await keep3r.swap({ from: keep3r.weth, to: keep3r.v1, amount: parseEther("3500"), seller: buyer });
    // Late in the period, adding liquidity credits what has accrued, at the old quote.
    await $.sleep(time(4, "days"));
    await keep3r.addLiquidity(job, provider, minted);
    await $.sleepToNextPeriod(P);

    const unbond = async (): Promise<void> => {
      await (await owner.unbondLiquidityFromJob(job, keep3r.pool, 1n)).wait();
    };
    const actions = [{ name: "unbond", every: time(8, "hours"), run: unbond }];
    await assertFails(
      $.sleepAndExecute(time(12, "hours"), time(4, "hours"), actions),
      "INVARIANT_VIOLATED",
      "liquidity credits within two periods",
    );
    assert.deepEqual(
      violations().map(({ name }) => name),
      ["liquidity credits within two periods"],
    );
    const { rows } = $.recording;
    const after = rows.findIndex((row) => row.time === violations()[0]?.time);
    const ratio = (index: number): number =>
      Number(rows[index]?.values.jobLiquidityCredits) / Number(rows[index]?.values.jobPeriodCredits);
    assert.ok(ratio(after - 1) <= 1, "before unbonding, the credits were quoted anew");
    assert.ok(ratio(after) > 2 && ratio(after) < 3, `${String(ratio(after))} periods`);
  });

  it("find that forced credits exceed two periods", async () => {
    const { $, keep3r, job } = setting;
    const force = (): unknown =>
      keep3r.v2.connect(keep3r.governance).forceLiquidityCreditsToJob(job, parseEther("5"));
    const run = $.sleepAndExecute(time(8, "hours"), time(4, "hours"), force, time(4, "hours"));
    await assertFails(run, "INVARIANT_VIOLATED", "liquidity credits within two periods");
    assert.equal(
      violations().length,
      1,
      JSON.stringify(violations().map(({ name, args }) => [name, args.message])),
    );
  });

  it("find that a job keeps its credits when its liquidity is revoked", async () => {
    const { $, keep3r, job } = setting;
    const { minted } = await keep3r.mintLiquidity(setting.provider, {
      kp3r: parseEther("10"),
      weth: parseEther("10"),
    });
    await $.sleep(time(1, "day"));
    await keep3r.addLiquidity(job, setting.provider, minted);
    const revoke = (): unknown => keep3r.v2.connect(keep3r.governance).revokeLiquidity(keep3r.pool);
    const run = $.sleepAndExecute(time(8, "hours"), time(4, "hours"), revoke, time(8, "hours"));
    await assertFails(run, "INVARIANT_VIOLATED", "liquidity credits within two periods", "period credits 0");
    assert.equal(violations().length, 1);
  });

  it("hold for two jobs and two keepers, each of whom works both", async () => {
    const { $, keep3r, job, provider } = setting;
    const second = await keep3r.activateKeeper();
    const { minted } = await keep3r.mintLiquidity(provider, {
      kp3r: parseEther("20"),
      weth: parseEther("20"),
    });
    const other = await keep3r.createJob(provider);
    await keep3r.addLiquidity(other, provider, minted);
    await $.sleep(P);
    $.addInvariants(
      keep3rInvariants(keep3r, await other.getAddress()).map((one) => ({
        ...one,
        name: `other: ${one.name}`,
      })),
    );
    const works = [job, other].flatMap((one) => [keep3r.keeper, second].map((keeper) => one.connect(keeper)));
    await $.sleepAndExecute(
      P,
      time(12, "hours"),
      works.map((work, index) => ({ every: time(18 + 6 * index, "hours"), run: () => work.workHard(1) })),
    );
    assert.deepEqual(violations(), []);
  });

  const misreadings: readonly (readonly [string, bigint, readonly string[]])[] = [
    ["totalJobCredits", 1n, ["credits accrue at the period's rate"]],
    ["jobPeriodCredits", 1n, ["period credits match inflation"]],
    [
      "totalJobCredits",
      -parseEther("3"),
      ["total covers liquidity credits", "credits accrue at the period's rate"],
    ],
  ];
  for (const [view, error, names] of misreadings) {
    it(`find a ${view} that is ${String(error)} wei off`, async () => {
      const { $, keep3r, job } = setting;
      const misread = (sample: InvariantSample): InvariantSample => ({
        ...sample,
        read: async (contract, asked, ...how) => {
          const value = await sample.read(contract, asked, ...how);
          return asked === view ? value + error : value;
        },
      });
      $.resetTraces();
      $.addInvariants(
        keep3rInvariants(keep3r, job).map(({ name, check }) => ({
          name,
          check: (sample) => check(misread(sample)),
          onViolation: "record",
        })),
      );
      await $.sleepAndRecord(time(4, "hours"), time(4, "hours"));
      const [{ time: start } = { time: 0 }] = $.recording.rows;
      const early = violations().filter((event) => event.time === start);
      assert.deepEqual(
        early.map(({ name }) => name),
        names,
      );
    });
  }

  describe("find a contract that miscounts", () => {
    /** Where Keep3r V2 keeps something: the slot of a mapping's value. */
    const slotOf = (variable: string, key: string): string => {
      const { slot } = layout.storage.find(({ label }) => label === variable) ?? {};
      assert.ok(slot, `there is no ${variable}`);
      return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [key, slot]));
    };
    const change = async (slot: string, by: bigint): Promise<void> => {
      const { $, keep3r } = setting;
      const address = await keep3r.v2.getAddress();
      // What is set counts for the latest block already, and the sample's block must stay as it was.
      await $.chain.mine((await $.block()).timestamp + 1);
      const value = BigInt(await $.chain.ethersProvider.getStorage(address, slot));
      await $.chain.request("hardhat_setStorageAt", [address, slot, toBeHex(value + by, 32)]);
      await $.chain.mine((await $.block()).timestamp + 1);
    };
    const cases: readonly (readonly [string, string, () => Promise<void>])[] = [
      [
        "a keeper is credited a wei that no job paid",
        "keepers earn what the job spends",
        () => change(slotOf("workCompleted", setting.keep3r.keeper.address), 1n),
      ],
      [
        "a job loses credits that no keeper got",
        "keepers earn what the job spends",
        async () => {
          await change(slotOf("_jobLiquidityCredits", await setting.job.getAddress()), -10n);
        },
      ],
      [
        "liquidity counts as a little more than it is",
        "period credits match inflation",
        async () => {
          const slot = BigInt(slotOf("_tick", await setting.keep3r.pool.getAddress()));
          // The period's tick difference lies above the cumulative tick; the least step that changes the average.
          await change(toBeHex(slot, 32), -(432_000n << 56n));
        },
      ],
    ];
    for (const [what, name, tamper] of cases) {
      it(`where ${what}`, async () => {
        const { $, keep3r, job } = setting;
        const worker = job.connect(keep3r.keeper);
        await $.sleepToNextPeriod(P);
        await $.sleep(time(6, "hours"));
        await worker.workHard(1);
        const { timestamp } = await $.block();
        const run = $.sleepAndExecute(time(3, "days"), time(4, "hours"), [
          { name: "work", every: time(12, "hours"), run: () => worker.workHard(1) },
          { name: "tamper", every: time(50, "hours"), run: tamper },
        ]);
        await assertFails(run, "INVARIANT_VIOLATED", name);
        const [first] = violations();
        assert.deepEqual([first?.name, (first?.time ?? 0) - timestamp], [name, time(50, "hours") + 2]);
      });
    }
  });
});
