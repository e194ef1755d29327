import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Adds `npx hardhat conformance` to a Hardhat project.
 *
 * @example npx hardhat conformance --references more-recordings --charts out
 */
export const conformancePlugin: HardhatPlugin = {
  id: "simulation-conformance",
  tasks: [
    task(["conformance"], "Compares a simulation with what was recorded on mainnet")
      .addOption({
        name: "references",
        description: "Folder of recordings to compare with (default: those that come with the kit)",
        type: ArgumentType.STRING_WITHOUT_DEFAULT,
        defaultValue: undefined,
      })
      .addOption({
        name: "charts",
        description: "Folder for the charts (default: charts/verify in the project)",
        type: ArgumentType.STRING_WITHOUT_DEFAULT,
        defaultValue: undefined,
      })
      .addOption({
        name: "job",
        description: "The job that is worked: JobForTest or GasBurningJob",
        type: ArgumentType.STRING,
        defaultValue: "JobForTest",
      })
      .setAction(() => import("./conformance.ts"))
      .build(),
  ],
};
