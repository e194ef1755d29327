import {
  type BaseContract,
  Contract,
  ContractFactory,
  type ContractRunner,
  Interface,
  type InterfaceAbi,
  isHexString,
} from "ethers";
import type { ContractArtifact } from "../chain/artifacts/artifact.ts";
import type { Chain } from "../chain/chain.ts";
import { UnknownContractError } from "../chain/errors.ts";
import { parseAddress } from "../chain/parseAddress.ts";
import { assertOptions } from "../common/assertOptions.ts";
import { assertWei } from "../common/assertWei.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { ViewArgument } from "../recorder/traces/contractLike.ts";
import { encodableArguments } from "../recorder/traces/encodableArguments.ts";
import type { SimulatedContract } from "./contractTypes.ts";

/** Options of a deployment. */
export interface DeployOptions {
  /** Who deploys. Default: a signer of the notebook's own. */
  readonly from?: ContractRunner;
  /** Wei that the constructor gets. Default: 0. */
  readonly value?: bigint;
  /** Addresses of the libraries that the contract links, by library name. */
  readonly libraries?: Readonly<Record<string, string>>;
  /** What recordings call it. Default: the contract's name. */
  readonly name?: string;
}

const optionNames: Readonly<Record<keyof DeployOptions, true>> = {
  from: true,
  value: true,
  libraries: true,
  name: true,
};

/** A contract in a form that can be deployed. */
interface Deployable {
  /** For messages and recordings. */
  readonly name: string;
  readonly abi: Interface;
  readonly bytecode: string;
}

/**
 * Deploys a contract.
 *
 * @param what - name, or `path/File.sol:Name` where the name is ambiguous; or an ethers `ContractFactory`
 * @param args - constructor arguments; contracts and signers stand for their addresses
 * @throws UnknownContractError if there is no such contract, or a library's address is missing
 * @throws InvalidArgumentsError if the constructor takes other arguments, or no ether
 */
export async function deployContract(
  chain: Chain,
  what: string | ContractFactory,
  args: readonly ViewArgument[],
  options: DeployOptions & { readonly from: ContractRunner },
): Promise<SimulatedContract> {
  assertOptions(options, "$.deploy", optionNames);
  const { from, value, libraries = {} } = options;
  const { name, abi, bytecode } = await deployable(chain, what, libraries);
  chain.contracts.learnErrors(abi);
  const values = encodableArguments(abi.deploy.inputs, args, `The constructor of ${name}`);
  assertPayable(name, abi, value);
  const factory = new ContractFactory(abi, bytecode, from);
  const deployed: BaseContract = await factory.deploy(...values, ...(value === undefined ? [] : [{ value }]));
  await deployed.waitForDeployment();
  const address = await deployed.getAddress();
  chain.contracts.nameContract(address, options.name ?? name);
  return connect(address, abi, from);
}

/**
 * A contract that exists on the chain.
 *
 * @param name - of a contract or an interface, the project's or a pack's
 * @throws UnknownContractError if there is no such name, or no code at the address
 */
export async function fetchContract(
  chain: Chain,
  name: string,
  address: string,
  runner: ContractRunner,
): Promise<SimulatedContract> {
  const { abi, contractName } = await findInterface(chain, name);
  if ((await chain.ethersProvider.getCode(address)) === "0x") {
    throw new UnknownContractError({
      message: `There is no contract at ${address} on this chain.`,
      hint: `${name} was to be found there: check the address, or deploy it with $.deploy(${JSON.stringify(name)}, […]).`,
    });
  }
  chain.contracts.learnErrors(abi);
  // What it was deployed as says more than the interface that it is fetched by.
  if (chain.contracts.contractName(address) === undefined)
    chain.contracts.nameContract(address, contractName);
  return connect(address, abi, runner);
}

/** What the project compiles goes before what a pack brings. */
async function findInterface(
  chain: Chain,
  name: string,
): Promise<{ readonly abi: Interface; readonly contractName: string }> {
  try {
    const { abi, contractName } = await chain.contracts.readArtifact(name);
    return { abi: new Interface(abi as InterfaceAbi), contractName };
  } catch (error) {
    const abi = chain.contracts.interfaceNamed(name);
    if (!(error instanceof UnknownContractError) || abi === undefined) throw error;
    return { abi, contractName: name };
  }
}

function connect(address: string, abi: Interface, runner: ContractRunner): SimulatedContract {
  return new Contract(address, abi, runner) as SimulatedContract;
}

async function deployable(
  chain: Chain,
  what: string | ContractFactory,
  libraries: Readonly<Record<string, string>>,
): Promise<Deployable> {
  if (typeof what !== "string") {
    // TypeChain's factories are called after their contracts.
    const name = what.constructor.name.replace(/_*[Ff]actory$/, "");
    return { name: name === "Contract" ? "" : name, abi: what.interface, bytecode: what.bytecode };
  }
  const artifact = await chain.contracts.readArtifact(what);
  if (artifact.bytecode === "0x") {
    throw new UnknownContractError({
      message: `${what} has no code that could be deployed: it is an interface or an abstract contract.`,
      hint: "Deploy a contract that implements it.",
    });
  }
  return {
    name: artifact.contractName,
    abi: new Interface(artifact.abi as InterfaceAbi),
    bytecode: link(what, artifact, libraries),
  };
}

function assertPayable(name: string, abi: Interface, value: bigint | undefined): void {
  if (value === undefined) return;
  assertWei(value, "value");
  if (value > 0n && !abi.deploy.payable) {
    throw new InvalidArgumentsError({
      message: `The constructor of ${name} takes no ether, and { value: ${value}n } was to go with it.`,
      hint: "Leave value out, or declare the constructor payable.",
    });
  }
}

/** Puts libraries' addresses into creation code. */
function link(name: string, artifact: ContractArtifact, libraries: Readonly<Record<string, string>>): string {
  let code = artifact.bytecode;
  for (const [file, references] of Object.entries(artifact.linkReferences)) {
    for (const [library, places] of Object.entries(references)) {
      const address = libraries[library] ?? libraries[`${file}:${library}`];
      if (!isHexString(address, 20)) {
        throw new UnknownContractError({
          message: `${name} links the library ${library}, whose address is ${address === undefined ? "not given" : JSON.stringify(address)}.`,
          hint: `Deploy the library and pass { libraries: { ${library}: address } }.`,
        });
      }
      const linked = parseAddress(address, `libraries.${library}`).toLowerCase().slice(2);
      for (const { start, length } of places) {
        const at = 2 + 2 * start;
        code = code.slice(0, at) + linked + code.slice(at + 2 * length);
      }
    }
  }
  return code;
}
