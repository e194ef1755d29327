import { type AddressLike, ContractFactory, type InterfaceAbi } from "ethers";
import type { Chain } from "../chain/chain.ts";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import { GasBurningJob__factory } from "./contracts/factories/GasBurningJob__factory.ts";
import type { GasBurningJob } from "./contracts/GasBurningJob.ts";

/**
 * Deploys a job that burns gas on demand. No Keep3r knows of it yet.
 *
 * @param keep3r - who validates and pays its keepers: Keep3r V2, or V1
 * @param owner - deploys it
 */
export async function deployGasBurningJob(
  chain: Chain,
  keep3r: AddressLike,
  owner: SimulatedSigner,
): Promise<GasBurningJob> {
  const { abi, bytecode } = await chain.contracts.readArtifact("GasBurningJob");
  const deployed = await new ContractFactory(abi as InterfaceAbi, bytecode, owner).deploy(keep3r);
  const job = GasBurningJob__factory.connect(await deployed.getAddress(), owner);
  chain.contracts.learnErrors(job.interface);
  return job;
}
