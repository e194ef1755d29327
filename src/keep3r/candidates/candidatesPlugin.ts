import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Lets contracts of a Hardhat project inherit Keep3r V2 and override any of its functions, although V2 declares next
 * to none of them `virtual`: the build reads V2's sources as if it did. That changes nothing in what is compiled.
 */
export const candidatesPlugin: HardhatPlugin = {
  id: "keep3r-candidates",
  hookHandlers: { solidity: () => import("./readV2Sources.ts") },
};
