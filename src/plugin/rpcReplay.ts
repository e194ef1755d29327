import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { cassettePath } from "../rpc/cassettePath.ts";
import { serveUntilInterrupted, type RelayArguments } from "./serveUntilInterrupted.ts";
import { runTask, type TaskResult } from "./runTask.ts";

/** The action of `hardhat rpc replay`. */
export default async function rpcReplay(
  { name, port, hostname }: RelayArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  return await runTask(async () => {
    const file = cassettePath(name, hre.config.paths.root);
    await serveUntilInterrupted("Replaying", file, { source: { kind: "replay", file }, port, hostname });
  });
}
