import { createRequire } from "node:module";
import ignition from "@nomicfoundation/hardhat-ignition-ethers";
import simulation from "hardhat-simulation";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

export default defineConfig({
  plugins: [simulation, ignition],
  solidity: {
    version: "0.8.37",
    path: require.resolve("solc/soljson.js"),
    // Contracts of packages that ship sources.
    npmFilesToBuild: [
      "@openzeppelin/contracts/finance/VestingWallet.sol",
      "@openzeppelin/contracts/governance/TimelockController.sol",
    ],
  },
  simulation: {
    // Contracts of packages that ship what Hardhat 2, Waffle and Foundry have compiled.
    artifacts: ["@aave/core-v3/artifacts", "@uniswap/liquidity-staker/build", "@sablier/v2-core/artifacts"],
  },
});
