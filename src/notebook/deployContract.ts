import {
  type BaseContract,
  type ContractRunner,
  Contract,
  ContractFactory,
  Interface,
  isAddress,
  type InterfaceAbi,
} from "ethers";
import type { Chain, ContractArtifact } from "../chain/chain.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import { UnknownContractError } from "../chain/errors.ts";
import { type ViewArgument, plainArguments } from "../recorder/traces/contractLike.ts";

/** Options of a deployment. */
export interface DeployOptions {
  /** Who deploys. Default: a signer of the notebook's own. */
  readonly from?: ContractRunner;
  /** Addresses of the libraries that the contract links, by library name. */
  readonly libraries?: Readonly<Record<string, string>>;
}

/**
 * Deploys a contract of this project.
 *
 * @param name - contract name, or `path/File.sol:Name` where the name is ambiguous
 * @param args - constructor arguments; contracts and signers stand for their addresses
 * @throws UnknownContractError if the project compiles no such contract, or a library's address is missing
 * @throws InvalidArgumentsError if the constructor takes other arguments
 */
export async function deployContract(
  chain: Chain,
  name: string,
  args: readonly ViewArgument[],
  runner: ContractRunner,
  libraries: Readonly<Record<string, string>> = {},
): Promise<Contract> {
  const artifact = await chain.readArtifact(name);
  const abi = new Interface(artifact.abi as InterfaceAbi);
  chain.learnErrors(abi);
  const { inputs } = abi.deploy;
  if (inputs.length !== args.length) {
    throw new InvalidArgumentsError({
      message: `The constructor of ${name} takes ${inputs.length} argument(s), not ${args.length}.`,
      hint: `Its arguments: ${inputs.map((input) => `${input.type} ${input.name}`).join(", ") || "none"}.`,
    });
  }
  if (artifact.bytecode === "0x") {
    throw new UnknownContractError({
      message: `${name} has no code that could be deployed: it is an interface or an abstract contract.`,
      hint: "Deploy a contract that implements it.",
    });
  }
  const values = plainArguments(args);
  try {
    abi.encodeDeploy(values);
  } catch (cause) {
    throw new InvalidArgumentsError({
      message: `The constructor of ${name} cannot take ${values.map((value) => String(value)).join(", ")}.`,
      hint: `Its arguments: ${inputs.map((input) => `${input.type} ${input.name}`).join(", ")}.`,
      cause,
    });
  }
  const factory = new ContractFactory(abi, link(name, artifact, libraries), runner);
  const deployed: BaseContract = await factory.deploy(...values);
  await deployed.waitForDeployment();
  const address = await deployed.getAddress();
  chain.nameContract(address, artifact.contractName);
  return new Contract(address, abi, runner);
}

/** Puts libraries' addresses into creation code. */
function link(name: string, artifact: ContractArtifact, libraries: Readonly<Record<string, string>>): string {
  let code = artifact.bytecode;
  for (const [library, references] of Object.values(artifact.linkReferences).flatMap((file) =>
    Object.entries(file),
  )) {
    const address: unknown = libraries[library];
    if (!isAddress(address)) {
      throw new UnknownContractError({
        message: `${name} links the library ${library}, whose address is ${address === undefined ? "not given" : JSON.stringify(address)}.`,
        hint: `Deploy the library and pass { libraries: { ${library}: address } }.`,
      });
    }
    for (const { start, length } of references) {
      const at = 2 + 2 * start;
      code = code.slice(0, at) + address.toLowerCase().slice(2) + code.slice(at + 2 * length);
    }
  }
  return code;
}
