import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cassettePath } from "../../rpc/cassettePath.ts";
import type { EndpointLocation } from "../../rpc/endpointAddress.ts";
import { CassetteFormatError, CassetteInUseError, CassetteMismatchError } from "../../rpc/errors.ts";
import { openRelay, type Relay } from "../../rpc/openRelay.ts";
import type { ChainChoice } from "../chainChoice.ts";
import { InvalidSettingError } from "../errors.ts";
import { openRecordingRelay } from "./openRecordingRelay.ts";

/** A relay that a fork reads through, and how the chain came about, for people. */
export interface ForkSource {
  readonly relay: Relay;
  readonly provenance: string;
}

const mainnet = 1;

/** Folder of the project: cassettes lie in its folder `forks`. */
export const project: string = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Opens the relay between a fork and its endpoint. It keeps what it reads: under the name given, or else in a cache
 * of its own, so that a second run asks for next to nothing.
 *
 * @throws whatever `openRelay` throws about the endpoint, or about a cassette that has a name
 */
export async function openForkSource(choice: Extract<ChainChoice, { source: "fork" }>): Promise<ForkSource> {
  const { endpoint: url, headers, block, record } = choice;
  if (record !== undefined) {
    const file = cassettePath(record, project);
    const relay = await openRecordingRelay({ url, headers, file, chainId: mainnet, block, patience: 5_000 });
    return { relay, provenance: `fork of mainnet through ${relay.host}, recorded as ${record}` };
  }
  const relay = await openCachingRelay({ url, headers }, block);
  return { relay, provenance: `fork of mainnet through ${relay.host}` };
}

/**
 * Opens the relay of a replay, which reads a cassette and nothing else.
 *
 * @throws whatever `openRelay` throws about the cassette
 */
export async function openReplaySource(
  choice: Extract<ChainChoice, { source: "replay" }>,
): Promise<ForkSource> {
  const { block } = choice;
  const cassette = choice.recording ?? (await findOnlyCassette());
  const relay = await openRelay({
    source: { kind: "replay", file: cassettePath(cassette, project) },
    chainId: mainnet,
    ...(block === undefined ? {} : { block }),
  });
  return { relay, provenance: `replay of ${cassette}, a fork of mainnet` };
}

/** A cache never stands in the way: one that is of no use is made anew, one that another run uses is left to it. */
async function openCachingRelay({ url, headers }: EndpointLocation, block: number): Promise<Relay> {
  const file = join(project, "forks", ".cache", `mainnet-${block}.rpc`);
  const cached = async (): Promise<Relay> =>
    await openRecordingRelay({ url, headers, file, chainId: mainnet, block, patience: 1_000 });
  try {
    return await cached();
  } catch (error) {
    if (error instanceof CassetteInUseError) {
      return await openRelay({ source: { kind: "endpoint", url }, headers, chainId: mainnet, block });
    }
    if (!(error instanceof CassetteMismatchError || error instanceof CassetteFormatError)) throw error;
    for (const stale of [file, `${file}.part`]) await rm(stale, { force: true });
    return await cached();
  }
}

/** The cassette that a replay means without saying so. */
async function findOnlyCassette(): Promise<string> {
  const files = await readdir(join(project, "forks")).catch((): string[] => []);
  const names = files.filter((file) => file.endsWith(".rpc")).map((file) => file.slice(0, -".rpc".length));
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  throw new InvalidSettingError({
    message: `A replay needs a cassette, and forks/ holds ${names.length === 0 ? "none" : names.length}.`,
    hint:
      only === undefined
        ? "Make one with CHAIN=fork RECORD=name npm start."
        : `Choose one with REPLAY=name: ${names.sort().join(", ")}.`,
  });
}
