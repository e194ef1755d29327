import { Contract } from "ethers";
import { connectKeep3r } from "../src/keep3r/connectKeep3r.ts";
import { openKeep3rNotebook } from "../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../src/notebook/notebook.ts";

/** A view of Keep3r V2, with its arguments. */
export interface JobView {
  readonly name: string;
  readonly args: readonly (string | bigint)[];
}

/** A job that earns credits and a keeper who works it, on a chain of its own. */
export interface CreditsScenario {
  readonly $: Notebook;
  /** Keep3r V2, to be read; untyped, since the benchmarks name views by data. */
  readonly v2: Contract;
  /** Six views about the job; the first four are what a notebook would trace. */
  readonly views: readonly JobView[];
  /** Works the job once: one transaction, about what the job earns in three days. */
  readonly work: () => Promise<unknown>;
}

const one = 10n ** 18n;

/** Sets the scenario up: the moment from which benchmarks run. */
export async function openCreditsScenario(): Promise<CreditsScenario> {
  const $ = await openKeep3rNotebook({ blockInterval: "sample", preset: "documentation", seed: "benchmark" });
  const keep3r = await connectKeep3r($.chain);
  await keep3r.setup();
  const provider = await $.newSigner();
  const { minted } = await keep3r.mintLiquidity(provider, { kp3r: 10n * one, weth: 10n * one });
  const job = await keep3r.createJob(provider);
  await keep3r.addLiquidity(job, provider, minted);
  await $.sleep(Number(await keep3r.v2.rewardPeriodTime()));
  const worker = job.connect(keep3r.keeper);
  const [jobAddress, pool] = [await job.getAddress(), await keep3r.pool.getAddress()];
  return {
    $,
    v2: new Contract(await keep3r.v2.getAddress(), keep3r.v2.interface, $.chain.ethersProvider),
    views: [
      { name: "jobLiquidityCredits", args: [jobAddress] },
      { name: "totalJobCredits", args: [jobAddress] },
      { name: "jobPeriodCredits", args: [jobAddress] },
      { name: "quoteLiquidity", args: [pool, one] },
      { name: "liquidityAmount", args: [jobAddress, pool] },
      { name: "workedAt", args: [jobAddress] },
    ],
    work: () => worker.workHard(2),
  };
}

/** Has `$` trace the first `count` of the views. */
export function traceViews({ $, v2, views }: CreditsScenario, count: number): void {
  $.resetTraces();
  for (const { name, args } of views.slice(0, count)) {
    $.addViewTrace(v2, name, args, { decimals: 18 });
  }
}
