import { createRequire } from "node:module";
import { ContractFactory } from "ethers";
import { mainnetKeep3r } from "../candidates/candidate.ts";
import { mainnet13232191Preset } from "../network/presets.ts";
import type { SimulatedSigner } from "../../chain/seededSigners.ts";
import { JobForTest__factory } from "../contracts/factories/JobForTest__factory.ts";
import type { JobForTest } from "../contracts/JobForTest.ts";
import { connectKeep3r } from "../connectKeep3r.ts";
import type { Keep3r } from "../keep3r.ts";
import { priceAtTick } from "../oracle.ts";
import { openKeep3rNotebook } from "../openKeep3r.ts";
import type { Recording } from "../../recording/recording.ts";
import { formatAmount } from "../../common/formatAmount.ts";
import { time } from "../../common/time.ts";

/** The job that is worked: the protocol's own test job, or ours, which burns the same gas in fewer steps. */
export type SequenceJob = "JobForTest" | "GasBurningJob";

/** One stretch of the sequence that was recorded. */
export interface SequenceRecording {
  /** What its reference and its chart are called. */
  readonly name: string;
  readonly title: string;
  /** Seconds between samples. */
  readonly step: number;
  readonly recording: Recording;
}

/** What a run of the sequence left. */
export interface MainnetSequence {
  /** What was printed on the way, by name, as text. */
  readonly printed: Readonly<Record<string, string>>;
  readonly recordings: readonly SequenceRecording[];
}

const require = createRequire(import.meta.url);
const kp3r = { decimals: 18, unit: "KP3R" } as const;
const one = 10n ** 18n;

/**
 * Runs what was once run and recorded on a fork of mainnet at block 13232191: set-up, three reward periods without
 * work, three while KP3R is sold, one left alone, four with balanced work.
 *
 * The recorded run took no action at the very end of a stretch, where `sleepAndExecute` would; neither does this.
 * The price that one more sale makes is what later credits follow from.
 *
 * @param job - which job is worked. Default: the protocol's own
 */
export async function runMainnetSequence(job: SequenceJob = "JobForTest"): Promise<MainnetSequence> {
  const $ = await openKeep3rNotebook({
    preset: mainnet13232191Preset,
    seed: "conformance",
    keep3r: mainnetKeep3r,
  });
  try {
    const keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    const provider = await $.newSigner();
    const liquidity = await keep3r.mintLiquidity(provider, { kp3r: 10n * one, weth: 10n * one });
    const worked = await createJob(keep3r, provider, job);
    await keep3r.addLiquidity(worked, provider, liquidity.minted);

    const period = Number(await keep3r.v2.rewardPeriodTime());
    const periodCredits = await keep3r.v2.jobPeriodCredits(worked);
    const inflationPeriod = await keep3r.v2.inflationPeriod();
    const quotes: string[] = [];

    for (const view of ["totalJobCredits", "jobPeriodCredits", "jobLiquidityCredits"] as const) {
      $.addViewTrace(keep3r.v2, view, worked, kp3r);
    }
    $.addEventTrace(keep3r.v2, "LiquidityCreditsReward", { timeFrom: "_rewardedAt" });
    $.addEventTrace(keep3r.v2, "LiquidityAddition");
    $.addEventTrace(keep3r.v2, "KeeperWork");
    $.addEventTrace(keep3r.uniswapPool, "Swap");
    $.setPeriodTrace(period, "reward period");

    const recordings: SequenceRecording[] = [];
    const record = async (
      name: string,
      title: string,
      [span, step]: readonly [number, number],
      action?: { readonly run: () => Promise<unknown>; readonly every: number },
    ): Promise<void> => {
      $.resetRecording();
      const end = (await $.block()).timestamp + span;
      const run = async (): Promise<void> => {
        if ((await $.block()).timestamp < end) await action?.run();
      };
      await $.sleepAndExecute(span, step, action === undefined ? [] : [{ name, every: action.every, run }]);
      recordings.push({ name, title, step, recording: $.recording });
    };

    const hours = (amount: number): number => time(amount, "hours");
    await record("credit-mining-without-working", "Credit mining without working", [3 * period, hours(4)]);
    await record(
      "credit-mining-with-twap-change",
      "Credit mining with TWAP change",
      [3 * period, hours(12)],
      {
        every: hours(60),
        run: async () => {
          await keep3r.sellMintedKp3r(provider, 300n * one);
          quotes.push(String(priceAtTick(-(await keep3r.averageTick(period)))));
        },
      },
    );
    await $.sleep(period);
    await record("balanced-work", "Balanced work", [4 * period, hours(4)], {
      every: hours(40),
      run: async () => {
        await (await worked.connect(keep3r.keeper).workHard(2)).wait();
      },
    });

    return {
      recordings,
      printed: {
        "KP3R spent": formatAmount(liquidity.kp3rSpent),
        "WETH spent": formatAmount(liquidity.wethSpent),
        "kLP minted": formatAmount(liquidity.minted),
        "KP3R minted by reward period": formatAmount(periodCredits),
        "KP3R minted by inflation period": formatAmount((periodCredits * inflationPeriod) / BigInt(period)),
        "quote after the first swap, KP3R per WETH": quotes[0] ?? "",
        "quote after the second swap, KP3R per WETH": quotes[1] ?? "",
      },
    };
  } finally {
    await $.close();
  }
}

/** Ours has all functions of the protocol's test job, so both are worked as that. */
async function createJob(keep3r: Keep3r, owner: SimulatedSigner, job: SequenceJob): Promise<JobForTest> {
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
