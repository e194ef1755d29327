import type { AnswerSource, SourceExpectations } from "./answerSource.ts";
import { assertSameChain } from "./assertSameChain.ts";
import { fileName, howToRecord, missingCassette } from "./cassettePath.ts";
import { describeRequest } from "./describeRequest.ts";
import { RequestNotRecordedError } from "./errors.ts";
import { readCassette } from "./readCassette.ts";
import type { RpcCall } from "./rpcCall.ts";

/**
 * Answers from a cassette alone, without a network.
 *
 * @throws CassetteMissingError, CassetteFormatError, CassetteMismatchError
 */
export async function openReplaySource(
  file: string,
  { chainId, block }: Omit<SourceExpectations, "patience">,
): Promise<AnswerSource> {
  const cassette = await readCassette(file);
  if (cassette === undefined) throw missingCassette(file);
  const asked = block === undefined ? undefined : { number: block };
  assertSameChain(file, cassette, { chainId, block: asked }, "asked for was");
  return {
    host: cassette.host,
    block: cassette.block,
    answer: (call, key) => {
      const text = cassette.answers.get(key);
      return text === undefined ? Promise.reject(notRecorded(call, file)) : Promise.resolve(text);
    },
    save: () => Promise.resolve(),
    stop: () => undefined,
    release: () => Promise.resolve(),
  };
}

function notRecorded(call: RpcCall, file: string): RequestNotRecordedError {
  return new RequestNotRecordedError({
    message: `${fileName(file)} holds no answer to ${describeRequest(call)}.`,
    hint: `Record it: ${howToRecord(file)}. What is recorded already is kept.`,
  });
}
