import { defineScenario } from "../../../src/ensemble/scenario.ts";

/** Throws dice at random times; some runs fail. `days` is all that its set-up reads. */
export default defineScenario({
  parameters: { sides: 6, days: 1, stake: 5n },
  async setup({ $, parameters }) {
    await $.sleep($.time(parameters.days, "days"));
    return { start: (await $.block()).timestamp };
  },
  async run({ $, state, parameters, random }) {
    await $.sleep($.time(random.integer(1, 20), "hours"));
    const thrown = random.integer(1, parameters.sides);
    if (thrown === 6) throw new RangeError("a six");
    const { timestamp, number } = await $.block();
    return {
      thrown,
      odd: thrown % 2,
      waited: timestamp - state.start,
      block: number,
      won: parameters.stake ** 40n * BigInt(thrown),
      first: thrown === 1 ? null : thrown,
    };
  },
});
