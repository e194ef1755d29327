import { ForkTooEarlyError } from "../../keep3r/errors.ts";
import { InvalidSettingError } from "../errors.ts";
import { Chain } from "../chain.ts";
import { chainIdentity } from "../chainIdentity.ts";
import type { ChosenCandidate } from "../../keep3r/candidates/chooseCandidate.ts";
import { connectHardhat } from "../hardhatConnection.ts";
import { ensureKeep3rV2, findMissingFoundation } from "../../keep3r/network/deployments.ts";
import type { ForkSource } from "./forkSource.ts";
import { hardforkAt } from "./hardforkHistory.ts";

/**
 * Opens a chain that starts from a block of mainnet. What the node needs to know of it, it asks of a relay in this
 * process, which alone knows the endpoint.
 *
 * Blocks to come have the base fee of the fork block, exact times, and the rules of the fork block's hardfork. Where
 * Keep3r V2 is not there yet, it is deployed as mainnet did later.
 *
 * @param source - closed with the chain, or if it cannot be opened
 * @param seed - everything random follows from it
 * @param candidate - deployed in place of mainnet's Keep3r V2 where that is not there yet
 * @returns the chain at the fork block, or some blocks after it if V2 had to be deployed
 * @throws ForkTooEarlyError if KP3R or its pool are not there yet
 * @throws DeploymentMismatchError if V2 cannot get its mainnet addresses
 * @throws InvalidCandidateError if there is a candidate, and V2 is there already
 * @throws InvalidSettingError if a cassette was made for no block
 */
export async function openForkedChain(
  { relay, provenance }: ForkSource,
  seed: string,
  candidate?: ChosenCandidate,
): Promise<Chain> {
  let chain: Chain | undefined;
  try {
    const { block, url } = relay;
    if (block === undefined) {
      throw new InvalidSettingError({
        message: "The cassette does not say which block it was made for.",
        hint: "Record it with CHAIN=fork RECORD=name, or give npx hardhat rpc record a FORK_BLOCK_NUMBER.",
      });
    }
    const connection = await connectHardhat("fork", {
      baseFee: block.baseFee,
      fork: { url, block: block.number, hardfork: hardforkAt(block), failure: () => relay.failure },
    });
    const close = async (): Promise<void> => {
      await connection.close();
      await relay.close();
    };
    chain = new Chain(
      chainIdentity({ kind: "fork", chainId: 1, origin: `mainnet block ${block.number}`, seed }, candidate),
      { ...connection, close },
      provenance,
    );
    const missing = await findMissingFoundation(chain);
    if (missing !== undefined) throw new ForkTooEarlyError(missing, block.number);
    await ensureKeep3rV2(chain, candidate);
    return chain;
  } catch (error) {
    await (chain ?? relay).close();
    throw error;
  }
}
