/** Mainnet addresses of the contracts that a notebook talks to. The embedded chain has them at the same. */
export const addresses = {
  weth: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
  keep3rV1: "0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44",
  keep3rV1Proxy: "0xFC48aC750959d5d5aE9A4bb38f548A7CA8763F8d",
  keep3rHelper: "0xC07C37A0A1e557E0d1704c90d966B37A67a45dD4",
  keep3rV2: "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E",
  pairManagerFactory: "0x005634CfeF45e5a19C84aEdE6f0af17833471852",
  uniswapV3Factory: "0x1F98431c8aD98523631AE4a59f267346ea31F984",
  swapRouter: "0xE592427A0AEce92De3Edee1F18E0157C05861564",
  positionManager: "0xC36442b4a4522E871399CD717aBDD847Ab11FE88",
  /** KP3R/WETH, 1% fee. KP3R is token0. */
  kp3rWethPool: "0x11B7a6bc0259ed6Cf9DB8F499988F9eCc7167bf5",
} as const;

/** Fee of the KP3R/WETH pool: 10,000 millionths, 1%. */
export const kp3rWethFee = 10_000;

/**
 * Mainnet addresses of the markets whose KP3R/WETH pair can give Keep3r V1 its liquidity; KP3R is token0 of both. The
 * first is the one that mainnet's governance had approved.
 */
export const keep3rV1Markets = {
  SushiSwap: {
    factory: "0xC0AEe478e3658e2610c5F7A4A2E1777cE9e4f2Ac",
    kp3rWethPair: "0xaf988afF99d3d0cb870812C325C588D8D8CB7De8",
  },
  UniswapV2: {
    factory: "0x5C69bEe701ef814a2B6a3EDD4B1652CB9cc5aA6f",
    kp3rWethPair: "0x87fEbfb3AC5791034fD5EF1a615e9d9627C2665D",
  },
} as const;

/** Whose KP3R/WETH pair gives Keep3r V1 its liquidity. */
export type Keep3rV1Market = keyof typeof keep3rV1Markets;

/** The first block at which mainnet's Keep3r V2 is complete: its pair manager factory was deployed last. */
export const keep3rV2Block = 13_595_416;
