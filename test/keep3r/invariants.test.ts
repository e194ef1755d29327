import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { parseEther } from "ethers";
import { presets } from "../../src/chain/embedded/presets.ts";
import type { SimulatedSigner } from "../../src/chain/seededSigners.ts";
import type { GasBurningJob } from "../../src/contracts/GasBurningJob.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import { keep3rInvariants } from "../../src/keep3r/invariants.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { createNotebook } from "../../src/notebook/createNotebook.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import { time } from "../../src/units/time.ts";

const P = time(5, "days");
const kp3r = { decimals: 18, unit: "KP3R" };

/** A job with liquidity, as notebook 01 has it, with the protocol's invariants watched. */
interface Setting {
  readonly $: Notebook;
  readonly keep3r: Keep3r;
  readonly job: GasBurningJob;
  readonly provider: SimulatedSigner;
  readonly funded: Snapshot;
}

async function prepare(preset: string): Promise<Setting> {
  const $ = await createNotebook({ preset });
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
