import { defineScenario } from "../../../src/ensemble/scenario.ts";

/** Names the process that a run is made in. */
export default defineScenario({ parameters: {}, run: () => ({ process: process.pid }) });
