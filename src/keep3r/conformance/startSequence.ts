import { createRequire } from "node:module";
import { ContractFactory } from "ethers";
import type { SimulatedSigner } from "../../chain/seededSigners.ts";
import type { Notebook } from "../../notebook/notebook.ts";
import { mainnetKeep3r } from "../candidates/candidate.ts";
import { connectKeep3r } from "../connectKeep3r.ts";
import type { JobForTest } from "../contracts/JobForTest.ts";
import { JobForTest__factory } from "../contracts/factories/JobForTest__factory.ts";
import type { Keep3r } from "../keep3r.ts";
import type { MintedLiquidity } from "../keep3rOptions.ts";
import { openKeep3rNotebook } from "../openKeep3r.ts";
import { mainnet13232191Preset } from "../network/presets.ts";

/** The job that is worked: the protocol's own test job, or ours, which burns the same gas in fewer steps. */
export type SequenceJob = "JobForTest" | "GasBurningJob";

/** A chain on which a keeper is bonded and a provider holds kLP: what every sequence starts from. */
export interface SequenceStart {
  readonly $: Notebook;
  readonly keep3r: Keep3r;
  readonly provider: SimulatedSigner;
  /** What minting the provider's kLP took and gave. */
  readonly liquidity: MintedLiquidity;
  /** Length of a reward period, seconds. */
  readonly period: number;
  /** Deploys a job of the provider's, and registers it. */
  createJob(): Promise<JobForTest>;
}

const require = createRequire(import.meta.url);
const ten = 10n * 10n ** 18n;

/**
 * Runs a sequence on a chain of its own, and closes that chain.
 *
 * @param job - which job the sequence works
 */
export async function startSequence<Result>(
  job: SequenceJob,
  sequence: (start: SequenceStart) => Promise<Result>,
): Promise<Result> {
  const $ = await openKeep3rNotebook({
    preset: mainnet13232191Preset,
    seed: "conformance",
    keep3r: mainnetKeep3r,
  });
  try {
    const keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    const provider = await $.newSigner();
    const liquidity = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
    const period = Number(await keep3r.v2.rewardPeriodTime());
    $.setPeriodTrace(period, "reward period");
    const createJob = async (): Promise<JobForTest> => await deployJob(keep3r, provider, job);
    return await sequence({ $, keep3r, provider, liquidity, period, createJob });
  } finally {
    await $.close();
  }
}

/** Ours has all functions of the protocol's test job, so both are worked as that. */
async function deployJob(keep3r: Keep3r, owner: SimulatedSigner, job: SequenceJob): Promise<JobForTest> {
  if (job === "GasBurningJob") {
    return JobForTest__factory.connect(await (await keep3r.createJob(owner)).getAddress(), owner);
  }
  const { bytecode } = require("keep3r-v2/artifacts/solidity/for-test/JobForTest.sol/JobForTest.json") as {
    readonly bytecode: string;
  };
  const deployed = await new ContractFactory(JobForTest__factory.abi, bytecode, owner).deploy(keep3r.v2);
  const worked = JobForTest__factory.connect(await deployed.getAddress(), owner);
  await keep3r.registerJob(worked, owner);
  return worked;
}
