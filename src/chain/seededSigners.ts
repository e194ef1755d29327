import { type Signer, getAddress, id } from "ethers";
import type { ChainConnection } from "./chain.ts";

/** A signer whose address is known at once. */
export type SimulatedSigner = Signer & { readonly address: string };

/** Ether that a signer starts with, in wei: 10,000 ETH. */
export const signerBalance: bigint = 10_000n * 10n ** 18n;

/** Signers whose addresses follow from a seed, so that every run has the same. */
export class SeededSigners {
  readonly seed: string;
  /** How many have been made. */
  count = 0;
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
    const address = getAddress(`0x${id(`${this.seed}/signer/${this.count}`).slice(-40)}`);
    this.count += 1;
    await this.#connection.setBalance(address, balance);
    return await this.at(address);
  }

  /** A signer for any address. */
  async at(address: string): Promise<SimulatedSigner> {
    const signer = await this.#connection.getSigner(address);
    return Object.assign(signer, { address: getAddress(address) });
  }
}
