import { createRequire } from "node:module";
import { ContractFactory, type InterfaceAbi, getAddress, parseEther } from "ethers";
import { UniswapV3Factory__factory } from "../contracts/factories/UniswapV3Factory__factory.ts";
import { Keep3rV1__factory } from "../contracts/factories/Keep3rV1__factory.ts";
import { DeploymentMismatchError, InvalidCandidateError } from "../errors.ts";
import { addresses, kp3rWethFee } from "./addresses.ts";
import { mainnetKeep3r } from "../candidates/candidate.ts";
import type { Chain } from "../../chain/chain.ts";
import type { ChosenCandidate } from "../candidates/chooseCandidate.ts";
import { toQuantity } from "../../chain/rpc.ts";
import type { ContractArtifact } from "../../chain/artifacts/artifact.ts";

const require = createRequire(import.meta.url);

/** V1's governance on mainnet, before it was handed to the proxy. */
export const keep3rV1Governance = "0x0D5Dc686d0a2ABBfDaFDFb4D0533E886517d4E83";

const uniswapDeployer = "0x6C9FC64A53c1b71FB3f9Af64d1ae3A4931A5f4E9";
const keep3rDeployer = "0x54054EA2db6eDC336cB87966815FD66Cc337f224";

/** ERC-20 KP3R's constructor takes the first helper, which nothing on the embedded chain needs. */
const noHelper = "0x0000000000000000000000000000000000000000";

/** A contract of mainnet, and how it came there. */
export interface Deployment {
  readonly name: string;
  readonly deployer: string;
  readonly nonce: number;
  readonly address: string;
  /** Path of a JSON file in an npm package with `abi` and `bytecode`; absent for contracts of our own. */
  readonly file?: string;
  /**
   * What the package's creation code says about its source, and mainnet's in its place: a hash in the metadata, which
   * is never run.
   */
  readonly sourceHash?: { readonly inPackage: string; readonly onMainnet: string };
  readonly args: readonly unknown[];
}

/** What Keep3r V2 stands on, apart from the pool. Facts: see the table in docs/architecture.md. */
const foundations: readonly Deployment[] = [
  {
    name: "WETH9",
    deployer: "0x4F26FfBe5F04ED43630fdC30A87638d53D0b0876",
    nonce: 446,
    address: addresses.weth,
    file: "canonical-weth/build/contracts/WETH9.json",
    sourceHash: {
      inPackage: "65e46f67b61c7c2ca43a3eacf670bec034e3618634abe6c16bb0cb1d8d7bc669",
      onMainnet: "deb4c2ccab3c2fdca32ab3f46728389c2fe2c165d5fafa07661e4e004f6c344a",
    },
    args: [],
  },
  {
    name: "Keep3rV1",
    deployer: "0x2D407dDb06311396fE14D4b49da5F0471447d45C",
    nonce: 7647,
    address: addresses.keep3rV1,
    args: [noHelper],
  },
  {
    name: "UniswapV3Factory",
    deployer: uniswapDeployer,
    nonce: 0,
    address: addresses.uniswapV3Factory,
    file: "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json",
    args: [],
  },
  {
    name: "SwapRouter",
    deployer: uniswapDeployer,
    nonce: 4,
    address: addresses.swapRouter,
    file: "@uniswap/v3-periphery/artifacts/contracts/SwapRouter.sol/SwapRouter.json",
    args: [addresses.uniswapV3Factory, addresses.weth],
  },
  {
    name: "NonfungiblePositionManager",
    deployer: uniswapDeployer,
    nonce: 8,
    address: addresses.positionManager,
    file: "@uniswap/v3-periphery/artifacts/contracts/NonfungiblePositionManager.sol/NonfungiblePositionManager.json",
    // The token descriptor only draws pictures; nobody asks for them here.
    args: [addresses.uniswapV3Factory, addresses.weth, "0x0000000000000000000000000000000000000000"],
  },
];

/** Keep3r V2, in the order of mainnet's history. */
const keep3rV2: readonly Deployment[] = [
  {
    name: "Keep3rV1Proxy",
    deployer: keep3rDeployer,
    nonce: 2,
    address: addresses.keep3rV1Proxy,
    args: [keep3rV1Governance, addresses.keep3rV1],
  },
  {
    name: "Keep3rHelper",
    deployer: keep3rDeployer,
    nonce: 6,
    address: addresses.keep3rHelper,
    file: "keep3r-v2/deployments/mainnet/Keep3rHelper.json",
    args: [addresses.keep3rV2],
  },
  {
    name: "Keep3r",
    deployer: keep3rDeployer,
    nonce: 7,
    address: addresses.keep3rV2,
    file: "keep3r-v2/deployments/mainnet/Keep3r.json",
    args: [
      keep3rDeployer,
      addresses.keep3rHelper,
      addresses.keep3rV1,
      addresses.keep3rV1Proxy,
      addresses.kp3rWethPool,
    ],
  },
  {
    name: "UniV3PairManagerFactory",
    deployer: keep3rDeployer,
    nonce: 8,
    address: addresses.pairManagerFactory,
    file: "keep3r-v2/deployments/mainnet/UniV3PairManagerFactory.json",
    args: [],
  },
];

/**
 * Makes sure of what Keep3r V2 stands on: WETH, KP3R under mainnet's governance, Uniswap v3, the KP3R/WETH pool.
 * What the chain lacks is deployed as {@link ensureKeep3rV2} does.
 *
 * @throws DeploymentMismatchError at the first contract that cannot get its mainnet address
 */
