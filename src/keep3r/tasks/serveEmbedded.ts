import type { NetworkHooks } from "hardhat/types/hooks";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Chain } from "../../chain/chain.ts";
import { readChainSettings } from "../../chain/chainSettings.ts";
import { type DeployedUntil, openEmbeddedChain } from "../../chain/openLocalChain.ts";
import { InvalidArgumentsError, SimulationError } from "../../common/errors.ts";
import { isLoopback } from "../../rpc/relayServer.ts";
import { connectKeep3r } from "../connectKeep3r.ts";

/** What this task adds to the arguments of `hardhat node`. */
export interface ServeArguments {
  readonly preset?: string | undefined;
  readonly until?: string | undefined;
  /** Hardhat's own: in a container it would be 0.0.0.0 if nobody gives one. */
  readonly hostname?: string | undefined;
}

/** Hardhat turns a result without success into exit code 1. */
export interface ServeResult {
  readonly success: false;
  readonly error: Error;
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
  try {
    const { preset, until, hostname = "127.0.0.1" } = taskArguments;
    const settings = readChainSettings();
    let connection: unknown;
    let ready = false;
    const hooks: Partial<NetworkHooks> = {
      newConnection: async (context, next) => {
        if (ready) return connection as Awaited<ReturnType<typeof next>>;
        const made = await next(context);
        connection = made;
        return made;
      },
    };
    hre.hooks.registerHandlers("network", hooks);
    const chain = await openEmbeddedChain(preset ?? settings.preset, settings.seed, asUntil(until));
    if (asUntil(until) === "keep3r-v2") await connectKeep3r(chain);
    ready = true;
    console.log(await describe(chain));
    if (!isLoopback(hostname)) {
      console.warn(
        `Whoever reaches ${hostname} can use this chain. Only 127.0.0.1 is for this machine alone.`,
      );
    }
    return await runSuper({ ...taskArguments, hostname });
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    console.error(`${error.name}: ${error.message}`);
    return { success: false, error } satisfies ServeResult;
  }
}

async function describe(chain: Chain): Promise<string> {
  const { number, timestamp } = await chain.block();
  const time = new Date(timestamp * 1_000).toISOString().replace(".000Z", "Z");
  return [
    `Embedded chain, ${chain.identity.origin}: block ${number} at ${time}.`,
    `To fork it, set MAINNET_HTTPS_URL to the address below, and FORK_BLOCK_NUMBER=${number}.`,
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
