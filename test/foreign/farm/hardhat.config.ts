import { createRequire } from "node:module";
import simulation from "hardhat-simulation";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

export default defineConfig({
  plugins: [simulation],
  // The compiler comes from npm, so that nothing else is downloaded.
  solidity: { version: "0.8.37", path: require.resolve("solc/soljson.js") },
});
