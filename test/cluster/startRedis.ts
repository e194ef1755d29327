import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** A Redis of a test's own. */
export interface TestRedis {
  readonly url: string;
  /** Ends the server as an administrator would, and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts `redis-server` on a free port.
 *
 * @param folder - where it keeps its data
 */
export async function startRedis(folder: string): Promise<TestRedis> {
  const port = await freePort();
  let server = await start(port, folder);
  const stop = async (): Promise<void> => {
    const end = once(server, "exit");
    server.kill("SIGTERM");
    await end;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await stop();
      server = await start(port, folder);
    },
    stop,
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const options = ["--port", String(port), "--dir", folder, "--appendonly", "yes", "--save", ""];
  const server = spawn("redis-server", options, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => {
      reject(new Error(`redis-server ended:\n${output}`));
    });
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("Ready to accept connections")) resolve();
    });
  });
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
