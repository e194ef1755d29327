import { existsSync, writeFileSync } from "node:fs";
import { defineScenario } from "../../../src/ensemble/scenario.ts";

/** Kills its process: always, or the first time only, which it notes in a file. */
export default defineScenario({
  parameters: { file: "" },
  run({ parameters: { file } }) {
    if (file === "" || !existsSync(file)) {
      if (file !== "") writeFileSync(file, "");
      process.kill(process.pid, "SIGKILL");
    }
    return { done: 1 };
  },
});
