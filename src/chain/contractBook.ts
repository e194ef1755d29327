import { ErrorFragment, getAddress, Interface, type InterfaceAbi } from "ethers";
import type { ContractArtifact, UsedArtifact } from "./artifacts/artifact.ts";
import { creationCodeHash } from "./artifacts/creationCodeHash.ts";
import { isCodeOf, isCreationOf } from "./artifacts/matchCode.ts";
import type { ProjectArtifacts } from "./artifacts/projectArtifacts.ts";

/** What a {@link ContractBook} holds, as plain data. */
export interface ContractBookEntries {
  /** Custom errors that were learnt from ABIs, in Solidity's words. */
  readonly errors: readonly string[];
  /** What contracts are called. */
  readonly contractNames: readonly (readonly [address: string, name: string])[];
  /** Compiled contracts that were asked for, and the hashes of their creation code. */
  readonly artifacts: readonly (readonly [artifact: string, codeHash: string])[];
  /** Addresses that somebody wants to find again. */
  readonly addressBook: readonly (readonly [name: string, address: string])[];
}

/** What is known of the contract that some code belongs to. */
export interface KnownContract {
  /** What recordings call it, or what it was compiled as; `undefined` if only its ABI is known. */
  readonly name: string | undefined;
  readonly abi: Interface;
  /** Whether the ABI is all of the contract's, and not an interface that somebody reads it by. */
  readonly isComplete: boolean;
}

/** What a chain knows of its contracts beside the node: their names, errors and compiled forms. */
export class ContractBook {
  /** Addresses that a state file keeps, by name. */
  readonly addressBook = new Map<string, string>();
  readonly #openArtifacts: () => Promise<ProjectArtifacts>;
  readonly #errors = new Map<string, Interface>();
  readonly #names = new Map<string, string>();
  readonly #interfaces = new Map<string, Interface>();
  readonly #named = new Map<string, Interface>();
  readonly #artifacts = new Map<string, string>();
  /** Of code that was looked up; `undefined` for code that nobody here has compiled. */
  readonly #namesByCode = new Map<string, string | undefined>();
  #savedAddresses: ReadonlyMap<string, string> = new Map();
  /** All that is compiled, once a failure has had to be explained by it. */
  #compiled: Promise<readonly ContractArtifact[]> | undefined;

  /** @param openArtifacts - finds compiled contracts, as they are compiled when it is called */
  constructor(openArtifacts: () => Promise<ProjectArtifacts>) {
    this.#openArtifacts = openArtifacts;
  }

