/** Generations of the Keep3r Network: V1 alone, then every V2 that mainnet has seen, oldest first. */
export const keep3rVersions = ["V2.0", "V2.1", "V2.2"] as const;

/** A Keep3r V2 of mainnet. */
export type Keep3rVersion = (typeof keep3rVersions)[number];

/** A contract of the Keep3r Network on mainnet. */
export interface MainnetDeployment {
  /** What it is called in its source. */
  readonly contract: string;
  /** The generations that it serves. */
  readonly versions: readonly ("V1" | Keep3rVersion)[];
  readonly address: string;
  /** Block of its deployment; absent where no source names it. */
  readonly firstBlock?: number;
  /** Hash of the transaction that deployed it. */
  readonly transaction?: string;
  /** Whose transaction, or which contract, made it; with the nonce, its address follows. */
  readonly deployer?: string;
  readonly nonce?: number;
  /** keccak256 of its code, where a source holds the code as mainnet has it. */
  readonly codeHash?: string;
  /** What came in its place. The blocks of the hand-overs are in no source: a fork reads them from the chain. */
  readonly replacedBy?: string;
  readonly note?: string;
  /** Files on GitHub that name it: repository, commit, path. */
  readonly sources: readonly string[];
}

const deployers = {
  v1: "0x2D407dDb06311396fE14D4b49da5F0471447d45C",
  v2: "0x54054EA2db6eDC336cB87966815FD66Cc337f224",
} as const;

/** Accounts that governed KP3R, or are said to have, before a proxy did. */
export const keep3rV1Governors: readonly string[] = [
  // The deployer, from the start.
  deployers.v1,
  // "Deprecated" in the registry of October 2020, and the governance that it names from then on.
  "0xEEFb7264FD804e23eF55478c55105f6E2Bf1EFd9",
  "0xc7212Fc959bBB606F97036e8Ac3DA7AaBf0cb735",
  // The multisig that governs the proxies, too.
  "0x0D5Dc686d0a2ABBfDaFDFb4D0533E886517d4E83",
];

/**
 * The Keep3r Network's contracts on mainnet over time, as far as public sources go: until February 2023. The approved
 * pair manager (kLP) is that of KP3R/WETH.
 */
