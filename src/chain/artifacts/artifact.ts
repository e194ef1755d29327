/** A compiled contract, whoever compiled it. */
export interface ContractArtifact {
  readonly contractName: string;
  /** Path of the source that declares it: `contracts/Token.sol`. */
  readonly sourceName: string;
  readonly abi: readonly unknown[];
  /** Creation code, 0x-prefixed; may hold placeholders of libraries. */
  readonly bytecode: string;
  readonly linkReferences: LinkReferences;
  /** The code that stands on the chain, with zeros for immutable values; absent where the compiler did not keep it. */
  readonly deployedBytecode?: string;
  /** Where immutable values go in {@link deployedBytecode}. */
  readonly immutableReferences?: Readonly<Record<string, readonly CodeRange[]>>;
}

/** Libraries that creation code links: ranges by source and library. */
export type LinkReferences = Readonly<Record<string, Readonly<Record<string, readonly CodeRange[]>>>>;

/** A part of a contract's code, in bytes. */
export interface CodeRange {
  readonly start: number;
  readonly length: number;
}

/** A compiled contract that a chain was made from. */
export interface UsedArtifact {
  /** Fully qualified name: path of the source, colon, contract. */
  readonly artifact: string;
  /** keccak256 of its creation code. */
  readonly codeHash: string;
}
