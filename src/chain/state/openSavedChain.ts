import { readFile } from "node:fs/promises";
import { describeCause } from "../../common/describeCause.ts";
import { SimulationError } from "../../common/errors.ts";
import { kitVersion } from "../../common/kitVersion.ts";
import type { DocumentPart } from "../../recording/document.ts";
import { RecordingFormatError } from "../../recording/errors.ts";
import type { Chain, ChainMemory } from "../chain.ts";
import { InvalidStateFileError, StateDeviationError } from "../errors.ts";
import { deviationHint, isJournaled, type JournalEntry } from "../journal.ts";
import { openLocalChain } from "../openLocalChain.ts";
import type { Pack } from "../setup.ts";
import { assertSameContracts } from "./assertSameContracts.ts";
import { chainMemoryFromJson } from "./chainMemoryJson.ts";
import {
  type BlockIdentity,
  blockIdentityFromJson,
  identifyBlock,
  originFromJson,
  type SavedOrigin,
} from "./chainOrigin.ts";
import { decodeStateFile, type StateDocument, unreadable } from "./stateFile.ts";

/** A chain from a file, and what a notebook kept with it. */
export interface SavedChain {
  readonly chain: Chain;
  /** `undefined` if the chain was saved alone. */
  readonly notebook: DocumentPart | undefined;
}

interface SavedState {
  readonly origin: SavedOrigin;
  readonly entries: readonly JournalEntry[];
  readonly end: BlockIdentity;
  readonly memory: ChainMemory;
}

/**
 * Opens a chain that was saved: opens it from what it was opened from, does again what was done to it, and makes
 * sure that it arrives at the same block with the same state.
 *
 * @param file - path of a file that `saveChain` wrote
 * @param pack - what prepared the chain, if anything did
 * @throws InvalidStateFileError if the file is missing, damaged, or something else
 * @throws StateDeviationError if contracts have changed since, or this kit leads to another chain
 */
export async function openSavedChain(file: string, pack?: Pack): Promise<SavedChain> {
  const document = await decodeStateFile(await read(file), file);
  const { kind } = document.head.chain;
  if (kind !== "embedded") {
    throw new InvalidStateFileError({
      message: `${file} holds a chain of the kind ${JSON.stringify(kind)}; this kit opens embedded chains only.`,
      hint: "Open it with the version of the kit that wrote it.",
    });
  }
  const { origin, entries, end, memory } = readState(document, file);
  await assertSameContracts(memory, file, pack);
  const chain = await openOrigin(origin, file, pack);
  const from = `${file} (kit ${document.head.kit}; this is ${kitVersion})`;
  try {
    assertSame(from, "opens", origin.start, await identifyBlock(chain.provider));
    await chain.resume(entries, memory);
    assertSame(from, "ends", end, await identifyBlock(chain.provider));
  } catch (error) {
    await chain.close();
    throw error;
  }
  const { notebook } = document.parts;
  return { chain, notebook: notebook.value === null ? undefined : notebook };
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new InvalidStateFileError({
      message: `${file} cannot be read: ${describeCause(cause)}`,
      hint: "Give the path of a file that $.saveChain(file) wrote; a relative one counts from the working folder.",
      cause,
    });
  }
}

function readState({ parts }: StateDocument, file: string): SavedState {
  try {
    return {
      origin: originFromJson(parts.origin),
      entries: parts.journal.items().map(entryFromJson),
      end: blockIdentityFromJson(parts.end),
      memory: chainMemoryFromJson(parts.memory),
    };
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function entryFromJson(part: DocumentPart): JournalEntry {
  const [method, params, outcome, ...more] = part.items();
  const isComplete = method !== undefined && params !== undefined && more.length === 0;
  if (!isComplete || !isJournaled(method.text())) return part.fail("a request that changes a chain");
  return {
    method: method.text(),
    params: params.items().map(({ value }) => value),
    failed: outcome?.oneOf(["failed"]) !== undefined,
  };
}

async function openOrigin(origin: SavedOrigin, file: string, pack: Pack | undefined): Promise<Chain> {
  const { seed, startTime, hardfork, blockInterval, pack: saved } = origin;
  const options = { seed, startTime, blockInterval, ...(hardfork === null ? {} : { hardfork }) };
  assertSamePack(saved?.name, file, pack);
  if (saved === null || pack === undefined) return await openLocalChain(options);
  try {
    return await openLocalChain(options, { pack, setup: await pack.restore(saved.options) });
  } catch (cause) {
    if (cause instanceof RecordingFormatError) throw unreadable(file, cause);
    if (!(cause instanceof SimulationError)) throw cause;
    throw new StateDeviationError({
      message: `${file} starts from what the pack ${saved.name} does not accept: ${cause.shortMessage}`,
      hint: "Open it with the kit and the contracts that it was saved with, or set up and save again.",
      cause,
    });
  }
}

function assertSamePack(saved: string | undefined, file: string, pack: Pack | undefined): void {
  if (saved === pack?.name) return;
  throw new InvalidStateFileError({
    message: `${file} holds a chain ${saved === undefined ? "without a pack" : `of the pack ${saved}`}, and was opened ${pack === undefined ? "without one" : `with the pack ${pack.name}`}.`,
    hint:
      saved === undefined
        ? "Open it with openNotebook({ from }) or openChain(file)."
        : `Open it as that pack's documentation says, with its own function or as openChain(file, pack).`,
  });
}

function assertSame(from: string, leads: string, saved: BlockIdentity, found: BlockIdentity): void {
  const differing = (["number", "stateRoot", "hash"] as const).find((field) => saved[field] !== found[field]);
  if (differing === undefined) return;
  const names = {
    number: "the latest block",
    stateRoot: "the state's root",
    hash: "the latest block's hash",
  };
  throw new StateDeviationError({
    message: `${from} ${leads} as another chain than was saved: ${names[differing]} is ${found[differing]} and was ${saved[differing]}.`,
    hint: deviationHint,
  });
}
