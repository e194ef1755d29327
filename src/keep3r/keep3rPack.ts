import { fileURLToPath } from "node:url";
import type { Chain } from "../chain/chain.ts";
import type { Substitute } from "../chain/chainIdentity.ts";
import { openProject } from "../chain/project.ts";
import type { ChainSetup, Pack } from "../chain/setup.ts";
import { parameter } from "../notebook/kernel/parameter.ts";
import { mainnetKeep3r } from "./candidates/candidate.ts";
import { chooseCandidate, type ChosenCandidate } from "./candidates/chooseCandidate.ts";
import { ForkTooEarlyError } from "./errors.ts";
import { keep3rV2Block } from "./network/addresses.ts";
import { ensureFoundations, ensureKeep3rV2, findMissingFoundation } from "./network/deployments.ts";
import { findKeep3r } from "./network/findKeep3r.ts";
import { makeMarketHistory } from "./network/marketHistory.ts";
import { assertValidPreset, type Preset } from "./network/preset.ts";
import { presetFromJson, presetToJson } from "./network/presetJson.ts";
import { approveKp3rWethPair } from "./network/uniswapV2.ts";
import { findPreset } from "./network/presets.ts";
import { wantedVersion } from "./network/versions.ts";

/** The deployments take place in the hour before the first price. */
const deploymentLead = 3_600;

/** Contracts of this kit that the pack deploys. */
const ownArtifacts = fileURLToPath(new URL("../../artifacts", import.meta.url));

/** How far mainnet's deployments are replayed. */
export type DeployedUntil = "keep3r-v1" | "keep3r-v2";

/** What the Keep3r Network on a chain is made from. */
export interface Keep3rPackOptions {
  /**
   * Market state that an embedded chain starts from: a preset, or a preset's name. Default: `--set preset=…`, then
   * `KEEP3R_PRESET` of `.env`, then `"documentation"`.
   */
  readonly preset?: Preset | string;
  /**
   * Which contract stands in place of mainnet's Keep3r V2: a contract's name, or `path/File.sol:Name`. Default:
   * `--set keep3r=…`, then `KEEP3R_CANDIDATE` of `.env`, then `"Keep3r"`, mainnet's own. See docs/candidates.md.
   */
  readonly keep3r?: string;
  /** `"keep3r-v1"` leaves Keep3r V2 out of an embedded chain, as mainnet was before it. Default: `"keep3r-v2"`. */
  readonly until?: DeployedUntil;
}

/** Variables of `.env` that the pack reads. */
export const keep3rSettings: readonly string[] = ["KEEP3R_PRESET", "KEEP3R_CANDIDATE", "KEEP3R_VERSION"];

/** Parameters of `--set` that the pack reads. */
export const keep3rParameters: readonly string[] = ["preset", "keep3r"];

/**
 * The Keep3r Network as the core sees it: replays mainnet's deployments at their addresses and lets the real pool make
 * a preset's history; on a fork, attaches to the Keep3r V2 that is alive, or deploys it where there is none yet.
 *
 * @example const $ = await openNotebook({ pack: keep3rPack({ preset: "documentation" }) });
 */
export function keep3rPack(options: Keep3rPackOptions = {}): Pack {
  return {
    name: "keep3r",
    forkBlock: keep3rV2Block,
    artifacts: [ownArtifacts],
    setup: async () => {
      const { preset, keep3r } = await chosenMarket(options);
      return await createSetup(
        typeof preset === "string" ? findPreset(preset) : preset,
        keep3r,
        options.until ?? "keep3r-v2",
      );
    },
    restore: async (saved) => {
      const { preset, keep3r, until } = saved.fields(["preset", "keep3r", "until"]);
      return await createSetup(
        presetFromJson(preset),
        keep3r.text(),
        until.oneOf(["keep3r-v1", "keep3r-v2"]),
      );
    },
  };
}

/** Preset and V2 that the options name, or else the run's parameters, or else `.env`, or else the kit. */
export async function chosenMarket(
  options: Keep3rPackOptions,
): Promise<{ readonly preset: string | Preset; readonly keep3r: string }> {
  const { variables } = (await openProject()).settings;
  return {
    preset: options.preset ?? parameter("preset", variables.KEEP3R_PRESET ?? "documentation"),
    keep3r: options.keep3r ?? parameter("keep3r", variables.KEEP3R_CANDIDATE ?? mainnetKeep3r),
  };
}

async function createSetup(preset: Preset, keep3r: string, until: DeployedUntil): Promise<ChainSetup> {
  assertValidPreset(preset);
  const candidate = await chooseCandidate(keep3r);
  const [firstPrice] = preset.prices;
  return {
    origin: `preset ${preset.name}`,
    // In full, so that a file does not depend on what a name stands for.
    options: { preset: presetToJson(preset), keep3r: candidate?.artifact ?? mainnetKeep3r, until },
    chainId: 1,
    startTime: (firstPrice?.time ?? preset.startTime) - deploymentLead,
    baseFee: preset.baseFee,
    // Keep3r V2 went live under London; contracts are compiled for the same.
    hardfork: "london",
    substitutes: candidate === undefined ? [] : [asSubstitute(candidate)],
    prepare: async (chain) => {
      if (chain.identity.kind === "fork") await prepareFork(chain, candidate);
      else await prepareEmbedded(chain, preset, until, candidate);
    },
  };
}

function asSubstitute({ name, artifact, codeHash }: ChosenCandidate): Substitute {
  return { name, artifact, codeHash };
}

async function prepareEmbedded(
  chain: Chain,
  preset: Preset,
  until: DeployedUntil,
  candidate: ChosenCandidate | undefined,
): Promise<void> {
  await ensureFoundations(chain);
  if (preset.keep3rV1Market !== undefined) await approveKp3rWethPair(chain, preset.keep3rV1Market);
  if (until === "keep3r-v2") await ensureKeep3rV2(chain, candidate);
  await makeMarketHistory(chain, preset);
}

async function prepareFork(chain: Chain, candidate: ChosenCandidate | undefined): Promise<void> {
  const missing = await findMissingFoundation(chain);
  if (missing !== undefined) throw new ForkTooEarlyError(missing, (await chain.block()).number);
  const { version, isAlive } = (await findKeep3r(chain, await wantedVersion())) ?? notDeployed;
  // A candidate takes the place of V2.0, and is refused if that is taken.
  if (!isAlive || candidate !== undefined) await ensureKeep3rV2(chain, candidate);
  const found = candidate === undefined ? `Keep3r ${version}` : candidate.name;
  chain.addFinding(isAlive ? found : `${found} launched here`, { isOrigin: version !== "V2.0" });
}

/** What a fork from before V2 gets. */
const notDeployed = { version: "V2.0", isAlive: false } as const;
