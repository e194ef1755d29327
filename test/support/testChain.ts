import assert from "node:assert/strict";
import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import type { NetworkHelpers } from "@nomicfoundation/hardhat-network-helpers/types";
import type { BaseContract, InterfaceAbi, Signer, TransactionReceipt } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";

/** An empty chain with the few verbs that contract tests are made of. */
export class TestChain {
  readonly ethers: HardhatEthers;
  readonly provider: EthereumProvider;
  readonly helpers: NetworkHelpers;
  #signers = 0;

  private constructor(connection: {
    ethers: HardhatEthers;
    provider: EthereumProvider;
    networkHelpers: NetworkHelpers;
  }) {
    this.ethers = connection.ethers;
    this.provider = connection.provider;
    this.helpers = connection.networkHelpers;
  }

  /** @param override - settings of the network that are not those of an embedded chain */
  static async create(override: { readonly initialDate?: Date } = {}): Promise<TestChain> {
    const { network } = (await import("hardhat")).default;
    // The rules that the contracts are compiled for; later ones hold a transaction to less gas. With gas given, a
    // transaction that will fail is mined all the same, in its block and at its time.
    const settings = { hardfork: "london", gas: 28_000_000, ...override };
    return new TestChain(await network.create({ network: "embedded", override: settings }));
  }

  /** A funded account that nobody used before. */
  async newSigner(): Promise<Signer & { readonly address: string }> {
    this.#signers += 1;
    const address = this.ethers.getAddress(`0x${this.#signers.toString(16).padStart(40, "5")}`);
    await this.provider.request({
      method: "hardhat_setBalance",
      params: [address, "0x3635c9adc5dea00000"],
    });
    return this.ethers.getImpersonatedSigner(address);
  }

  /** Deploys one of our contracts, or one from an artifact that a package ships. */
  async deploy(
    what: string | { readonly abi: InterfaceAbi; readonly bytecode: string },
    args: readonly unknown[],
    from: Signer,
  ): Promise<BaseContract & { readonly address: string }> {
    const factory =
      typeof what === "string"
        ? await this.ethers.getContractFactory(what, from)
        : new this.ethers.ContractFactory(what.abi, what.bytecode, from);
    const contract = await factory.deploy(...args);
    await contract.waitForDeployment();
    return Object.assign(contract, { address: await contract.getAddress() });
  }

  /** Time of the latest block, unix seconds. */
  now(): Promise<number> {
    return this.helpers.time.latest();
  }
}

/** Reads a view. Overloads are told apart by their signature. */
export function read(contract: BaseContract, view: string, ...args: unknown[]): Promise<unknown> {
  return contract.getFunction(view).staticCall(...args) as Promise<unknown>;
}

/** Sends a transaction and waits for it. */
export async function send(
  contract: BaseContract,
  from: Signer,
  method: string,
  ...args: unknown[]
): Promise<TransactionReceipt> {
  const connected = contract.connect(from);
  const transaction = await connected.getFunction(method).send(...args);
  const receipt = await transaction.wait();
  assert.ok(receipt, `${method} was not mined`);
  return receipt;
}

/** Names and arguments of the events that a contract emitted in a transaction. */
export function eventsOf(contract: BaseContract, receipt: TransactionReceipt): [string, ...unknown[]][] {
  return receipt.logs.flatMap((log): [string, ...unknown[]][] => {
    const event = contract.interface.parseLog(log);
    return event === null ? [] : [[event.name, ...(event.args.toArray() as unknown[])]];
  });
}

/** Asserts that an action reverts with a custom error of a contract, and with which arguments. */
export async function assertReverts(
  action: Promise<unknown>,
  contract: BaseContract,
  error: string,
  ...args: unknown[]
): Promise<void> {
  await assert.rejects(action, (reason: unknown) => {
    assert.ok(reason instanceof Error && "data" in reason, String(reason));
    const decoded = contract.interface.parseError(String(reason.data));
    assert.ok(decoded, `reverted with ${String(reason.data)}: ${reason.message}`);
    assert.deepEqual([decoded.name, ...(decoded.args.toArray() as unknown[])], [error, ...args]);
    return true;
  });
}
