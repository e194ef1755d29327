import { projectArtifacts } from "../artifacts/projectArtifacts.ts";
import type { BlockInterval } from "../blockRules.ts";
import { Chain } from "../chain.ts";
import type { ForkChoice, ReplayChoice } from "../chainChoice.ts";
import { withSubstitutes } from "../chainIdentity.ts";
import { ContractBook } from "../contractBook.ts";
import { InvalidSettingError } from "../errors.ts";
import { connectHardhat } from "../hardhatConnection.ts";
import type { ChainSetup, Pack } from "../setup.ts";
import type { ForkSource } from "./forkSource.ts";
import { type ChainDescriptors, hardforkAt } from "./hardforkHistory.ts";

/**
 * Opens a chain that starts from a block of a real one. What the node needs to know of it, it asks of a relay in this
 * process, which alone knows the endpoint.
 *
 * Blocks to come have the base fee of the fork block, exact times, and the rules of the fork block's hardfork.
 *
 * @param source - closed with the chain, or if it cannot be opened
 * @param blockInterval - seconds between blocks to come, or `"sample"`
 * @param descriptors - what the project's config says of chains
 * @param pack - prepares the fork: deploys what the block does not have yet
 * @returns the chain at the fork block, or some blocks after it if a pack had to deploy something
 * @throws InvalidSettingError if a cassette was recorded for no block
 */
export async function openForkedChain(
  { relay, provenance }: ForkSource,
  { name, seed, fork }: ForkChoice | ReplayChoice,
  blockInterval: BlockInterval,
  descriptors: ChainDescriptors,
  pack?: { readonly pack: Pack; readonly setup: ChainSetup },
): Promise<Chain> {
  let chain: Chain | undefined;
  try {
    const { block, url } = relay;
    if (block === undefined) {
      throw new InvalidSettingError({
        message: "The cassette does not say which block it was recorded for.",
        hint: "Record it with SIMULATION_CHAIN=fork SIMULATION_RECORD=name, or give npx hardhat rpc record a SIMULATION_FORK_BLOCK.",
      });
    }
    const chainId = fork.chainId ?? (await askChainId(url));
    const connection = await connectHardhat({
      chainId,
      blockInterval,
      baseFee: block.baseFee,
      hardfork: fork.hardfork ?? hardforkAt(block, chainId, descriptors),
      fork: { url, block: block.number, failure: () => relay.failure },
    });
    const close = async (): Promise<void> => {
      await connection.close();
      await relay.close();
    };
    const identity = { kind: "fork", chainId, origin: `${name} block ${block.number}`, seed } as const;
    chain = new Chain(
      withSubstitutes(identity, pack?.setup.substitutes),
      { ...connection, close },
      new ContractBook(async () => await projectArtifacts(pack?.pack.artifacts)),
      provenance,
    );
    await pack?.setup.prepare(chain);
    return chain;
  } catch (error) {
    await (chain ?? relay).close();
    throw error;
  }
}

async function askChainId(relay: string): Promise<number> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const answer = await fetch(relay, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return Number(((await answer.json()) as { readonly result: string }).result);
}
