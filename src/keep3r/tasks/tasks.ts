import { overrideTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

/**
 * Tasks of the Keep3r pack.
 *
 * @example npx hardhat conformance --references more-recordings --charts out
 * @example npx hardhat node --network embedded --port 8545 --until keep3r-v1
 */
export const tasks: readonly TaskDefinition[] = [
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
  overrideTask("node")
    .addOption({
      name: "preset",
      description:
        "On the embedded network: the market that the chain starts from (default: KEEP3R_PRESET of .env)",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "until",
      description: "On the embedded network: how far mainnet's history is made, keep3r-v1 or keep3r-v2",
      type: ArgumentType.STRING,
      defaultValue: "keep3r-v2",
    })
    .setAction(() => import("./serveEmbedded.ts"))
    .build(),
];
