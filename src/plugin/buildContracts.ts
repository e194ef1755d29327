import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/**
 * Builds what has changed of a project's contracts, as `npx hardhat run` does, so that notebooks run what stands in the
 * sources.
 *
 * @param noCompile - leaves it out
 * @throws HardhatError if they do not compile
 */
export async function buildContracts(
  { tasks, config }: Pick<HardhatRuntimeEnvironment, "tasks" | "config">,
  noCompile: boolean,
): Promise<void> {
  if (noCompile) return;
  await tasks.getTask("build").run({ quiet: true, noTests: config.solidity.splitTestsCompilation });
}