export async function ensureFoundations(chain: Chain): Promise<void> {
  for (const deployment of foundations) {
    const deployed = await ensureDeployed(chain, deployment);
    if (deployed && deployment.name === "Keep3rV1") await handOverKeep3rV1(chain, deployment.deployer);
  }
  if (!(await hasCode(chain, addresses.kp3rWethPool))) await createPool(chain);
}

/**
 * Makes sure of Keep3r V2: its proxy, helper, pair manager factory, and itself. What the chain lacks is deployed as
 * mainnet did, with the same creation code, deployer and nonce, so that it gets its mainnet address.
 *
 * @param candidate - deployed in place of mainnet's Keep3r V2; deployer, nonce, address and arguments stay
 * @throws DeploymentMismatchError at the first contract that cannot get its mainnet address
 * @throws InvalidCandidateError if there is a candidate, and V2 is on the chain already
 */
export async function ensureKeep3rV2(chain: Chain, candidate?: ChosenCandidate): Promise<void> {
  for (const deployment of keep3rV2) {
    const instead = deployment.name === mainnetKeep3r ? candidate : undefined;
    const deployed = await ensureDeployed(chain, deployment, instead?.contract);
    if (instead !== undefined && !deployed) throw cannotReplace(instead);
  }
}

function cannotReplace({ name }: ChosenCandidate): InvalidCandidateError {
  return new InvalidCandidateError({
    message: `${name} cannot stand in place of Keep3r V2, which is on this chain already, with all that has happened to it.`,
    hint: "Run candidates on the embedded chain, or on a fork of a block before V2 was deployed.",
  });
}

/** The name of something that Keep3r V2 stands on and the chain lacks; `undefined` if all is there. */
export async function findMissingFoundation(chain: Chain): Promise<string | undefined> {
  const pool = { name: "KP3R/WETH pool", address: addresses.kp3rWethPool };
  for (const { name, address } of [...foundations, pool]) {
    if (!(await hasCode(chain, address))) return `${name} (${address})`;
  }
  return undefined;
}

/** Whether there is a contract at an address. */
export async function hasCode(chain: Chain, address: string): Promise<boolean> {
  return (await chain.ethersProvider.getCode(address)) !== "0x";
}

/**
 * Deploys a contract as mainnet did, unless the chain has it.
 *
 * @param instead - what to deploy in its place; deployer, nonce, address and arguments stay
 * @returns whether it had to be deployed
 * @throws DeploymentMismatchError if it cannot get its mainnet address
 */
export async function ensureDeployed(
  chain: Chain,
  deployment: Deployment,
  instead?: ContractArtifact,
): Promise<boolean> {
  if (await hasCode(chain, deployment.address)) return false;
  if (instead !== undefined) chain.contracts.use(instead);
  const { name, deployer, nonce } = deployment;
  const { abi, bytecode } = instead ?? (await readCreationCode(chain, deployment));
  const used = await chain.ethersProvider.getTransactionCount(deployer);
  if (used > nonce) {
    throw new DeploymentMismatchError({
      message: `${name} is not at its mainnet address ${deployment.address}, and ${deployer} is past nonce ${nonce}, at ${used}.`,
      hint: "What this chain was forked from is not mainnet's history: fork mainnet, or a chain on which all of V2 or none of it is deployed.",
    });
  }
  await chain.setBalance(deployer, parseEther("1000"));
  await chain.request("hardhat_setNonce", [deployer, toQuantity(nonce)]);
  const signer = await chain.getSigner(deployer);
  const factory = new ContractFactory(abi as InterfaceAbi, bytecode);
  const { data } = await factory.getDeployTransaction(...deployment.args);
  const transaction = await signer.sendTransaction({ data });
  const receipt = await transaction.wait();
  assertAddress(name, receipt?.contractAddress ?? "none", deployment.address);
  return true;
}

async function readCreationCode(
  chain: Chain,
  { name, file, sourceHash }: Deployment,
): Promise<Pick<ContractArtifact, "abi" | "bytecode">> {
  if (file === undefined) return await chain.contracts.readArtifact(name);
  const { abi, bytecode } = require(file) as Pick<ContractArtifact, "abi" | "bytecode">;
  if (sourceHash === undefined) return { abi, bytecode };
  return { abi, bytecode: bytecode.replace(sourceHash.inPackage, sourceHash.onMainnet) };
}

async function createPool(chain: Chain): Promise<void> {
  const signer = await chain.getSigner(uniswapDeployer);
  const factory = UniswapV3Factory__factory.connect(addresses.uniswapV3Factory, signer);
  const tokens = [addresses.keep3rV1, addresses.weth, kp3rWethFee] as const;
  await (await factory.createPool(...tokens)).wait();
  assertAddress("the KP3R/WETH pool", await factory.getPool(...tokens), addresses.kp3rWethPool);
}

/** V1's deployer hands governance to mainnet's governance. */
async function handOverKeep3rV1(chain: Chain, deployer: string): Promise<void> {
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, await chain.getSigner(deployer));
  await (await v1.setGovernance(keep3rV1Governance)).wait();
  await chain.setBalance(keep3rV1Governance, parseEther("1000"));
  await (await v1.connect(await chain.getSigner(keep3rV1Governance)).acceptGovernance()).wait();
}

/** @throws DeploymentMismatchError if a contract did not get its mainnet address */
export function assertAddress(name: string, actual: string, expected: string): void {
  if (actual !== "none" && getAddress(actual) === getAddress(expected)) return;
  throw new DeploymentMismatchError({
    message: `${name} was deployed at ${actual}, not at its mainnet address ${expected}.`,
    hint: "The npm packages no longer hold mainnet's creation code: install the versions of package-lock.json (npm ci).",
  });
}
