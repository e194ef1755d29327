import { overrideTask } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Makes `npx hardhat node --network embedded` serve a chain with the Keep3r Network on it: a stand-in for mainnet.
 * On other networks the task is Hardhat's own.
 *
 * @example npx hardhat node --network embedded --port 8545 --until keep3r-v1
 */
export const nodePlugin: HardhatPlugin = {
  id: "simulation-node",
  tasks: [
    overrideTask("node")
      .addOption({
        name: "preset",
        description:
          "On the embedded network: the market that the chain starts from (default: PRESET of .env)",
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
  ],
};
