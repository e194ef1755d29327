import { pairByTime } from "../../recording/compare/pairByTime.ts";
import type { Moment } from "../../recording/compare/reference.ts";
import type { Recording } from "../../recording/recording.ts";

const reward = "LiquidityCreditsReward";

/**
 * The moments at which a job's credits expire: every boundary of a reward period, and one period after each reward,
 * which comes with the work that needed it.
 *
 * A published recording's clock and that of a simulation reach them seconds apart. So a sample that was taken then may
 * show the credits before in one and after in the other.
 *
 * @param reference - the published recording
 * @param recording - the simulation's
 * @param within - how far apart two rewards that belong together may be, in seconds
 * @source Keep3r V2, `jobLiquidityCredits` and `totalJobCredits`: `block.timestamp - rewardedAt >= rewardPeriodTime`
 */
export function expiriesOf(reference: Recording, recording: Recording, within: number): Moment[] {
  const [period] = recording.periods;
  const [start, end] = [recording.rows[0]?.time, recording.rows.at(-1)?.time];
  if (period === undefined || start === undefined || end === undefined) return [];
  const { seconds } = period;
  const boundaries: Moment[] = [];
  for (let time = Math.floor(start / seconds) * seconds; time <= end + seconds; time += seconds) {
    boundaries.push([time, time]);
  }
  const rewardsOf = ({ events }: Recording): number[] =>
    events.filter(({ name }) => name === reward).map(({ time }) => time);
  const rewards = pairByTime(rewardsOf(reference), rewardsOf(recording))
    .pairs.filter(([there, here]) => Math.abs(there - here) <= within)
    .map(([there, here]): Moment => [there + seconds, here + seconds]);
  return [...boundaries, ...rewards];
}
