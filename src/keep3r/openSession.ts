import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { announceChain } from "../notebook/announceChain.ts";
import { kernelMemory } from "../notebook/kernel/kernelMemory.ts";
import { writeNotice } from "../notebook/kernel/notice.ts";
import type { Snapshot } from "../notebook/notebook.ts";
import { chooseCandidate } from "./candidates/chooseCandidate.ts";
import { connectKeep3r } from "./connectKeep3r.ts";
import type { Keep3r } from "./keep3r.ts";
import type { Keep3rNotebook } from "./keep3rNotebook.ts";
import { chosenMarket } from "./keep3rPack.ts";
import { wantedVersion } from "./network/versions.ts";
import { type Keep3rOptions, openKeep3rNotebook } from "./openKeep3r.ts";

/** What a Keep3r notebook works with. */
export interface Session {
  readonly $: Keep3rNotebook;
  readonly keep3r: Keep3r;
}

interface KeptSession extends Session {
  readonly options: string;
  /** Right after the set-up. */
  readonly start: Snapshot;
}

const memoryName = "session";

/**
 * Gives a notebook a chain with the Keep3r Network, set up and with a registered keeper, right after the set-up.
 *
 * The first call in a kernel does the work. A later one, in the same or another notebook, goes back to that
 * moment, without traces and recording: so a notebook gives the same figures whether it is opened alone, run
 * after another one in one kernel, or run again from its first cell. If a candidate for Keep3r V2 was built anew in
 * between, the chain is set up anew with it. Other options end the session before: that is said, and everything of it
 * fails with a ChainClosedError.
 *
 * Which chain it is, is said once, on the process's standard error: an output would not be the same in every run.
 *
 * @param options - `keep3r` chooses a candidate; without it `--set keep3r=…` does, then `KEEP3R_CANDIDATE` of `.env`. With
 *   `from`, the moment is the one at which the file was saved, with its traces and recording
 * @example const { $, keep3r } = await openSession();
 * @example const { $, keep3r } = await openSession({ keep3r: "Keep3rSlowInflation" });
 * @example const { $, keep3r } = await openSession({ from: "set-up.chain" });
 */
export async function openSession(options: Keep3rOptions = {}): Promise<Session> {
  const memory = kernelMemory();
  const wanted = await describeOptions(options);
  const kept = memory.get(memoryName) as KeptSession | undefined;
  if (kept?.options === wanted) {
    await kept.$.revert(kept.start);
    return { $: kept.$, keep3r: kept.keep3r };
  }
  if (kept !== undefined) {
    await kept.$.close(
      "openSession() has opened another, with other options; openKeep3rNotebook() opens one beside it",
    );
    writeNotice("openSession: other options than before, so another session; the one before ends");
  }
  memory.delete(memoryName);

  const $ = await openKeep3rNotebook(options);
  await announceChain($.chain);
  const keep3r = await connectKeep3r($.chain);
  await keep3r.setup();
  const session: KeptSession = { $, keep3r, options: wanted, start: await $.keepMoment() };
  memory.set(memoryName, session);
  return { $, keep3r };
}

/** What is built or written anew is another moment, though it is called the same. */
async function describeOptions(options: Keep3rOptions): Promise<string> {
  const { from } = options;
  const market = await chosenMarket(options);
  const code = (await chooseCandidate(market.keep3r))?.codeHash;
  const file = from === undefined ? undefined : await digestOf(from);
  const version = await wantedVersion();
  return JSON.stringify({ ...options, ...market, version, code, file }, (_key, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
}

/** What is wrong with a file, opening it tells. */
async function digestOf(file: string): Promise<string> {
  return hash("sha256", await readFile(file).catch(() => "none"));
}
