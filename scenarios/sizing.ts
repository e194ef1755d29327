// How much liquidity does a job need? Try: npx hardhat simulate sizing --grid kp3r=5,10,20 --grid gwei=20,40,80 --runs 20
import { creditFigures, ethers, keep3rScenario } from "hardhat-simulation/keep3r";

const day = 86_400;
const one = 10n ** 18n;

/** Of a day's base fee, the logarithm goes back to that of `gwei` by this share. */
const reversion = 0.3;

export default keep3rScenario({
  parameters: {
    /** KP3R that the owner provides to the pool with the WETH that belongs to it; its kLP is bonded to the job. */
    kp3r: 10,
    /** Base fee to which the market returns, gwei. */
    gwei: 40,
    /** Standard deviation of a day's change of the base fee's logarithm; 0 keeps it still. */
    volatility: 0.2,
    /** Gas of a call, as a multiple of 501,000. */
    factor: 1,
    /** Hours between calls. */
    hours: 24,
    /** Length of the run. */
    days: 30,
  },
  chain: { blockInterval: "sample" },
  async setup({ $, keep3r, parameters }) {
    const owner = await $.newSigner();
    const most = ethers.parseEther(String(parameters.kp3r));
    const { minted } = await keep3r.mintLiquidity(owner, { kp3r: most, weth: most });
    const job = await keep3r.createJob(owner);
    await keep3r.addLiquidity(job, owner, minted);
    const period = Number(await keep3r.v2.rewardPeriodTime());
    await $.sleep(period);
    await $.sleepToNextPeriod(period);
    $.setPeriodTrace(period);
    $.addViewTrace(keep3r.v2, "totalJobCredits", [job], { decimals: 18, unit: "KP3R" });
    $.addViewTrace(keep3r.v2, "jobPeriodCredits", [job], { decimals: 18, unit: "KP3R" });
    $.addEventTrace(keep3r.v2, "KeeperWork");
    return { job: job.connect(keep3r.keeper), minted };
  },
  async run({ $, state, parameters, random }) {
    const fees = random.stream("base fee");
    let deviation = 0;
    const setFee = () => {
      const gwei = parameters.gwei * Math.exp(deviation);
      $.setBaseFee(BigInt(Math.round(gwei * 1e6)) * 1_000n);
      deviation += fees.normal(0, parameters.volatility) - reversion * deviation;
    };
    setFee();
    let calls = 0;
    await $.sleepAndExecute(
      parameters.days * day,
      Math.min(parameters.hours * 3_600, parameters.days * day),
      [
        { name: "base fee", every: day, run: setFee },
        {
          name: "call",
          every: parameters.hours * 3_600,
          run: async () => {
            calls += 1;
            await state.job.workHard(parameters.factor);
          },
        },
      ],
      { onRevert: "record" },
    );
    const { recording } = $;
    const refusals = recording.events.filter(({ kind }) => kind === "failure");
    const start = recording.rows[0]?.time ?? 0;
    const [first] = refusals;
    const figures = new Map(creditFigures(recording).map(({ name, value }) => [name, value]));
    return {
      klp: state.minted,
      calls,
      refused: refusals.length,
      /** Days from the start; none if no call was refused. */
      firstRefusal: first === undefined ? null : (first.time - start) / day,
      paid: figures.get("paid to keepers") ?? null,
      minted: figures.get("credits minted") ?? null,
      expired: figures.get("credits expired") ?? null,
      credits: recording.series.find(({ name }) => name === "totalJobCredits")?.values.at(-1) ?? null,
      /** KP3R paid for a call, of those that were not refused. */
      perCall:
        calls === refusals.length
          ? null
          : Number(figures.get("paid to keepers") ?? 0n) / Number(one) / (calls - refusals.length),
    };
  },
});
