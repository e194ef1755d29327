import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";
import keep3r from "./src/keep3r/plugin.ts";

const require = createRequire(import.meta.url);

/** A compiler from npm, so that nothing is downloaded. A contract gets the version that its pragma names. */
const compiler = (version: string, npmPackage: string, evmVersion = "london") => ({
  version,
  path: require.resolve(`${npmPackage}/soljson.js`),
  settings: {
    // Keep3r V2 went live under London.
    evmVersion,
    optimizer: { enabled: true, runs: 200 },
    // Without a hash of the sources in it, the code of a contract depends on nothing but what it does.
    metadata: { bytecodeHash: "none" },
  },
});

export default defineConfig({
  plugins: [keep3r],
  solidity: {
    // Contracts of npm packages that notebooks and tests deploy by name, as if they were our own.
    npmFilesToBuild: ["@openzeppelin/contracts/finance/VestingWallet.sol"],
    compilers: [
      compiler("0.8.37", "solc"),
      // Mainnet's Keep3r V2 was built with this version and these settings; what inherits it names it too.
      compiler("0.8.7", "solc-0.8.7"),
    ],
    overrides: {
      // OpenZeppelin's Governor copies memory by an opcode of Cancun.
      "contracts/test/BlockGovernor.sol": compiler("0.8.37", "solc", "cancun"),
    },
  },
});
