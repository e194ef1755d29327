import { stat } from "node:fs/promises";
import { relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { CassetteDraft } from "../rpc/cassetteDraft.ts";
import { missingCassette, cassettePath } from "../rpc/cassettePath.ts";
import { readCassette } from "../rpc/readCassette.ts";
import { rpcReport } from "./rpcReport.ts";
import { runTask, type TaskResult } from "./runTask.ts";

/** The action of `hardhat rpc inspect`: reading a cassette checks it against its digest. */
export default async function rpcInspect(
  { name }: { readonly name: string },
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  return await runTask(async () => {
    const file = cassettePath(name, hre.config.paths.root);
    const cassette = await readCassette(file);
    if (cassette === undefined) throw missingCassette(file);
    const { size } = await stat(file);
    console.log(rpcReport(cassette, relative(process.cwd(), file), size));
    const { found } = new CassetteDraft(file);
    if (found !== undefined) {
      console.log(
        `\n${found.answers.size} more answers of a run that has not ended lie beside it; recording again goes on from there.`,
      );
    }
  });
}
