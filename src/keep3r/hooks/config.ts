import type { EdrNetworkUserConfig, HardhatUserConfig } from "hardhat/types/config";
import type { ConfigHooks } from "hardhat/types/hooks";

/**
 * Hooks of Hardhat's config.
 *
 * London is said to hold from mainnet's block 0. On mainnet that changes nothing for a block that Keep3r can be forked
 * at. A stand-in for mainnet has the same chain id and small block numbers, and the node would run calls at its blocks
 * under the rules of 2015, if it forked at all.
 */
export default function configHooks(): Promise<Partial<ConfigHooks>> {
  return Promise.resolve({
    extendUserConfig: async (config, next) => await next(withEmbedded(config)),
  });
}

function withEmbedded(config: HardhatUserConfig): HardhatUserConfig {
  const embedded: EdrNetworkUserConfig = {
    type: "edr-simulated",
    chainType: "l1",
    chainId: 1,
    accounts: [],
  };
  return {
    ...config,
    networks: { embedded, ...config.networks },
    chainDescriptors: {
      1: { name: "Ethereum", chainType: "l1", hardforkHistory: sinceLondon },
      ...config.chainDescriptors,
    },
  };
}

/** @source ethereum/execution-specs, network upgrades */
const sinceLondon = {
  london: { blockNumber: 0 },
  arrowGlacier: { blockNumber: 13_773_000 },
  grayGlacier: { blockNumber: 15_050_000 },
  merge: { blockNumber: 15_537_394 },
  shanghai: { timestamp: 1_681_338_455 },
  cancun: { timestamp: 1_710_338_135 },
  prague: { timestamp: 1_746_612_311 },
  osaka: { timestamp: 1_764_798_551 },
};
