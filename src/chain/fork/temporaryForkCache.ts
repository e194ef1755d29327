import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HookManager } from "hardhat/types/hooks";

/** Makes a connection whose cache is this one, and takes the cache away again. */
export interface TemporaryForkCache {
  connect<T>(create: () => Promise<T>): Promise<T>;
  remove(): void;
}

/**
 * Keeps the node's own cache of a fork out of the project and out of the next run. It cannot be turned off, and it
 * knows an endpoint by host and port only: it would take what one relay answered for what another one on the same port
 * answers later. So each connection gets a folder of its own, which goes with it. What is worth keeping, the relay
 * keeps.
 *
 * @param url - of the relay; tells this connection from others
 */
export async function temporaryForkCache(hooks: HookManager, url: string): Promise<TemporaryForkCache> {
  const cacheDir = await mkdtemp(join(tmpdir(), "fork-cache-"));
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(cacheDir, { recursive: true, force: true });
  };
  process.once("exit", remove);
  const handlers: Parameters<typeof hooks.registerHandlers<"config">>[1] = {
    resolveUserConfig: async (userConfig, resolveVariable, next) => {
      const config = await next(userConfig, resolveVariable);
      for (const [name, network] of Object.entries(config.networks)) {
        const wanted = userConfig.networks?.[name];
        const isThis = wanted?.type === "edr-simulated" && wanted.forking?.url === url;
        if (isThis && network.type === "edr-simulated" && network.forking !== undefined) {
          network.forking.cacheDir = cacheDir;
        }
      }
      return config;
    },
  };
  return {
    connect: async (create) => {
      hooks.registerHandlers("config", handlers);
      try {
        return await create();
      } catch (error) {
        remove();
        throw error;
      } finally {
        hooks.unregisterHandlers("config", handlers);
      }
    },
    remove,
  };
}
