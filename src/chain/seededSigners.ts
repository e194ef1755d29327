import { getAddress, id, type Signer } from "ethers";
import type { ChainConnection } from "./connection.ts";

/** A signer whose address is known at once. */
export type SimulatedSigner = Signer & { readonly address: string };

/** Ether that a signer starts with, in wei: 10,000 ETH. */
export const signerBalance: bigint = 10_000n * 10n ** 18n;

/** How many accounts scripts find that ask the node for some, as many as they are used to use. */
const accountsForScripts = 10;

/** Signers whose addresses follow from a seed, so that every run has the same. */
export class SeededSigners {
  readonly seed: string;
  /** How many have been made. */
  count = 0;
  /** How many accounts have been made for scripts: none until one asks. */
  accountCount = 0;
  readonly #connection: ChainConnection;

  constructor(connection: ChainConnection, seed: string) {
    this.#connection = connection;
    this.seed = seed;
  }

  /**
   * The next signer.
   *
   * @param balance - wei
   */
  async next(balance: bigint): Promise<SimulatedSigner> {
    const address = this.#address("signer", this.count);
    this.count += 1;
    await this.#connection.setBalance(address, balance);
    return await this.at(address);
  }

  /** A signer for any address. */
  async at(address: string): Promise<SimulatedSigner> {
    const signer = await this.#connection.getSigner(address);
    return Object.assign(signer, { address: getAddress(address) });
  }

  /** Addresses of accounts with ether that the node signs for, made when they are first asked for. */
  async accounts(): Promise<string[]> {
    const addresses = Array.from({ length: accountsForScripts }, (_, index) =>
      this.#address("account", index),
    );
    const missing = addresses.slice(this.accountCount);
    this.accountCount = addresses.length;
    for (const address of missing) {
      await this.#connection.setBalance(address, signerBalance);
      await this.#connection.provider.request({ method: "hardhat_impersonateAccount", params: [address] });
    }
    return addresses;
  }

  /** Remembers how many there are. @returns a function that goes back to that */
  snapshot(): () => void {
    const { count, accountCount } = this;
    return () => {
      this.count = count;
      this.accountCount = accountCount;
    };
  }

  #address(kind: "signer" | "account", index: number): string {
    return getAddress(`0x${id(`${this.seed}/${kind}/${index}`).slice(-40)}`);
  }
}
