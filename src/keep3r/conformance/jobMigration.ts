import { time } from "../../common/time.ts";
import { recordStretch } from "./recordStretch.ts";
import type { SequenceStart } from "./startSequence.ts";
import type { RecordedStretch } from "./stretches.ts";

/** Moves a job's liquidity and credits to another job, two days after the first got them. */
export async function jobMigration(start: SequenceStart): Promise<RecordedStretch> {
  const { $, keep3r, provider, liquidity } = start;
  await $.sleep(time(10, "days"));
  const [job, newJob] = [await start.createJob(), await start.createJob()];
  await keep3r.addLiquidity(job, provider, liquidity.minted);

  const kp3r = { decimals: 18, unit: "KP3R" } as const;
  $.addViewTrace(keep3r.v2, "totalJobCredits", job, { ...kp3r, name: "job credits" });
  $.addViewTrace(keep3r.v2, "totalJobCredits", newJob, { ...kp3r, name: "newJob credits" });
  $.addEventTrace(keep3r.v2, "JobMigrationSuccessful");

  const v2 = keep3r.v2.connect(provider);
  return await recordStretch($, "job-migration", async (advance) => {
    await advance(time(2, "days"));
    await (await v2.migrateJob(job, newJob)).wait();
    await $.sleep(time(1, "minute"));
    await (await v2.acceptJobMigration(job, newJob)).wait();
    await advance(time(2, "days"));
  });
}
