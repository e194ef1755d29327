import { createRequire } from "node:module";
import { importFromProject } from "../common/importFromProject.ts";
import type { HardhatPlugin } from "./hardhatPlugin.ts";
import { moduleExtension } from "../runner/kernel/nodeFlags.ts";
import { assertHardhat3 } from "./assertHardhat3.ts";
import "./typeExtensions.ts";

export * from "../runner/errors.ts";
export { UnsupportedHostError } from "./assertHardhat3.ts";
export * from "./errors.ts";
export type { PackRegistration, SimulationHooks } from "./packs.ts";
export type { ForkUserConfig, SimulationUserConfig } from "./typeExtensions.ts";

assertHardhat3();

// Loaded after the check: Hardhat 2 has nothing of what tasks are made with, and would say only that.
const { tasks } = createRequire(import.meta.url)(`./tasks${moduleExtension}`) as typeof import("./tasks.ts");

interface PluginModule {
  readonly default: HardhatPlugin;
}

/**
 * Lets a Hardhat project run contracts through months of chain time, in scripts and notebooks: adds the tasks
 * `notebooks`, `charts`, `recordings`, `rpc` and `simulate`, a section `simulation` to the config, and the network that chains are
 * made from.
 *
 * @example
 * import simulation from "hardhat-simulation";
 * export default defineConfig({ plugins: [simulation], solidity: "0.8.28" });
 */
const simulation: HardhatPlugin = {
  id: "hardhat-simulation",
  npmPackage: "hardhat-simulation",
  dependencies: () => [
    importFromProject<PluginModule>("@nomicfoundation/hardhat-ethers"),
    importFromProject<PluginModule>("@nomicfoundation/hardhat-network-helpers"),
  ],
  hookHandlers: {
    config: () => import("./hooks/config.ts"),
    hre: () => import("./hooks/hre.ts"),
    configurationVariables: () => import("./hooks/configurationVariables.ts"),
    solidity: () => import("./hooks/solidity.ts"),
  },
  tasks: [...tasks],
};

export default simulation;
