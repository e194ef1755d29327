import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { readSettings } from "../chain/settings.ts";
import { InvalidEndpointError } from "../rpc/errors.ts";
import { cassettePath } from "../rpc/cassettePath.ts";
import { serveUntilInterrupted, type RelayArguments } from "./serveUntilInterrupted.ts";
import { runTask, type TaskResult } from "./runTask.ts";

/**
 * The action of `hardhat rpc record`.
 *
 * The endpoint comes from the environment or `.env`: on the command line, all users of the machine could read its key.
 */
export default async function rpcRecord(
  { name, port, hostname }: RelayArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  return await runTask(async () => {
    const file = cassettePath(name, hre.config.paths.root);
    const { endpoint, headers, block } = readSettings(hre.config.paths.root);
    if (endpoint === undefined) {
      throw new InvalidEndpointError({
        message: "There is no endpoint to record.",
        hint: "Set MAINNET_HTTPS_URL in .env; .env.example says how.",
      });
    }
    await serveUntilInterrupted("Recording", file, {
      source: { kind: "record", url: endpoint, file },
      headers,
      port,
      hostname,
      ...(block === undefined ? {} : { block }),
    });
  });
}
