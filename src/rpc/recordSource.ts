import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeFileAtomic } from "../common/writeFileAtomic.ts";
import type { AnswerSource, SourceExpectations } from "./answerSource.ts";
import { assertSameChain } from "./assertSameChain.ts";
import { encodeCassette } from "./cassetteCodec.ts";
import { CassetteDraft } from "./cassetteDraft.ts";
import type { CassetteChain } from "./cassetteHeader.ts";
import { lockCassette } from "./cassetteLock.ts";
import { fileName } from "./cassettePath.ts";
import { Endpoint } from "./endpoint.ts";
import type { EndpointLocation } from "./endpointAddress.ts";
import { CassetteWriteError } from "./errors.ts";
import { inspectEndpoint } from "./forkBlock.ts";
import { guardedEndpoint } from "./guardedEndpoint.ts";
import { readCassette } from "./readCassette.ts";
import { requestKey } from "./requestKey.ts";
import type { AnswerText, RpcCall } from "./rpcCall.ts";

/**
 * Answers from a cassette first, then from an endpoint, and keeps what the endpoint answers.
 *
 * The cassette's file is replaced as a whole when it is saved. Until then, answers lie in a file beside it, from
 * where a later run takes them if this one is killed.
 *
 * @param location - of the endpoint
 * @param file - of the cassette; made if it is missing
 */
export async function openRecordSource(
  location: EndpointLocation,
  file: string,
  expected: SourceExpectations,
): Promise<AnswerSource> {
  const endpoint = new Endpoint(location, expected.patience);
  const unlock = lockCassette(file);
  try {
    return await openLocked(endpoint, file, expected, unlock);
  } catch (error) {
    endpoint.close();
    unlock();
    throw error;
  }
}

async function openLocked(
  endpoint: Endpoint,
  file: string,
  expected: SourceExpectations,
  unlock: () => void,
): Promise<AnswerSource> {
  removeLeftovers(file);
  const saved = await readCassette(file);
  const draft = new CassetteDraft(file);
  if (saved !== undefined && draft.found !== undefined) {
    assertSameChain(file, saved, draft.found, `${fileName(`${file}.part`)} beside it is of`);
  }
  const known = saved ?? draft.found;
  const asked = expected.block === undefined ? undefined : { number: expected.block };
  if (known !== undefined) {
    assertSameChain(file, known, { chainId: expected.chainId, block: asked }, "asked for was");
  }
  const inspected = await inspectEndpoint(endpoint, expected.chainId, expected.block ?? known?.block?.number);
  if (known !== undefined) assertSameChain(file, known, inspected, `${endpoint.host} serves`);

  const chain: CassetteChain = {
    chainId: inspected.chainId,
    block: inspected.block,
    host: known?.host ?? endpoint.host,
  };
  const answers = new Map([...(draft.found?.answers ?? []), ...(saved?.answers ?? [])]);
  let savedAnswers = saved?.answers.size ?? -1;
  const keep = (key: string, text: AnswerText): void => {
    draft.append(chain, key, text);
    answers.set(key, text);
  };
  const ask = guardedEndpoint(endpoint, chain);
  const answer = async (call: RpcCall, key: string): Promise<AnswerText> => {
    const kept = answers.get(key);
    if (kept !== undefined) return kept;
    const text = await ask(call);
    keep(key, text);
    return text;
  };
  const save = async (): Promise<void> => {
    // Answers that come while a file is written are not in it yet, and must not be thrown away with the draft.
    while (savedAnswers !== answers.size) {
      const count = answers.size;
      await write(file, await encodeCassette({ ...chain, answers }));
      savedAnswers = count;
    }
    draft.discard();
  };
  for (const { call, text } of inspected.answers) {
    const key = requestKey(call);
    if (!answers.has(key)) keep(key, text);
  }

  let saving = Promise.resolve();
  return {
    host: chain.host,
    block: chain.block,
    answer,
    save: async () => {
      const next = saving.then(save);
      saving = next.catch(() => undefined);
      await next;
    },
    stop: () => {
      endpoint.close();
    },
    release: () => {
      draft.release();
      unlock();
      return Promise.resolve();
    },
  };
}

async function write(file: string, bytes: Buffer): Promise<void> {
  try {
    await writeFileAtomic(file, bytes);
  } catch (error) {
    throw new CassetteWriteError({
      message: `${fileName(file)} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}).`,
      hint: "See whether the disk is full, or the folder is not writable. Answers are kept beside it: record again to save them.",
    });
  }
}

/** Removes what `writeFileAtomic` had begun in a process that was killed. Only who holds the lock may. */
function removeLeftovers(file: string): void {
  const folder = dirname(file);
  const begun = `.${basename(file)}.`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(begun) && name.endsWith(".tmp")) rmSync(join(folder, name), { force: true });
  }
}
