import { existsSync } from "node:fs";
import { cassettePath } from "../../rpc/cassettePath.ts";
import { chooseChain } from "../chainChoice.ts";
import { openProject } from "../project.ts";
import { openForkSource } from "./forkSource.ts";

/**
 * Puts what is left beside a cassette into it, if the settings ask for one: kernels are ended without asking, and the
 * last answers of a run may not be in the file yet.
 *
 * @param forkBlock - where packs fork unless somebody chooses
 * @returns the cassette's file; `undefined` if none is being recorded
 */
export async function finishCassette(forkBlock?: number): Promise<string | undefined> {
  const { settings, config, root } = await openProject();
  if (settings.record === undefined) return undefined;
  const choice = chooseChain({}, settings, config, forkBlock);
  if (choice.source !== "fork" || choice.record === undefined) return undefined;
  const file = cassettePath(choice.record, root);
  // A killed kernel also leaves its lock.
  const isUnfinished = existsSync(`${file}.part`) || existsSync(`${file}.lock`);
  if (isUnfinished) await (await openForkSource(choice, root)).relay.close();
  return file;
}
