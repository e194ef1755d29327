import { stat } from "node:fs/promises";
import { relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { RecordingDraft } from "../rpc/cassetteDraft.ts";
import { missingRecording, recordingPath } from "../rpc/cassettePath.ts";
import { readRecording } from "../rpc/readCassette.ts";
import { rpcReport } from "./rpcReport.ts";
import { runTask, type TaskResult } from "./runTask.ts";

/** The action of `hardhat rpc inspect`: reading a recording checks it against its digest. */
export default async function rpcInspect(
  { name }: { readonly name: string },
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  return await runTask(async () => {
    const file = recordingPath(name, hre.config.paths.root);
    const recording = await readRecording(file);
    if (recording === undefined) throw missingRecording(file);
    const { size } = await stat(file);
    console.log(rpcReport(recording, relative(process.cwd(), file), size));
    const { found } = new RecordingDraft(file);
    if (found !== undefined) {
      console.log(
        `\n${found.answers.size} more answers of a run that has not ended lie beside it; recording again goes on from there.`,
      );
    }
  });
}
