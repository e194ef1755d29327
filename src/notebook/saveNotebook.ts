import type { Chain } from "../chain/chain.ts";
import { parseAddress } from "../chain/parseAddress.ts";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import { saveChain } from "../chain/state/saveChain.ts";
import { checkpointToJson } from "../recorder/checkpointJson.ts";
import type { RecorderCheckpoint } from "../recorder/recorderState.ts";
import { type AddressHolder, type ContractLike, holderAddress } from "../recorder/traces/contractLike.ts";

/** Something with an address: the address itself, a contract, or a signer. */
export type Findable = string | ContractLike | AddressHolder;

/**
 * Saves a notebook's chain, and with it what the notebook knows.
 *
 * @param addressBook - addresses to be found again, by name
 * @throws InvalidArgumentsError if one of them is no address
 * @throws ChainNotSavableError if the chain is not an embedded one
 */
export async function saveNotebook(
  file: string,
  addressBook: Readonly<Record<string, Findable>>,
  chain: Chain,
  recorder: RecorderCheckpoint,
  deployer: SimulatedSigner | undefined,
): Promise<void> {
  const entries = Object.entries(addressBook).map(
    ([name, value]) => [name, parseAddress(holderAddress(value), `addressBook.${name}`)] as const,
  );
  for (const [name, address] of entries) chain.contracts.addressBook.set(name, address);
  const notebook = { deployer: deployer?.address ?? null, recorder: checkpointToJson(recorder) };
  await saveChain(chain, file, { text: JSON.stringify(notebook), samples: recorder.state.samples.length });
}
