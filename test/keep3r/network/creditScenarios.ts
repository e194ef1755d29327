import type { ChainOptions } from "../../../src/chain/openChain.ts";
import { connectKeep3r } from "../../../src/keep3r/connectKeep3r.ts";
import { keep3rInvariants } from "../../../src/keep3r/invariants.ts";
import { openKeep3rNotebook } from "../../../src/keep3r/openKeep3r.ts";
import { recordingToJson } from "../../../src/recording/recordingToJson.ts";

/**
 * Credit mining with work and while the price moves, on any kind of chain, with the invariants of the protocol.
 *
 * @returns the recordings as exact text, without what says which chain they are from
 */
export async function runCreditScenarios(options: ChainOptions): Promise<readonly string[]> {
  const $ = await openKeep3rNotebook(options);
  try {
    const keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    const provider = await $.newSigner();
    const ten = 10n * 10n ** 18n;
    const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
    const job = await keep3r.createJob(provider);
    await keep3r.addLiquidity(job, provider, minted);

    const kp3r = { decimals: 18, unit: "KP3R" };
    $.addViewTrace(keep3r.v2, "totalJobCredits", job, kp3r);
    $.addViewTrace(keep3r.v2, "jobPeriodCredits", job, kp3r);
    $.addScriptTrace("average tick", () => keep3r.averageTick($.time(5, "days")));
    for (const event of ["LiquidityCreditsReward", "LiquidityAddition", "KeeperWork"] as const) {
      $.addEventTrace(keep3r.v2, event);
    }
    $.addInvariants(keep3rInvariants(keep3r, job));
    const funded = await $.snapshot();

    const worker = job.connect(keep3r.keeper);
    const work = { name: "work", every: $.time(36, "hours"), run: () => worker.workHard(2) };
    const sell = {
      name: "sell",
      every: $.time(2, "days"),
      run: () => keep3r.sellMintedKp3r(provider, 1_000n * 10n ** 18n),
    };
    const texts: string[] = [];
    for (const actions of [[work], [work, sell]]) {
      await $.revert(funded);
      await $.sleepAndExecute($.time(11, "days"), $.time(6, "hours"), actions, { onRevert: "record" });
      const { source, ...recording } = $.recording;
      texts.push(
        recordingToJson({
          ...recording,
          source: { ...source, chain: { ...source.chain, kind: "embedded", origin: "any" } },
        }),
      );
    }
    return texts;
  } finally {
    await $.close();
  }
}
