// Runs a scenario in a process of its own: resumeScenario.ts whole | save <file> | resume <file>. Prints what comes out.
import { keep3rInvariants } from "../../../src/keep3r/invariants.ts";
import { connectKeep3r } from "../../../src/keep3r/connectKeep3r.ts";
import type { Keep3r } from "../../../src/keep3r/keep3r.ts";
import { GasBurningJob__factory } from "../../../src/keep3r/contracts/factories/GasBurningJob__factory.ts";
import type { GasBurningJob } from "../../../src/keep3r/contracts/GasBurningJob.ts";
import { openKeep3rNotebook } from "../../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../../src/notebook/notebook.ts";
import { recordingToJson } from "../../../src/recording/recordingToJson.ts";
import { openSession } from "../../../src/keep3r/openSession.ts";

const [, , mode = "whole", file = ""] = process.argv;

if (mode === "resume") {
  const { $, keep3r } = await openSession({ from: file });
  const job = GasBurningJob__factory.connect($.addressBook.job ?? "", keep3r.keeper);
  addFunctions($, keep3r, job);
  await secondHalf($, keep3r, job);
} else {
  const { $, keep3r, job } = await firstHalf();
  if (mode === "save") {
    await $.saveChain(file, { job });
    await $.close();
  } else {
    await secondHalf($, keep3r, job);
  }
}

async function firstHalf(): Promise<{ $: Notebook; keep3r: Keep3r; job: GasBurningJob }> {
  const $ = await openKeep3rNotebook({ preset: "mainnet-13232191", seed: "resume" });
  const keep3r = await connectKeep3r($.chain);
  await keep3r.setup();
  const provider = await $.newSigner();
  const ten = 10n * 10n ** 18n;
  const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
  const job = await keep3r.createJob(provider);
  await keep3r.addLiquidity(job, provider, minted);
  await $.deploy("VestingWallet", [provider, (await $.block()).timestamp, 1_000]);

  $.setPeriodTrace(await keep3r.v2.rewardPeriodTime(), "reward period");
  $.addViewTrace(keep3r.v2, "totalJobCredits", job, { decimals: 18, unit: "KP3R" });
  $.addViewTrace(keep3r.uniswapPool, "slot0", [], { name: "tick", pick: "tick" });
  $.addViewTrace(keep3r.uniswapPool, "observe", [[3_600, 0]], { name: "seen", pick: ["tickCumulatives", 1] });
  $.addEventTrace(keep3r.v2, "LiquidityCreditsReward", { timeFrom: "_rewardedAt" });
  $.addEventTrace(keep3r.v2, "KeeperWork", { name: "work" });
  addFunctions($, keep3r, job);

  const work = {
    name: "work",
    run: () => job.connect(keep3r.keeper).workHard(2),
    every: $.time(20, "hours"),
  };
  const fail = { name: "fail", run: () => job.connect(provider).workHard(2), every: $.time(30, "hours") };
  await $.sleepAndExecute($.time(3, "days"), $.time(4, "hours"), [work, fail], { onRevert: "record" });
  await $.tryOut(() => job.connect(keep3r.keeper).workHard(2));
  $.setBaseFee(30_000_000_000n);
  await $.chain.setNextBlockTimestamp((await $.block()).timestamp + 77);
  await $.setBalance(provider.address, 5n * 10n ** 18n);
  return { $, keep3r, job };
}

/** What a file cannot hold. */
function addFunctions($: Notebook, keep3r: Keep3r, job: GasBurningJob): void {
  $.addScriptTrace("quote", () => keep3r.quote($.time(5, "days")));
  $.addInvariants(keep3rInvariants(keep3r, job), { onViolation: "record" });
  $.addInvariant("never holds", () => false, { onViolation: "record" });
}

async function secondHalf($: Notebook, keep3r: Keep3r, job: GasBurningJob): Promise<void> {
  const work = (): unknown => job.connect(keep3r.keeper).workHard(3);
  await keep3r.sellMintedKp3r(await $.newSigner(), 10n ** 20n);
  await $.sleepAndExecute($.time(5, "days"), $.time(6, "hours"), work, $.time(2, "days"));
  const deployed = await $.deploy("VestingWallet", [keep3r.keeper, 1, 1]);
  $.addViewTrace(keep3r.v2, "jobLiquidityCredits", job, { decimals: 18, unit: "KP3R" });
  await $.backfill();
  const { number } = await $.block();
  const hashes: unknown[] = [];
  for (let block = number - 60; block <= number; block++) {
    const { hash } = (await $.chain.request("eth_getBlockByNumber", [`0x${block.toString(16)}`, false])) as {
      hash: string;
    };
    hashes.push(hash);
  }
  const refusal = await $.tryOut(() => job.connect(keep3r.keeper).workHard(400));
  const outcome = {
    signer: (await $.newSigner()).address,
    deployed: await deployed.getAddress(),
    hashes,
    refusal,
    baseFee: String($.chain.baseFee),
    recording: recordingToJson($.recording),
    spec: JSON.stringify($.chart({ title: "Resumed" })),
  };
  await $.close();
  console.log(JSON.stringify(outcome));
}
