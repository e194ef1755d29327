import type { AnswerSource, SourceExpectations } from "./answerSource.ts";
import { assertSameChain } from "./assertSameChain.ts";
import { fileName, howToRecord, missingRecording } from "./cassettePath.ts";
import { describeRequest } from "./describeRequest.ts";
import { RequestNotRecordedError } from "./errors.ts";
import { readRecording } from "./readCassette.ts";
import type { RpcCall } from "./rpcCall.ts";

/**
 * Answers from a recording alone, without a network.
 *
 * @throws RpcRecordingMissingError, RpcRecordingFormatError, RpcRecordingMismatchError
 */
export async function openReplaySource(
  file: string,
  { chainId, block }: Omit<SourceExpectations, "patience">,
): Promise<AnswerSource> {
  const recording = await readRecording(file);
  if (recording === undefined) throw missingRecording(file);
  const asked = block === undefined ? undefined : { number: block };
  assertSameChain(file, recording, { chainId, block: asked }, "asked for was");
  return {
    host: recording.host,
    block: recording.block,
    answer: (call, key) => {
      const text = recording.answers.get(key);
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