  /**
   * A compiled contract, and from now on one of {@link used}.
   *
   * @param name - contract name, or `path/File.sol:Name` where the name is ambiguous
   * @throws UnknownContractError if there is no such contract, or several
   */
  async readArtifact(name: string): Promise<ContractArtifact> {
    const artifact = await (await this.#openArtifacts()).read(name);
    this.use(artifact);
    return artifact;
  }

  /** Notes that the chain's state depends on a compiled contract. */
  use({ sourceName, contractName, bytecode }: ContractArtifact): void {
    const [name, hash] = [`${sourceName}:${contractName}`, creationCodeHash(bytecode)];
    // What is deployed may have been built after what is known was read.
    if (this.#artifacts.get(name) !== hash) this.#compiled = undefined;
    this.#artifacts.set(name, hash);
  }

  /** The compiled contracts that were asked for, in order of their names: what state and recordings depend on. */
  get used(): readonly UsedArtifact[] {
    return [...this.#artifacts]
      .map(([artifact, codeHash]) => ({ artifact, codeHash }))
      .sort((a, b) => (a.artifact < b.artifact ? -1 : 1));
  }

  /** Learns the custom errors of an ABI, so that a revert with one of them is shown by name. */
  learnErrors(abi: Interface): void {
    abi.forEachError((fragment) => {
      this.#errors.set(fragment.selector, abi);
    });
  }

  /** Learns a contract that comes with a pack, compiled or not: whoever asks for its name gets this ABI. */
  learnNamed(name: string, abi: Interface): void {
    this.#named.set(name, abi);
  }

  /** The ABI of a contract that comes with a pack. */
  interfaceNamed(name: string): Interface | undefined {
    return this.#named.get(name);
  }

  /** Learns the ABI by which somebody uses the contract at an address, and its errors. */
  learnContract(address: string, abi: Interface): void {
    this.learnErrors(abi);
    this.#interfaces.set(getAddress(address), abi);
  }

  /** Learns a custom error from whatever is compiled that declares it, unless it is known. */
  async findError(selector: string): Promise<void> {
    if (this.#errors.has(selector)) return;
    for (const { abi } of await this.#allCompiled()) {
      const errors = abi.filter((entry) => (entry as { readonly type?: unknown }).type === "error");
      const found = errors.find((entry) => ErrorFragment.from(entry).selector === selector);
      if (found === undefined) continue;
      this.#errors.set(selector, new Interface([found] as InterfaceAbi));
      return;
    }
  }

  /**
   * What is known of the contract at an address.
   *
   * @param code - what stands there, hex
   */
  async findContract(address: string, code: string): Promise<KnownContract | undefined> {
    const compiled = await this.#allCompiled();
    const name = this.contractName(address);
    const artifact = compiled.find((candidate) => isCodeOf(code, candidate));
    if (artifact !== undefined) return { ...asKnown(artifact), name: name ?? artifact.contractName };
    const learnt = this.#interfaces.get(getAddress(address));
    if (learnt !== undefined) return { name, abi: learnt, isComplete: false };
    const named = compiled.find(({ contractName }) => contractName === name);
    return named === undefined ? undefined : { ...asKnown(named), isComplete: false };
  }

  /** What is known of the contract that a deployment makes. @param input - creation code and arguments, hex */
  async findCreated(input: string): Promise<KnownContract | undefined> {
    const artifact = (await this.#allCompiled()).find((candidate) => isCreationOf(input, candidate));
    return artifact === undefined ? undefined : asKnown(artifact);
  }

  async #allCompiled(): Promise<readonly ContractArtifact[]> {
    this.#compiled ??= this.#openArtifacts().then(async (artifacts) => await artifacts.all());
    return await this.#compiled;
  }

  /** The ABI that declares a custom error, if one was learnt. */
  interfaceOfError(selector: string): Interface | undefined {
    return this.#errors.get(selector);
  }

  /** Learns what the contract at an address is called, so that recordings can name it. */
  nameContract(address: string, name: string): void {
    this.#names.set(getAddress(address), name);
  }

  /** What the contract at an address is called, if that was learnt. */
  contractName(address: string): string | undefined {
    return this.#names.get(getAddress(address));
  }

  /**
   * Learns the names of contracts that were deployed past this book, by Ignition for example: they are the compiled
   * contracts whose code stands at their addresses.
   *
   * @param codes - hex, by address
   */
  async learnNames(codes: ReadonlyMap<string, string>): Promise<void> {
    const unnamed = [...codes].filter(([address]) => this.contractName(address) === undefined);
    const unseen = new Set(unnamed.map(([, code]) => code).filter((code) => !this.#namesByCode.has(code)));
    if (unseen.size > 0) {
      const artifacts = await this.#openArtifacts();
      for (const code of unseen) {
        this.#namesByCode.set(code, (await artifacts.findByCode(code))?.contractName);
      }
    }
    for (const [address, code] of unnamed) {
      const name = this.#namesByCode.get(code);
      if (name !== undefined) this.nameContract(address, name);
    }
  }

  /** The address that the state file from which the chain was opened keeps under a name. */
  savedAddress(name: string): string | undefined {
    return this.#savedAddresses.get(name);
  }

  /** Everything, for a state file. */
  get entries(): ContractBookEntries {
    return {
      errors: [...this.#errors]
        .flatMap(([selector, abi]) => abi.getError(selector)?.format("full") ?? [])
        .toSorted(),
      contractNames: [...this.#names],
      artifacts: this.used.map(({ artifact, codeHash }) => [artifact, codeHash]),
      addressBook: [...this.addressBook],
    };
  }

  /** Adds what a state file has kept. */
  resume({ errors, contractNames, artifacts, addressBook }: ContractBookEntries): void {
    this.learnErrors(new Interface(errors));
    fill(this.#names, contractNames);
    fill(this.#artifacts, artifacts);
    fill(this.addressBook, addressBook);
    this.#savedAddresses = new Map(addressBook);
  }

  /** Remembers what is known now. @returns a function that goes back to that, as often as wanted */
  snapshot(): () => void {
    const maps = [this.addressBook, this.#names, this.#artifacts].map((map) => ({ map, entries: [...map] }));
    const [errors, interfaces] = [[...this.#errors], [...this.#interfaces]];
    return () => {
      for (const { map, entries } of maps) {
        map.clear();
        fill(map, entries);
      }
      this.#errors.clear();
      this.#interfaces.clear();
      fill(this.#errors, errors);
      fill(this.#interfaces, interfaces);
    };
  }
}

function asKnown({ contractName, abi }: ContractArtifact): KnownContract {
  return { name: contractName, abi: new Interface(abi as InterfaceAbi), isComplete: true };
}

function fill<Value>(map: Map<string, Value>, entries: readonly (readonly [string, Value])[]): void {
  for (const [key, value] of entries) map.set(key, value);
}