export const mainnetDeployments: readonly MainnetDeployment[] = [
  {
    contract: "Keep3rV1",
    versions: ["V1"],
    address: "0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44",
    deployer: deployers.v1,
    nonce: 7647,
    codeHash: "0xc2d3fb554ea0351e45df8da40abfc3d26c18c0f1e525ca50b586a7e5818c2d96",
    sources: [
      "defi-wonderland/keep3r-v1-deploy/blob/8753c0907186d95c5b2bcf113559bea174520326/contracts/Keep3rV1.sol",
      "keep3r-network/keep3r.network/blob/144a307864df5030ee92fb8861d27c7f71dc48c8/REGISTRY.md",
      "risechain/pevm/blob/9cbd856e7448f82a845709805e59cc7a31c2a0d4/data/ethereum/blocks/12459406/pre_state.json",
    ],
  },
  {
    contract: "Keep3rV1Library",
    versions: ["V1"],
    address: "0xfc38B6eBA9d47CBFc8C7B4FFfFd142B78996B6f1",
    deployer: deployers.v1,
    nonce: 7646,
    sources: ["keep3r-network/keep3r.network/blob/a6897007db6e656e0e310ed7ee4ad42904fe2794/REGISTRY.md"],
  },
  {
    contract: "Keep3rV1",
    versions: ["V1"],
    address: "0x5Bab9eEC479B1991455A89562A2CC7C274C5f95e",
    replacedBy: "0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44",
    note: "an earlier try, of which nothing was used",
    sources: [
      "keep3r-network/keep3r.network/blob/dc41d69bd81733fe45c539f4bd9efe2f1c251eee/REGISTRY.md",
      "keep3r-network/keep3r.network/blob/144a307864df5030ee92fb8861d27c7f71dc48c8/REGISTRY.md",
    ],
  },
  {
    contract: "Keep3rV1Helper",
    versions: ["V1"],
    address: "0xb41772890c8B1564c5015A12c0dC6f18B0aF955e",
    replacedBy: "0xC952A912c458Be918c2a5344f4ad842fbC365Aa0",
    sources: ["keep3r-network/keep3r.network/blob/7a19518d1b42fafd6aa591b56ae4879f455f7330/REGISTRY.md"],
  },
  {
    contract: "Keep3rV1Helper",
    versions: ["V1"],
    address: "0xC952A912c458Be918c2a5344f4ad842fbC365Aa0",
    replacedBy: "0xAb6f27021D72938F9FFd021cE85dd0A6441d9781",
    sources: ["keep3r-network/keep3r.network/blob/973a6c0c4efb656329e631f6f1199288d8b65bb5/REGISTRY.md"],
  },
  {
    contract: "Keep3rV1Helper",
    versions: ["V1"],
    address: "0xAb6f27021D72938F9FFd021cE85dd0A6441d9781",
    replacedBy: "0x24e1565ED1D6530cd977A6A8B3e327b9F53A9fd2",
    sources: ["keep3r-network/keep3r.network/blob/161145c2b4c344075457fcb81bab4f0bed8eebbc/REGISTRY.md"],
  },
  {
    contract: "Keep3rV1Helper",
    versions: ["V1"],
    address: "0x24e1565ED1D6530cd977A6A8B3e327b9F53A9fd2",
    replacedBy: "0x2720535578096f1dE6C8c9B5255F1Bda40e8067A",
    sources: ["keep3r-network/keep3r.network/blob/a6897007db6e656e0e310ed7ee4ad42904fe2794/REGISTRY.md"],
  },
  {
    contract: "Keep3rV1Helper",
    versions: ["V1"],
    address: "0x2720535578096f1dE6C8c9B5255F1Bda40e8067A",
    deployer: deployers.v1,
    nonce: 9619,
    sources: ["keep3r-network/keep3r.network/blob/a6897007db6e656e0e310ed7ee4ad42904fe2794/REGISTRY.md"],
  },
  {
    contract: "Keep3rV1Proxy",
    versions: ["V2.0", "V2.1"],
    address: "0xFC48aC750959d5d5aE9A4bb38f548A7CA8763F8d",
    deployer: deployers.v2,
    nonce: 2,
    replacedBy: "0x976b01c02c636Dd5901444B941442FD70b86dcd5",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/956dad62b359a43ca047a8895d6e6a21aa24fddc/deployments/mainnet/Keep3rV1Proxy.json",
      "keep3r-network/keep3r-network-v2/blob/956dad62b359a43ca047a8895d6e6a21aa24fddc/deployment.md",
      "defi-wonderland/keep3r-notebooks/blob/c876241434561276ffaa8308cb62105390821250/artifacts/Keep3rV1Proxy.sol/Keep3rV1Proxy.json",
    ],
  },
  {
    contract: "Keep3rV1Proxy",
    versions: ["V2.2"],
    address: "0x976b01c02c636Dd5901444B941442FD70b86dcd5",
    firstBlock: 14_519_301,
    transaction: "0x0170dcc50dcd0071767a39ea1c6aa570e0c391a4d1235a96b5776044247fe0af",
    deployer: deployers.v2,
    nonce: 20,
    sources: [
      "keep3r-network/keep3r-v1-proxy/blob/db132b8d5ec31f338bcc090e910557426e5b1d12/deployments/mainnet/Keep3rV1Proxy.json",
      "keep3r-network/keep3r-network-v2/blob/cdd28f3da309af9eb18b6abe03ea139155d0aefb/deployments/mainnet/Keep3rV1Proxy.json",
    ],
  },
  {
    contract: "Keep3rHelper",
    versions: ["V2.0"],
    address: "0xC07C37A0A1e557E0d1704c90d966B37A67a45dD4",
    firstBlock: 13_595_404,
    transaction: "0xd4e051a6be2b66c649b5db62a3ce4cb9c62f10273444c609f7b884ab091fbcae",
    deployer: deployers.v2,
    nonce: 6,
    replacedBy: "0x12038d459166Ab8E68768bb35EC0AF765A36038D",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/956dad62b359a43ca047a8895d6e6a21aa24fddc/deployments/mainnet/Keep3rHelper.json",
    ],
  },
  {
    contract: "Keep3r",
    versions: ["V2.0"],
    address: "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E",
    firstBlock: 13_595_407,
    transaction: "0xb4f6c752f9cb8e15afeeb7a19e6f49dd3c00abd62334c1e2dace759eee7debc3",
    deployer: deployers.v2,
    nonce: 7,
    replacedBy: "0x4A6cFf9E1456eAa3b6f37572395C6fa0c959edAB",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/956dad62b359a43ca047a8895d6e6a21aa24fddc/deployments/mainnet/Keep3r.json",
    ],
  },
  {
    contract: "UniV3PairManagerFactory",
    versions: ["V2.0", "V2.1"],
    address: "0x005634CfeF45e5a19C84aEdE6f0af17833471852",
    firstBlock: 13_595_416,
    transaction: "0x050867add7abff9bd6a9acfd3170928551415a4fb1cdd88f128cb754456c2e7a",
    deployer: deployers.v2,
    nonce: 8,
    replacedBy: "0x053D7DD4dde2B5e4F6146476B95EA8c62cd7c428",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/956dad62b359a43ca047a8895d6e6a21aa24fddc/deployments/mainnet/UniV3PairManagerFactory.json",
      "keep3r-network/keep3r-network-v2/blob/4aaff123750c8afde0ff441a5b87ac697208cc40/deployments/mainnet/UniV3PairManagerFactory.json",
    ],
  },
  {
    contract: "Keep3rHelper",
    versions: ["V2.1"],
    address: "0x12038d459166Ab8E68768bb35EC0AF765A36038D",
    firstBlock: 14_070_364,
    transaction: "0xc591598f81656e7d7bc902a02f39fc6bc23b2aeb13a3fc5bfa697e968503d8a9",
    deployer: deployers.v2,
    nonce: 15,
    replacedBy: "0xD36Ac9Ff5562abb541F51345f340FB650547a661",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/4aaff123750c8afde0ff441a5b87ac697208cc40/deployments/mainnet/Keep3rHelper.json",
    ],
  },
  {
    contract: "Keep3r",
    versions: ["V2.1"],
    address: "0x4A6cFf9E1456eAa3b6f37572395C6fa0c959edAB",
    firstBlock: 14_070_365,
    transaction: "0x44696f5a40baee10a62b61da85fd13e65b66364ec0d895e44dc3a9531a0c13a0",
    deployer: deployers.v2,
    nonce: 16,
    replacedBy: "0xeb02addCfD8B773A5FFA6B9d1FE99c566f8c44CC",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/4aaff123750c8afde0ff441a5b87ac697208cc40/deployments/mainnet/Keep3r.json",
    ],
  },
  {
    contract: "Keep3rHelper",
    versions: ["V2.2"],
    address: "0xD36Ac9Ff5562abb541F51345f340FB650547a661",
    firstBlock: 14_524_581,
    transaction: "0x6fd953802a5823400833bc4194cc22ae1450ed664b0768ea4dfcc3c674183a4a",
    deployer: deployers.v2,
    nonce: 21,
    replacedBy: "0xeDDe080E28Eb53532bD1804de51BD9Cd5cADF0d4",
    sources: [
      "keep3r-network/keep3r-network-v2/blob/cdd28f3da309af9eb18b6abe03ea139155d0aefb/deployments/mainnet/Keep3rHelper.json",
    ],
  },
  {
    contract: "Keep3r",
    versions: ["V2.2"],
    address: "0xeb02addCfD8B773A5FFA6B9d1FE99c566f8c44CC",
    firstBlock: 14_524_602,
    transaction: "0xb1310a9dd5fa5eff681016e0213bc39797cd8e75ef21ef3f45ad52c9c0ca3bb9",
    deployer: deployers.v2,
    nonce: 22,
    sources: [
      "keep3r-network/keep3r-network-v2/blob/cdd28f3da309af9eb18b6abe03ea139155d0aefb/deployments/mainnet/Keep3r.json",
      "keep3r-network/keep3r-v2-subgraph/blob/0924606a3806df80b37629ebc1af680b27c5b78b/config/ethereum.json",
    ],
  },
  {
    contract: "UniV3PairManagerFactory",
    versions: ["V2.2"],
    address: "0x053D7DD4dde2B5e4F6146476B95EA8c62cd7c428",
    firstBlock: 14_524_617,
    transaction: "0xc61bb887dcc790d5bec59f1ea09a5e2d5e756b9a172172e13a73c456eb06e226",
    deployer: deployers.v2,
    nonce: 23,
    sources: [
      "keep3r-network/keep3r-network-v2/blob/cdd28f3da309af9eb18b6abe03ea139155d0aefb/deployments/mainnet/UniV3PairManagerFactory.json",
    ],
  },
  {
    contract: "Keep3rHelper",
    versions: ["V2.2"],
    address: "0xeDDe080E28Eb53532bD1804de51BD9Cd5cADF0d4",
    firstBlock: 15_436_027,
    transaction: "0x30964bd00a45fa8ded95345fd355792e699128188968b7e01f9b12def9b9733e",
    deployer: "0xDef17B6D641AcFC68Bb9E7DBEE851Ed40D4Bacd2",
    nonce: 0,
    sources: [
      "keep3r-network/keep3r-network-v2/blob/9dc3b9fc36c663ba5b18da23564a15b50a1e3c02/deployments/mainnet/Keep3rHelper.json",
    ],
  },
  {
    contract: "UniV3PairManager",
    versions: ["V2.0", "V2.1"],
    address: "0x69aF6138f707a570938d5439DBA08F55c44626aB",
    deployer: "0x005634CfeF45e5a19C84aEdE6f0af17833471852",
    nonce: 1,
    replacedBy: "0x3f6740b5898c5D3650ec6eAce9a649Ac791e44D7",
    note: "no source names it: it is what its factory creates first",
    sources: [],
  },
  {
    contract: "UniV3PairManager",
    versions: ["V2.2"],
    address: "0x3f6740b5898c5D3650ec6eAce9a649Ac791e44D7",
    deployer: "0x053D7DD4dde2B5e4F6146476B95EA8c62cd7c428",
    nonce: 1,
    sources: [
      "keep3r-network/keep3r-network-v2/blob/cdd28f3da309af9eb18b6abe03ea139155d0aefb/deployments/mainnet/UniV3PairManager.json",
      "keep3r-network/keep3r-v2-subgraph/blob/0924606a3806df80b37629ebc1af680b27c5b78b/config/ethereum.json",
    ],
  },
];
