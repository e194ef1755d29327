import { createRequire } from "node:module";
import { ContractFactory, getAddress, type InterfaceAbi, toQuantity } from "ethers";
import { Keep3r__factory } from "../../src/keep3r/contracts/factories/Keep3r__factory.ts";
import { Keep3rV1__factory } from "../../src/keep3r/contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "../../src/keep3r/contracts/factories/Keep3rV1Proxy__factory.ts";
import { UniV3PairManagerFactory__factory } from "../../src/keep3r/contracts/factories/UniV3PairManagerFactory__factory.ts";
import { addresses } from "../../src/keep3r/network/addresses.ts";
import { keep3rV1Governance } from "../../src/keep3r/network/deployments.ts";
import { mainnetDeployments } from "../../src/keep3r/network/mainnetDeployments.ts";
import { addressIn } from "../../src/keep3r/network/versions.ts";
import type { StandIn } from "./standIn.ts";

/** Somebody that nobody knows. */
export const stranger: string = getAddress(`0x${"5a".repeat(20)}`);

const require = createRequire(import.meta.url);

interface CreationCode {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

/** Creation code of V2.0's contracts, for later ones too: the later ones' is in no package. */
const creationCode: Readonly<Record<string, CreationCode>> = {
  Keep3r: require("keep3r-v2/deployments/mainnet/Keep3r.json") as CreationCode,
  Keep3rHelper: require("keep3r-v2/deployments/mainnet/Keep3rHelper.json") as CreationCode,
  UniV3PairManagerFactory:
    require("keep3r-v2/deployments/mainnet/UniV3PairManagerFactory.json") as CreationCode,
  Keep3rV1Proxy:
    require("../../artifacts/contracts/keep3r/Keep3rV1Proxy.sol/Keep3rV1Proxy.json") as CreationCode,
};

/** Blocks of the stand-in at the end of each stage that mainnet went through after V2.0. */
export interface LaterHistory {
  /** V2.1 has been deployed; V2.0 works. */
  readonly deployedV21: number;
  /** V2.1 works, through the proxy of V2.0. */
  readonly aliveV21: number;
  /** A second proxy and V2.2 have been deployed; V2.1 works. */
  readonly deployedV22: number;
  /** V2.2 works. */
  readonly aliveV22: number;
  /** The second helper of V2.2 is in use. */
  readonly secondHelper: number;
}

const oldProxy = addresses.keep3rV1Proxy;
const newProxy = addressIn("V2.2", "Keep3rV1Proxy");
const v1 = Keep3rV1__factory.createInterface();
const v2 = Keep3r__factory.createInterface();
const proxy = Keep3rV1Proxy__factory.createInterface();
const factory = UniV3PairManagerFactory__factory.createInterface();

/** Takes a stand-in that has V2.0 through what came later: deployments at their mainnet addresses, and hand-overs. */
export async function continueHistory(standIn: StandIn): Promise<LaterHistory> {
  const { send, deploy, block } = driverOf(standIn);
  const v21 = addressIn("V2.1", "Keep3r");
  const v22 = addressIn("V2.2", "Keep3r");

  await deploy(addressIn("V2.1", "Keep3rHelper"), [v21]);
  const newcomer = mainnetDeployments.find(({ address }) => address === v21)?.deployer ?? "";
  const foundations = [addresses.keep3rV1, oldProxy, addresses.kp3rWethPool];
  await deploy(v21, [newcomer, addressIn("V2.1", "Keep3rHelper"), ...foundations]);
  const deployedV21 = await block();
  await send(
    newcomer,
    v21,
    v2.encodeFunctionData("approveLiquidity", [addressIn("V2.1", "UniV3PairManager")]),
  );
  await send(keep3rV1Governance, oldProxy, proxy.encodeFunctionData("setMinter", [v21]));
  const aliveV21 = await block();

  await deploy(newProxy, [keep3rV1Governance, addresses.keep3rV1]);
  await deploy(addressIn("V2.2", "Keep3rHelper"), [v22]);
  const laterFoundations = [addresses.keep3rV1, newProxy, addresses.kp3rWethPool];
  await deploy(v22, [newcomer, addressIn("V2.2", "Keep3rHelper"), ...laterFoundations]);
  await deploy(addressIn("V2.2", "UniV3PairManagerFactory"), []);
  await send(
    stranger,
    addressIn("V2.2", "UniV3PairManagerFactory"),
    factory.encodeFunctionData("createPairManager", [addresses.kp3rWethPool]),
  );
  await send(
    newcomer,
    v22,
    v2.encodeFunctionData("approveLiquidity", [addressIn("V2.2", "UniV3PairManager")]),
  );
  await send(newcomer, v22, v2.encodeFunctionData("setGovernance", [keep3rV1Governance]));
  await send(keep3rV1Governance, v22, v2.encodeFunctionData("acceptGovernance"));
  const deployedV22 = await block();
  await send(keep3rV1Governance, oldProxy, proxy.encodeFunctionData("setKeep3rV1Governance", [newProxy]));
  await send(keep3rV1Governance, newProxy, proxy.encodeFunctionData("acceptKeep3rV1Governance"));
  await send(keep3rV1Governance, newProxy, proxy.encodeFunctionData("setMinter", [v22]));
  const aliveV22 = await block();

  const secondHelper =
    mainnetDeployments.findLast(({ contract }) => contract === "Keep3rHelper")?.address ?? "";
  await deploy(secondHelper, [v22]);
  await send(keep3rV1Governance, v22, v2.encodeFunctionData("setKeep3rHelper", [secondHelper]));
  return { deployedV21, aliveV21, deployedV22, aliveV22, secondHelper: await block() };
}

/** What can go wrong on a chain, one after another; each begins from a block of its own. */
export async function contradict(standIn: StandIn): Promise<{
  readonly minterElsewhere: number;
  readonly noMinter: number;
  readonly governanceElsewhere: number;
}> {
  const { send, block, request } = driverOf(standIn);
  await send(keep3rV1Governance, newProxy, proxy.encodeFunctionData("setMinter", [stranger]));
  const minterElsewhere = await block();
  // Back to V2.1, which mints through the other proxy.
  await send(
    keep3rV1Governance,
    newProxy,
    proxy.encodeFunctionData("setMinter", [addressIn("V2.1", "Keep3r")]),
  );
  const noMinter = await block();
  await send(keep3rV1Governance, newProxy, proxy.encodeFunctionData("setKeep3rV1Governance", [stranger]));
  await send(stranger, addresses.keep3rV1, v1.encodeFunctionData("acceptGovernance"));
  await request("evm_mine");
  return { minterElsewhere, noMinter, governanceElsewhere: await block() };
}

/** Sends transactions of anybody's to a stand-in. */
function driverOf({ request }: StandIn): {
  readonly request: StandIn["request"];
  readonly block: () => Promise<number>;
  readonly send: (from: string, to: string | undefined, data: string) => Promise<void>;
  readonly deploy: (address: string, args: readonly unknown[]) => Promise<void>;
} {
  const send = async (from: string, to: string | undefined, data: string): Promise<void> => {
    await request("hardhat_setBalance", [from, toQuantity(10n ** 21n)]);
    await request("hardhat_impersonateAccount", [from]);
    const gas = toQuantity(15_000_000);
    const hash = await request("eth_sendTransaction", [
      { from, ...(to === undefined ? {} : { to }), data, gas },
    ]);
    const receipt = (await request("eth_getTransactionReceipt", [hash])) as { readonly status: string };
    if (receipt.status !== "0x1") throw new Error(`The stand-in refused ${data.slice(0, 10)} of ${from}.`);
  };
  const deploy = async (address: string, args: readonly unknown[]): Promise<void> => {
    const deployment = mainnetDeployments.find((one) => one.address === address);
    const { contract = "", deployer = "", nonce = 0 } = deployment ?? {};
    const { abi, bytecode } = creationCode[contract] ?? { abi: [], bytecode: "0x" };
    await request("hardhat_setNonce", [deployer, toQuantity(nonce)]);
    const { data } = await new ContractFactory(abi, bytecode).getDeployTransaction(...args);
    await send(deployer, undefined, data);
    if ((await request("eth_getCode", [address, "latest"])) === "0x")
      throw new Error(`${contract} is elsewhere.`);
  };
  return { request, send, deploy, block: async () => Number(await request("eth_blockNumber")) };
}
