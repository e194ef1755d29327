import { ChainNotSavableError } from "../errors.ts";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { isoTime } from "../../common/formatTime.ts";
import { kitVersion } from "../../common/kitVersion.ts";
import type { Chain } from "../chain.ts";
import { blockIdentityToJson, identifyBlock, originToJson } from "./chainOrigin.ts";
import { chainMemoryToJson } from "./chainMemoryJson.ts";
import { encodeStateFile } from "./stateFile.ts";

/** What a notebook keeps in a state file, next to its chain. */
export interface SavedNotebook {
  /** JSON; the chain does not look into it. */
  readonly text: string;
  /** How many samples its recording has. */
  readonly samples: number;
}

/**
 * Saves a chain to a file, from which `openChain(file)` goes on as if it had never stopped. The file holds what was
 * done to the chain; the same run always gives the same bytes.
 *
 * @param file - path; missing folders are made, an existing file is replaced at once or not at all
 * @param notebook - what is to be kept with the chain
 * @throws ChainNotSavableError if the chain is not an embedded one, or was moved by the machine's clock
 */
export async function saveChain(chain: Chain, file: string, notebook?: SavedNotebook): Promise<void> {
  const { kind, chainId, origin: originInWords } = chain.identity;
  const { journal } = chain;
  const { origin, obstacle } = journal;
  if (origin === undefined) {
    throw new ChainNotSavableError({
      message: `This chain (${kind}, ${originInWords}) cannot be saved to ${file}: only embedded chains can.`,
      hint: 'Open an embedded chain; a fork is kept by recording its answers: { record: "name" }.',
    });
  }
  if (obstacle !== undefined) {
    throw new ChainNotSavableError({
      message: `This chain cannot be saved to ${file}: ${obstacle}.`,
      hint: "What led here cannot be done again exactly: open a new chain, and leave that out.",
    });
  }
  const entries = await journal.toJson();
  const end = await identifyBlock(chain.provider);
  const { timestamp } = await chain.block(end.number);
  const bytes = await encodeStateFile({
    head: {
      kit: kitVersion,
      chain: { kind, chainId, origin: originInWords },
      block: end.number,
      time: isoTime(timestamp),
      requests: journal.length,
      samples: notebook?.samples ?? 0,
    },
    parts: {
      origin: JSON.stringify(originToJson(origin)),
      journal: entries,
      end: JSON.stringify(blockIdentityToJson(end)),
      memory: JSON.stringify(chainMemoryToJson(chain.memory)),
      notebook: notebook?.text ?? "null",
    },
  });
  await writeFileAtomic(file, bytes);
}
