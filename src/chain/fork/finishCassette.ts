import { existsSync } from "node:fs";
import { cassettePath } from "../../rpc/cassettePath.ts";
import { chooseChain } from "../chainChoice.ts";
import { readChainSettings } from "../chainSettings.ts";
import { openForkSource, project } from "./forkSource.ts";

/**
 * Puts what is left beside a cassette into it, if the settings ask for one: kernels are ended without asking, and the
 * last answers of a run may not be in the file yet.
 *
 * @returns the cassette's file; `undefined` if none is being made
 */
export async function finishCassette(): Promise<string | undefined> {
  const choice = chooseChain({}, readChainSettings());
  if (choice.source !== "fork" || choice.record === undefined) return undefined;
  const file = cassettePath(choice.record, project);
  // A killed kernel also leaves its lock.
  const isUnfinished = existsSync(`${file}.part`) || existsSync(`${file}.lock`);
  if (isUnfinished) await (await openForkSource(choice)).relay.close();
  return file;
}
