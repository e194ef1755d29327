import { parseEther } from "ethers";
import type { SimulatedSigner } from "../../../src/chain/seededSigners.ts";
import type { GasBurningJob } from "../../../src/keep3r/contracts/GasBurningJob.ts";
import { connectKeep3r } from "../../../src/keep3r/connectKeep3r.ts";
import { keep3rInvariants } from "../../../src/keep3r/invariants.ts";
import type { Keep3r } from "../../../src/keep3r/keep3r.ts";
import { openKeep3rNotebook } from "../../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../../src/notebook/notebook.ts";

/** A job with liquidity of 10 KP3R, as notebook 01 has it. */
export interface FundedJob {
  readonly $: Notebook;
  readonly keep3r: Keep3r;
  readonly job: GasBurningJob;
  readonly provider: SimulatedSigner;
  /** kLP that the job has, 18 decimals. */
  readonly liquidity: bigint;
  /** Right after the funding. */
  readonly funded: Snapshot;
}

/**
 * Opens a chain with a job on it, with the protocol's invariants watched.
 *
 * @param v2 - which Keep3r V2
 */
export async function fundedJob(v2: string): Promise<FundedJob> {
  const $ = await openKeep3rNotebook({ preset: "documentation", keep3r: v2 });
  const keep3r = await connectKeep3r($.chain);
  await keep3r.setup();
  const provider = await $.newSigner();
  const ten = parseEther("10");
  const { minted: liquidity } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
  const job = await keep3r.createJob(provider);
  await keep3r.addLiquidity(job, provider, liquidity);
  const credits = { decimals: 18, unit: "KP3R" };
  for (const view of ["totalJobCredits", "jobLiquidityCredits", "jobPeriodCredits"] as const) {
    $.addViewTrace(keep3r.v2, view, job, credits);
  }
  $.addInvariants(keep3rInvariants(keep3r, job));
  return { $, keep3r, job, provider, liquidity, funded: await $.snapshot() };
}
