import { creditMining } from "./creditMining.ts";
import { jobMigration } from "./jobMigration.ts";
import { type SequenceJob, startSequence } from "./startSequence.ts";
import type { MainnetSequence } from "./stretches.ts";

/**
 * Runs what was once run and recorded on a fork of mainnet at block 13232191: half a year of one job's credits, and
 * on a second chain a job's migration.
 *
 * @param job - which job is worked. Default: the protocol's own
 */
export async function runMainnetSequence(job: SequenceJob = "JobForTest"): Promise<MainnetSequence> {
  const { printed, stretches } = await startSequence(job, creditMining);
  return { printed, stretches: [...stretches, await startSequence(job, jobMigration)] };
}
