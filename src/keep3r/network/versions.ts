import { getAddress } from "ethers";
import { InvalidSettingError } from "../../chain/errors.ts";
import { openProject } from "../../chain/project.ts";
import {
  keep3rV1Governors,
  type Keep3rVersion,
  keep3rVersions,
  mainnetDeployments,
} from "./mainnetDeployments.ts";

/**
 * The address of a part of a V2 on mainnet. Of several, which is the case for helpers, it is the first.
 *
 * @param contract - what it is called in its source: `Keep3r`, `Keep3rV1Proxy`, `Keep3rHelper`,
 *   `UniV3PairManagerFactory` or `UniV3PairManager`
 */
export function addressIn(version: Keep3rVersion, contract: string): string {
  const found = mainnetDeployments.find((one) => one.contract === contract && one.versions.includes(version));
  if (found === undefined) throw new TypeError(`${version} has no ${contract}`);
  return found.address;
}

/** The V2 that an address is known as; `undefined` for anything else. */
export function versionAt(address: string): Keep3rVersion | undefined {
  return keep3rVersions.find((version) => addressIn(version, "Keep3r") === getAddress(address));
}

/** The first block of mainnet that has all of a V2; when it began to mint is in no public source. */
export function firstCompleteBlock(version: Keep3rVersion): number {
  const parts = ["Keep3r", "UniV3PairManagerFactory"].map((contract) => addressIn(version, contract));
  const blocks = mainnetDeployments.flatMap(({ address, firstBlock = 0 }) =>
    parts.includes(address) ? [firstBlock] : [],
  );
  return Math.max(...blocks);
}

/** Says whose address it is: `Keep3r of V2.1 (0x4A6c…)`, `an address that this kit does not know (0x…)`. */
export function describeAddress(address: string): string {
  const own = getAddress(address);
  return `${nameOf(own) ?? "an address that this kit does not know"} (${own})`;
}

function nameOf(address: string): string | undefined {
  const known = mainnetDeployments.find((one) => one.address === address);
  if (known !== undefined) return `${known.contract} of ${known.versions.join(" and ")}`;
  if (keep3rV1Governors.includes(address)) return "an account that governed Keep3r";
  return mainnetDeployments.some(({ deployer }) => deployer === address) ? "a deployer of Keep3r" : undefined;
}

/**
 * Reads the name of a version.
 *
 * @param text - `V2.1`, `v2.1` or `2.1`
 * @throws InvalidSettingError if mainnet has no such version
 */
export function parseVersion(text: string): Keep3rVersion {
  const version = keep3rVersions.find((known) => known === `V${text.trim().replace(/^v/i, "")}`);
  if (version !== undefined) return version;
  throw new InvalidSettingError({
    message: `KEEP3R_VERSION=${text} is no Keep3r V2 of mainnet.`,
    hint: `Use one of ${keep3rVersions.join(", ")}, or leave it out: a fork then runs on the one that is alive at its block.`,
  });
}

/**
 * The V2 that a fork has to be of: `KEEP3R_VERSION` of the environment or of `.env`; `undefined` if nobody says.
 *
 * @throws InvalidSettingError if mainnet has no such version
 */
export async function wantedVersion(): Promise<Keep3rVersion | undefined> {
  const { KEEP3R_VERSION: text } = (await openProject()).settings.variables;
  return text === undefined ? undefined : parseVersion(text);
}
