import type { Pack } from "./setup.ts";
import { toStartTime } from "../common/seconds.ts";
import { projectArtifacts } from "./artifacts/projectArtifacts.ts";
import { Chain } from "./chain.ts";
import type { ChainOptions } from "./chainChoice.ts";
import { withSubstitutes } from "./chainIdentity.ts";
import { ContractBook } from "./contractBook.ts";
import { connectHardhat, isBefore } from "./hardhatConnection.ts";
import { openProject } from "./project.ts";
import type { ChainSetup } from "./setup.ts";
import { identifyBlock } from "./state/chainOrigin.ts";
import { toBlockInterval } from "./toBlockInterval.ts";

/** Seconds between mainnet's blocks. */
export const mainnetInterval = 12;

/** Wei per gas of a chain that no pack prepares: 1 gwei. Left to EIP-1559, it would fall to nothing in empty blocks. */
const usualBaseFee = 10n ** 9n;

/** How an embedded chain is opened. */
export interface LocalChainOptions extends Pick<ChainOptions, "startTime" | "hardfork" | "blockInterval"> {
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
  options: LocalChainOptions,
  pack?: { readonly pack: Pack; readonly setup: ChainSetup },
): Promise<Chain> {
  const { config } = await openProject();
  const { seed, startTime, hardfork } = options;
  const setup = pack?.setup;
  const start = toStartTime(startTime ?? setup?.startTime ?? config.startTime, "startTime");
  const rules = hardfork ?? setup?.hardfork ?? config.hardfork;
  const blockInterval = toBlockInterval(options.blockInterval ?? setup?.blockInterval ?? mainnetInterval);
  const connection = await connectHardhat({
    blockInterval,
    chainId: setup?.chainId,
    genesisTime: start,
    // Before London there is none.
    baseFee: isBefore(rules, "london") ? undefined : setup === undefined ? usualBaseFee : setup.baseFee,
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
    connection.rules.countFromHere();
    chain.journal.begin({
      kind: "embedded",
      seed,
      startTime: start,
      hardfork: rules ?? null,
      blockInterval,
      pack: pack === undefined ? null : { name: pack.pack.name, options: pack.setup.options },
      start: await identifyBlock(chain.provider),
    });
  } catch (error) {
    await chain.close();
    throw error;
  }
  return chain;
}
