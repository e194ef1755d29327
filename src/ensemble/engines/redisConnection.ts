import type * as bullmq from "bullmq";
import type * as ioredis from "ioredis";
import { importFromProject } from "../../common/importFromProject.ts";
import { PackageMissingError } from "../errors.ts";

/** Where Redis or Valkey listens unless somebody says. */
export const defaultRedis = "redis://127.0.0.1:6379";

/** BullMQ, and a connection to its server. */
export interface RedisConnection {
  readonly bullmq: typeof bullmq;
  /** Waits for a server that is away, for as long as it takes. */
  readonly redis: ioredis.Redis;
  /** The server's name, without user and password. */
  readonly host: string;
  readonly close: () => void;
}

/**
 * Connects to the server of a queue, by the packages that the project has installed.
 *
 * @param url - `redis://…` or `rediss://…`
 * @throws PackageMissingError if BullMQ or ioredis is not installed
 */
export async function connectRedis(url: string): Promise<RedisConnection> {
  const queue = await load<typeof bullmq>("bullmq");
  const { Redis } = await load<typeof ioredis>("ioredis");
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  // It connects again by itself, and says nothing of use; who waits sees that nothing comes.
  redis.on("error", () => undefined);
  return {
    bullmq: queue,
    redis,
    host: URL.canParse(url) ? new URL(url).host : url,
    close: () => {
      redis.disconnect();
    },
  };
}

async function load<Module>(name: string): Promise<Module> {
  try {
    return await importFromProject<Module>(name);
  } catch (cause) {
    throw new PackageMissingError({
      message: `The engine bullmq needs the package ${name}, which is not installed.`,
      hint: "Install both that it needs: npm install --save-dev bullmq ioredis.",
      cause,
    });
  }
}
