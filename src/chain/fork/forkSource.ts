import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { cassettePath } from "../../rpc/cassettePath.ts";
import { CassetteFormatError, CassetteInUseError, CassetteMismatchError } from "../../rpc/errors.ts";
import { openRelay, type Relay } from "../../rpc/openRelay.ts";
import type { ForkChoice, ReplayChoice } from "../chainChoice.ts";
import { InvalidSettingError } from "../errors.ts";
import { openRecordingRelay, type RecordingRelayOptions } from "./openRecordingRelay.ts";

/** A relay that a fork reads through, and how the chain came about, for people. */
export interface ForkSource {
  readonly relay: Relay;
  readonly provenance: string;
}

/**
 * Opens the relay between a fork and its endpoint. It keeps what it reads: under the name given, or else in a cache
 * of its own, so that a second run asks for next to nothing.
 *
 * @param root - the project's folder: cassettes lie in its folder `forks`
 * @throws whatever `openRelay` throws about the endpoint, or about a cassette that has a name
 */
export async function openForkSource(choice: ForkChoice, root: string): Promise<ForkSource> {
  const { name, fork, block, record } = choice;
  const { headers, chainId } = fork;
  const chain = { url: await fork.url(), headers, block, ...(chainId === undefined ? {} : { chainId }) };
  if (record !== undefined) {
    const relay = await openRecordingRelay({ ...chain, file: cassettePath(record, root), patience: 5_000 });
    return { relay, provenance: `fork of ${name} through ${relay.host}, recorded as ${record}` };
  }
  const relay = await openCachingRelay(chain, join(root, "forks", ".cache", `${name}-${block}.rpc`));
  return { relay, provenance: `fork of ${name} through ${relay.host}` };
}

/**
 * Opens the relay of a replay, which reads a cassette and nothing else.
 *
 * @throws whatever `openRelay` throws about the cassette
 */
export async function openReplaySource(choice: ReplayChoice, root: string): Promise<ForkSource> {
  const { name, block, fork } = choice;
  const cassette = choice.cassette ?? (await findOnlyCassette(root));
  const relay = await openRelay({
    source: { kind: "replay", file: cassettePath(cassette, root) },
    ...(fork.chainId === undefined ? {} : { chainId: fork.chainId }),
    ...(block === undefined ? {} : { block }),
  });
  return { relay, provenance: `replay of ${cassette}, a fork of ${name}` };
}

/** A cache never stands in the way: one that is of no use is made anew, one that another run uses is left to it. */
async function openCachingRelay(
  chain: Omit<RecordingRelayOptions, "file" | "patience">,
  file: string,
): Promise<Relay> {
  const cached = async (): Promise<Relay> => await openRecordingRelay({ ...chain, file, patience: 1_000 });
  try {
    return await cached();
  } catch (error) {
    if (error instanceof CassetteInUseError) {
      const { url, ...expected } = chain;
      return await openRelay({ source: { kind: "endpoint", url }, ...expected });
    }
    if (!(error instanceof CassetteMismatchError || error instanceof CassetteFormatError)) throw error;
    for (const stale of [file, `${file}.part`]) await rm(stale, { force: true });
    return await cached();
  }
}

/** The cassette that a replay means without saying so. */
async function findOnlyCassette(root: string): Promise<string> {
  const files = await readdir(join(root, "forks")).catch((): string[] => []);
  const names = files.filter((file) => file.endsWith(".rpc")).map((file) => file.slice(0, -".rpc".length));
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  throw new InvalidSettingError({
    message: `A replay needs a cassette, and forks/ holds ${names.length === 0 ? "none" : names.length}.`,
    hint:
      only === undefined
        ? "Record one: SIMULATION_CHAIN=fork SIMULATION_RECORD=name, and run the notebooks."
        : `Choose one with SIMULATION_REPLAY=name: ${names.sort().join(", ")}.`,
  });
}
