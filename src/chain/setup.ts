import type { DocumentPart } from "../recording/document.ts";
import type { JsonValue } from "../recording/exactValue.ts";
import type { Chain } from "./chain.ts";
import type { Substitute } from "./chainIdentity.ts";

/** How a chain starts, and what a pack does to it before anybody uses it. */
export interface ChainSetup {
  /** What the chain starts from, in words: `preset documentation`. Charts show it. */
  readonly origin: string;
  /** Plain JSON, in full: what {@link Pack.restore} makes this setup from again. State files keep it. */
  readonly options: JsonValue;
  /** Chain id of an embedded chain. Default: 31337. */
  readonly chainId?: number;
  /** Unix seconds of an embedded chain's first block. Default: `simulation.startTime` of the Hardhat config. */
  readonly startTime?: number;
  /** Wei per gas of every block of an embedded chain. Default: EIP-1559 decides. */
  readonly baseFee?: bigint;
  /** Rules of an embedded chain. Default: `simulation.hardfork` of the Hardhat config. */
  readonly hardfork?: string;
  readonly substitutes?: readonly Substitute[];
  /**
   * Deploys what the pack needs, where the chain lacks it. A fork has real contracts already.
   *
   * @throws whatever keeps the chain from being prepared; the chain is closed then
   */
  prepare(chain: Chain): Promise<void>;
}

/** A protocol on top of the core: it tells the core what its chain needs, and the core never asks for a pack. */
export interface Pack {
  /** State files keep it. */
  readonly name: string;
  /** Block that a fork starts from unless somebody chooses one. */
  readonly forkBlock?: number;
  /** Folders of compiled contracts that come with the pack, absolute. */
  readonly artifacts?: readonly string[];
  /** How a new chain starts. */
  setup(): Promise<ChainSetup>;
  /**
   * How a saved chain started.
   *
   * @param options - {@link ChainSetup.options} of then
   * @throws RecordingFormatError if the options are of another form
   */
  restore(options: DocumentPart): Promise<ChainSetup>;
}
