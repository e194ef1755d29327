import { dataSlice, getAddress, ZeroAddress } from "ethers";
import type { Chain } from "../../chain/chain.ts";
import { RevertedError } from "../../chain/errors.ts";
import { Keep3rV1__factory } from "../contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "../contracts/factories/Keep3rV1Proxy__factory.ts";
import { Keep3rV2__factory } from "../contracts/factories/Keep3rV2__factory.ts";
import { NoLiveKeep3rError } from "../errors.ts";
import { addresses } from "./addresses.ts";
import { hasCode } from "./deployments.ts";
import { keep3rV1Governors, type Keep3rVersion, keep3rVersions } from "./mainnetDeployments.ts";
import { addressIn, describeAddress, firstCompleteBlock, versionAt } from "./versions.ts";

/** The Keep3r V2 of a chain. */
export interface FoundKeep3r {
  readonly version: Keep3rVersion;
  /** Address of V2. */
  readonly keep3r: string;
  /** Address of the factory that made its pair managers. */
  readonly factory: string;
  /**
   * Whether it works: KP3R is governed by its proxy, which mints for it. V2.0 before its launch is not alive yet:
   * nothing else is, and what is missing can be done without taking anything from anybody.
   */
  readonly isAlive: boolean;
}

/** Who may mint KP3R. */
interface Authority {
  readonly governance: string;
  /** For whom it mints, if it is a proxy; zero if for nobody yet. */
  readonly minter: string | undefined;
}

/**
 * Finds the Keep3r V2 that is alive on a chain: KP3R names its governance, a proxy; the proxy names its minter, a V2;
 * the V2 names that proxy as its own. As KP3R has one governance and a proxy one minter, at most one V2 is alive,
 * whichever others have code. Reads only.
 *
 * @param wanted - the version that it has to be
 * @returns `undefined` if V2 has not been deployed yet
 * @throws NoLiveKeep3rError if the chain contradicts what is wanted, or what this kit knows
 */
export async function findKeep3r(chain: Chain, wanted?: Keep3rVersion): Promise<FoundKeep3r | undefined> {
  const authority = await readAuthority(chain);
  const minting = authority.minter === undefined ? undefined : versionAt(authority.minter);
  const flaw = minting === undefined ? undefined : await flawOf(chain, minting, authority);
  if (minting !== undefined && flaw === undefined && (wanted ?? minting) === minting) {
    return asFound(minting, true);
  }
  const deployed = await findDeployed(chain);
  const isLaunching =
    (wanted ?? "V2.0") === "V2.0" &&
    deployed.every((version) => version === "V2.0") &&
    (await isBeforeLaunch(chain, authority, deployed.length > 0));
  if (isLaunching) return deployed.length === 0 ? undefined : asFound("V2.0", false);
  throw await refusal(chain, {
    authority,
    deployed,
    flaw,
    wanted,
    alive: flaw === undefined ? minting : undefined,
  });
}

function asFound(version: Keep3rVersion, isAlive: boolean): FoundKeep3r {
  return {
    version,
    keep3r: addressIn(version, "Keep3r"),
    factory: addressIn(version, "UniV3PairManagerFactory"),
    isAlive,
  };
}

async function readAuthority(chain: Chain): Promise<Authority> {
  const governance = await Keep3rV1__factory.connect(addresses.keep3rV1, chain.ethersProvider).governance();
  return { governance, minter: await readMinter(chain, governance) };
}

/** For whom a proxy mints; `undefined` for what is no proxy: an account, a multisig, a timelock. */
async function readMinter(chain: Chain, proxy: string): Promise<string | undefined> {
  const data = Keep3rV1Proxy__factory.createInterface().encodeFunctionData("minter");
  try {
    const answer = await chain.ethersProvider.call({ to: proxy, data });
    return answer.length === 66 ? getAddress(dataSlice(answer, 12)) : undefined;
  } catch (error) {
    if (error instanceof RevertedError) return undefined;
    throw error;
  }
}

async function findDeployed(chain: Chain): Promise<readonly Keep3rVersion[]> {
  const found = await Promise.all(
    keep3rVersions.map(async (version) => await hasCode(chain, addressIn(version, "Keep3r"))),
  );
  return keep3rVersions.filter((_, index) => found[index]);
}

/** What keeps a V2 from working, though the proxy mints for it; `undefined` if nothing does. */
async function flawOf(
  chain: Chain,
  version: Keep3rVersion,
  { governance }: Authority,
): Promise<string | undefined> {
  const address = addressIn(version, "Keep3r");
  if (!(await hasCode(chain, address))) return `there is no code at ${describeAddress(address)}`;
  const proxy = await Keep3rV2__factory.connect(address, chain.ethersProvider).keep3rV1Proxy();
  return proxy === governance ? undefined : `Keep3r ${version} mints through ${describeAddress(proxy)}`;
}

/** Whether KP3R still waits for V2.0: its governance is an account, or V2.0's proxy, which mints for nobody else. */
async function isBeforeLaunch(
  chain: Chain,
  { governance, minter }: Authority,
  isDeployed: boolean,
): Promise<boolean> {
  const v2 = Keep3rV2__factory.connect(addresses.keep3rV2, chain.ethersProvider);
  const proxy = isDeployed ? await v2.keep3rV1Proxy() : addresses.keep3rV1Proxy;
  if (governance === proxy) return minter === ZeroAddress || minter === addresses.keep3rV2;
  if (!keep3rV1Governors.includes(governance)) return false;
  const prepared = await readMinter(chain, proxy);
  return prepared === undefined || prepared === ZeroAddress || prepared === addresses.keep3rV2;
}

async function refusal(
  chain: Chain,
  found: {
    readonly authority: Authority;
    readonly deployed: readonly Keep3rVersion[];
    readonly flaw: string | undefined;
    readonly wanted: Keep3rVersion | undefined;
    readonly alive: Keep3rVersion | undefined;
  },
): Promise<NoLiveKeep3rError> {
  const { authority, deployed, flaw, wanted, alive } = found;
  const { governance, minter } = authority;
  const minting =
    minter === undefined
      ? "which is no proxy"
      : `which mints for ${minter === ZeroAddress ? "nobody" : describeAddress(minter)}`;
  const facts = [
    `KP3R is governed by ${describeAddress(governance)}, ${minting}`,
    ...(flaw === undefined ? [] : [flaw]),
    `deployed are ${deployed.length === 0 ? "none" : deployed.join(", ")}`,
  ];
  const { number } = await chain.block();
  const what = wanted === undefined ? "no Keep3r V2 that this kit knows" : `Keep3r ${wanted}`;
  const verb = wanted === undefined ? "is alive" : "is not alive";
  const blocks = keep3rVersions.map((version) => `${version} from ${firstCompleteBlock(version)}`).join(", ");
  const pin =
    wanted === undefined
      ? ""
      : alive === undefined
        ? "Take KEEP3R_VERSION away, or fork from another block. "
        : `Take KEEP3R_VERSION away, or set it to ${alive}, to run on what is alive; or fork from another block. `;
  return new NoLiveKeep3rError({
    message: `At block ${number} ${what} ${verb}: ${facts.join("; ")}.`,
    hint: `${pin}Nothing was changed. On mainnet there is all of ${blocks}: choose the block with SIMULATION_FORK_BLOCK, or run on the embedded chain with SIMULATION_CHAIN=embedded.`,
  });
}
