import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import { defineConfig } from "hardhat/config";
import type { EdrNetworkUserConfig } from "hardhat/types/config";
import { hardforkHistory } from "./src/chain/fork/hardforkHistory.ts";
import { candidatesPlugin } from "./src/keep3r/candidates/candidatesPlugin.ts";
import { chartsPlugin } from "./src/plugin/chartsPlugin.ts";
import { conformancePlugin } from "./src/keep3r/tasks/conformancePlugin.ts";
import { nodePlugin } from "./src/keep3r/tasks/nodePlugin.ts";
import { notebooksPlugin } from "./src/plugin/notebooksPlugin.ts";
import { recordingsPlugin } from "./src/plugin/recordingsPlugin.ts";
import { rpcPlugin } from "./src/plugin/rpcPlugin.ts";

/** Rules of the simulated chain. Keep3r V2 went live under London; contracts are compiled for the same. */
const hardfork = "london";

const simulated: EdrNetworkUserConfig = {
  type: "edr-simulated",
  chainType: "l1",
  chainId: 1,
  hardfork,
  accounts: [],
  // An explicit gas limit: estimating gas costs ten executions.
  gas: 28_000_000,
  blockGasLimit: 30_000_000,
  // Mainnet has a smaller one since Osaka, which a fork from a late block would obey.
  transactionGasCap: false,
  allowUnlimitedContractSize: true,
};

const require = createRequire(import.meta.url);

/** A compiler from npm, so that nothing is downloaded. A contract gets the version that its pragma names. */
const compiler = (version: string, npmPackage: string) => ({
  version,
  path: require.resolve(`${npmPackage}/soljson.js`),
  settings: {
    evmVersion: hardfork,
    optimizer: { enabled: true, runs: 200 },
    // Without a hash of the sources in it, the code of a contract depends on nothing but what it does.
    metadata: { bytecodeHash: "none" },
  },
});

export default defineConfig({
  plugins: [
    hardhatEthers,
    hardhatNetworkHelpers,
    nodePlugin,
    notebooksPlugin,
    chartsPlugin,
    conformancePlugin,
    candidatesPlugin,
    recordingsPlugin,
    rpcPlugin,
  ],
  solidity: {
    // Contracts of npm packages that notebooks and tests deploy by name, as if they were our own.
    npmFilesToBuild: ["@openzeppelin/contracts/finance/VestingWallet.sol"],
    compilers: [
      compiler("0.8.37", "solc"),
      // Mainnet's Keep3r V2 was built with this version and these settings; what inherits it names it too.
      compiler("0.8.7", "solc-0.8.7"),
    ],
  },
  // Decides the rules of calls at blocks before a fork.
  chainDescriptors: { 1: { name: "Ethereum", chainType: "l1", hardforkHistory } },
  networks: {
    embedded: simulated,
    // The endpoint, the block and its hardfork are given when a chain is opened.
    fork: simulated,
  },
});
