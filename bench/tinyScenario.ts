import { defineScenario } from "../src/ensemble/scenario.ts";

/** The least that a run can be: a random time passes on a chain without a pack. */
export default defineScenario({
  parameters: { hours: 24 },
  async run({ $, parameters, random }) {
    await $.sleep($.time(random.integer(1, parameters.hours), "hours"));
    return { time: (await $.block()).timestamp };
  },
});
