import type { NetworkHooks } from "hardhat/types/hooks";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Chain } from "../../chain/chain.ts";
import { servedConnection } from "../../chain/servedConnection.ts";
import { mainnetKeep3r } from "../candidates/candidate.ts";
import type { DeployedUntil } from "../keep3rPack.ts";
import { openKeep3rChain } from "../openKeep3r.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { isoTime } from "../../common/formatTime.ts";
import { runTask } from "../../plugin/runTask.ts";
import { isLoopback } from "../../rpc/relayServer.ts";
import { connectKeep3r } from "../connectKeep3r.ts";

/** What this task adds to the arguments of `hardhat node`. */
export interface ServeArguments {
  readonly preset?: string | undefined;
  readonly until?: string | undefined;
  /** Hardhat's own: in a container it would be 0.0.0.0 if nobody gives one. */
  readonly hostname?: string | undefined;
}

/**
 * The action of `hardhat node`: on the embedded network it serves a chain on which the Keep3r Network is set up, with
 * every block at an exact time; elsewhere it does what Hardhat's own does.
 *
 * Hardhat's action makes a connection and serves it. It is given ours, on which everything has been done already. It
 * listens on 127.0.0.1, in containers too: on another address only on request, and with a warning.
 */
export default async function serveEmbedded<Arguments extends ServeArguments>(
  taskArguments: Arguments,
  hre: HardhatRuntimeEnvironment,
  runSuper: (taskArguments: Arguments) => Promise<unknown>,
): Promise<unknown> {
  if (hre.globalOptions.network !== "embedded") return await runSuper(taskArguments);
  return await runTask(async () => {
    const { preset, until, hostname = "127.0.0.1" } = taskArguments;
    let connection: unknown;
    let ready = false;
    const hooks: Partial<NetworkHooks> = {
      newConnection: async (context, next) => {
        if (ready) return connection as Awaited<ReturnType<typeof next>>;
        const made = await next(context);
        connection = servedConnection(made);
        return made;
      },
    };
    hre.hooks.registerHandlers("network", hooks);
    const chain = await openKeep3rChain({
      chain: "embedded",
      keep3r: mainnetKeep3r,
      until: asUntil(until),
      ...(preset === undefined ? {} : { preset }),
    });
    if (asUntil(until) === "keep3r-v2") await connectKeep3r(chain);
    ready = true;
    console.log(await describe(chain));
    if (!isLoopback(hostname)) {
      console.warn(
        `Whoever reaches ${hostname} can use this chain. Only 127.0.0.1 is for this machine alone.`,
      );
    }
    await runSuper({ ...taskArguments, hostname });
  });
}

async function describe(chain: Chain): Promise<string> {
  const { number, timestamp } = await chain.block();
  const time = isoTime(timestamp);
  return [
    `Embedded chain, ${chain.identity.origin}: block ${number} at ${time}.`,
    `To fork it, set MAINNET_HTTPS_URL to the address below, and SIMULATION_FORK_BLOCK=${number}.`,
  ].join("\n");
}

function asUntil(until: string | undefined): DeployedUntil {
  if (until === undefined || until === "keep3r-v2") return "keep3r-v2";
  if (until === "keep3r-v1") return until;
  throw new InvalidArgumentsError({
    message: `Mainnet's history cannot be made until ${JSON.stringify(until)}.`,
    hint: "Give --until keep3r-v1 (KP3R, Uniswap and the pool) or --until keep3r-v2 (all of Keep3r V2 too).",
  });
}
