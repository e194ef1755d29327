import type { Pack } from "./setup.ts";
import { projectArtifacts } from "./artifacts/projectArtifacts.ts";
import { Chain } from "./chain.ts";
import type { ChainOptions } from "./chainChoice.ts";
import { withSubstitutes } from "./chainIdentity.ts";
import { ContractBook } from "./contractBook.ts";
import { connectHardhat } from "./hardhatConnection.ts";
import { openProject } from "./project.ts";
import type { ChainSetup } from "./setup.ts";
import { identifyBlock } from "./state/chainOrigin.ts";

/** How an embedded chain is opened. */
export interface LocalChainOptions extends Pick<ChainOptions, "startTime" | "hardfork"> {
  readonly seed: string;
}

/**
 * Opens a chain that needs no network: empty, or as a pack prepares it.
 *
 * @param pack - with the setup that it has chosen
 * @returns the chain after `setup.prepare`
 * @throws whatever `setup.prepare` throws
 */
export async function openLocalChain(
  { seed, startTime, hardfork }: LocalChainOptions,
  pack?: { readonly pack: Pack; readonly setup: ChainSetup },
): Promise<Chain> {
  const { config } = await openProject();
  const setup = pack?.setup;
  const start = startTime ?? setup?.startTime ?? config.startTime;
  const rules = hardfork ?? setup?.hardfork ?? config.hardfork;
  const connection = await connectHardhat({
    chainId: setup?.chainId,
    genesisTime: start,
    baseFee: setup?.baseFee,
    hardfork: rules,
  });
  const identity = withSubstitutes(
    { kind: "embedded", chainId: connection.chainId, origin: setup?.origin ?? "empty chain", seed },
    setup?.substitutes,
  );
  const chain = new Chain(
    identity,
    connection,
    new ContractBook(async () => await projectArtifacts(pack?.pack.artifacts)),
  );
  try {
    await setup?.prepare(chain);
    chain.journal.begin({
      kind: "embedded",
      seed,
      startTime: start,
      hardfork: rules ?? null,
      pack: pack === undefined ? null : { name: pack.pack.name, options: pack.setup.options },
      start: await identifyBlock(chain.provider),
    });
  } catch (error) {
    await chain.close();
    throw error;
  }
  return chain;
}
