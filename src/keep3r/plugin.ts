import { createRequire } from "node:module";
import type { HardhatPlugin } from "../plugin/hardhatPlugin.ts";
import { moduleExtension } from "../runner/kernel/nodeFlags.ts";
import simulation from "../plugin/index.ts";

const { tasks } = createRequire(import.meta.url)(
  `./tasks/tasks${moduleExtension}`,
) as typeof import("./tasks/tasks.ts");

/**
 * Adds the Keep3r Network to a Hardhat project: the task `conformance`, a chain that `npx hardhat node --network
 * embedded` serves, and figures for comparisons. Contracts of the project can inherit Keep3r V2 and override any of
 * its functions.
 *
 * @example
 * import keep3r from "hardhat-simulation/keep3r";
 * export default defineConfig({ plugins: [keep3r] });
 */
const keep3r: HardhatPlugin = {
  id: "hardhat-simulation-keep3r",
  npmPackage: "hardhat-simulation",
  dependencies: () => [Promise.resolve({ default: simulation })],
  hookHandlers: {
    config: () => import("./hooks/config.ts"),
    simulation: () => import("./hooks/simulation.ts"),
    solidity: () => import("./candidates/readV2Sources.ts"),
  },
  tasks: [...tasks],
};

export default keep3r;
