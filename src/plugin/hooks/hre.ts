import type { HardhatRuntimeEnvironmentHooks } from "hardhat/types/hooks";

/**
 * Hooks of Hardhat's runtime environment: processes that this one starts, kernels and Jupyter, work in the same project,
 * whatever folder they run in and however its config was named.
 */
export default function runtimeHooks(): Promise<Partial<HardhatRuntimeEnvironmentHooks>> {
  return Promise.resolve({
    created: (_, { config }) => {
      const { config: file } = config.paths;
      if (file !== undefined) process.env.HARDHAT_CONFIG = file;
      return Promise.resolve();
    },
  });
}
