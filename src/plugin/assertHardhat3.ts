import { createRequire } from "node:module";
import { resolveFromProject } from "../common/importFromProject.ts";
import { SimulationError } from "../common/errors.ts";

/**
 * This Node or this Hardhat is older than the kit can run with.
 *
 * @remarks Use Node 22.13 or later and Hardhat 3; a project on Hardhat 2 can keep its simulations in a folder of
 * their own.
 */
export class UnsupportedHostError extends SimulationError {
  readonly code = "UNSUPPORTED_HOST";
}

/** The oldest Node that runs Hardhat 3: major and minor. */
const oldestNode = [22, 13] as const;

/**
 * Checks that Node and Hardhat are new enough, before anything of Hardhat 3 is loaded, which would fail less clearly.
 *
 * @throws UnsupportedHostError
 */
export function assertHardhat3(
  node: string = process.versions.node,
  hardhat: string = hardhatVersion(),
): void {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new UnsupportedHostError({
      message: `This is Node ${node}, and hardhat-simulation runs on ${oldestNode.join(".")} or later.`,
      hint: 'Install a current Node (https://nodejs.org), or run: npx -y -p node@24 -c "hardhat …".',
    });
  }
  if (Number(hardhat.split(".")[0]) >= 3) return;
  throw new UnsupportedHostError({
    message: `This project has Hardhat ${hardhat}, and hardhat-simulation is a plugin of Hardhat 3.`,
    hint: "Move the project to Hardhat 3 (https://hardhat.org/migrate-from-hardhat2), or keep the simulations in a folder of their own: npm init -y && npm install --save-dev hardhat hardhat-simulation ethers; simulation.artifacts in its config reads this project's artifacts.",
  });
}

function hardhatVersion(): string {
  const { version } = createRequire(import.meta.url)(resolveFromProject("hardhat/package.json")) as {
    readonly version: string;
  };
  return version;
}
