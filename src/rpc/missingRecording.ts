import { existsSync } from "node:fs";
import { RpcRecordingMissingError } from "../errors/rpcRecordingMissingError.ts";
import { fileName, recordingName } from "./fileName.ts";

/** The error for a recording that is not there. */
export function missingRecording(file: string): RpcRecordingMissingError {
  const unfinished = existsSync(`${file}.part`);
  return new RpcRecordingMissingError({
    message: unfinished
      ? `There is no ${fileName(file)}, only the rest of a run that did not end.`
      : `There is no ${fileName(file)}.`,
    hint: `${unfinished ? "Go on with" : "Make it with"} ${howToRecord(file)}.`,
  });
}

/** The commands that make a recording, or add to it. */
export function howToRecord(file: string): string {
  const name = recordingName(file);
  return `CHAIN=fork RECORD=${name} npm start, or npx hardhat rpc record ${name}`;
}
