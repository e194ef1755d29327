import type { HardhatRuntimeEnvironmentHooks } from "hardhat/types/hooks";
import { makeRepeatable } from "../repeatableOption.ts";

/**
 * Hooks of Hardhat's runtime environment: processes that this one starts, kernels and Jupyter, work in the same project,
 * whatever folder they run in and however its config was named; and `--grid` can be given several times.
 */
export default function runtimeHooks(): Promise<Partial<HardhatRuntimeEnvironmentHooks>> {
  return Promise.resolve({
    created: (_, { config, tasks }) => {
      const { config: file } = config.paths;
      if (file !== undefined) process.env.HARDHAT_CONFIG = file;
      makeRepeatable(tasks.getTask("simulate"), "grid");
      return Promise.resolve();
    },
  });
}
