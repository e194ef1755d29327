import { InvalidPresetError } from "./errors.ts";
import { mainnetKeep3r } from "../keep3r/candidates/candidate.ts";
import { Chain } from "./chain.ts";
import { chainIdentity } from "./chainIdentity.ts";
import type { ChosenCandidate } from "../keep3r/candidates/chooseCandidate.ts";
import { connectHardhat } from "./hardhatConnection.ts";
import { identifyBlock } from "./state/chainOrigin.ts";
import { ensureFoundations, ensureKeep3rV2 } from "../keep3r/network/deployments.ts";
import { makeMarketHistory } from "../keep3r/network/marketHistory.ts";
import { assertValidPreset, type Preset } from "../keep3r/network/preset.ts";
import { presets } from "../keep3r/network/presets.ts";

/** The deployments take place in the hour before the first price. */
const deploymentLead = 3_600;

/** How far mainnet's deployments are replayed. */
export type DeployedUntil = "keep3r-v1" | "keep3r-v2";

/**
 * Opens a chain that needs no network: it replays the real deployments and lets the real pool make the
 * preset's history.
 *
 * @param until - `"keep3r-v1"` leaves Keep3r V2 out, as mainnet was before it
 * @param candidate - what to deploy in place of mainnet's Keep3r V2; that itself if nothing is given
 * @returns the chain at `preset.startTime`
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @throws DeploymentMismatchError if a contract did not get its mainnet address
 */
export async function openEmbeddedChain(
  presetOrName: Preset | string,
  seed: string,
  until: DeployedUntil = "keep3r-v2",
  candidate?: ChosenCandidate,
): Promise<Chain> {
  const preset = typeof presetOrName === "string" ? findPreset(presetOrName) : presetOrName;
  assertValidPreset(preset);
  const [firstPrice] = preset.prices;
  const connection = await connectHardhat("embedded", {
    genesisTime: (firstPrice?.time ?? preset.startTime) - deploymentLead,
    baseFee: preset.baseFee,
  });
  const origin = `preset ${preset.name}`;
  const chain = new Chain(
    chainIdentity({ kind: "embedded", chainId: 1, origin, seed }, candidate),
    connection,
  );
  try {
    await ensureFoundations(chain);
    if (until === "keep3r-v2") await ensureKeep3rV2(chain, candidate);
    await makeMarketHistory(chain, preset);
    chain.journal.begin({
      kind: "embedded",
      preset,
      seed,
      until,
      keep3r: candidate?.artifact ?? mainnetKeep3r,
      start: await identifyBlock(chain),
    });
  } catch (error) {
    await chain.close();
    throw error;
  }
  return chain;
}

function findPreset(name: string): Preset {
  const preset = presets.find((candidate) => candidate.name === name);
  if (preset === undefined) {
    throw new InvalidPresetError({
      message: `There is no preset ${JSON.stringify(name)}.`,
      hint: `Use one of ${presets.map((known) => JSON.stringify(known.name)).join(", ")}, or pass your own Preset object.`,
    });
  }
  return preset;
}
