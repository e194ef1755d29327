import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadZeromq } from "./loadZeromq.ts";

const channels = ["shell", "iopub", "stdin", "control", "hb"] as const;

/** One of the sockets between a client and a kernel. */
type KernelChannel = (typeof channels)[number];

/** Where a kernel listens, and the file from which it reads that. */
export interface KernelConnection {
  /** Connection file, for `--config-path`; only its owner can read it. */
  readonly file: string;
  /** Secret that signs every message. */
  readonly key: string;
  /** ZeroMQ address of a channel. */
  address(channel: KernelChannel): string;
  /** Removes the connection file and the sockets. */
  remove(): Promise<void>;
  /** The same, for when the process is about to exit. */
  removeSync(): void;
}

/** A Unix socket's path may have 104 bytes on macOS and 108 on Linux. */
const longestSocketPath = 100;

/**
 * Chooses where a kernel will listen and writes its connection file into a private temporary folder.
 *
 * Unix sockets in that folder are preferred: nobody else can connect, and nobody else can take the
 * address. Where there are none, it is free ports of the loopback interface, all reserved together.
 *
 * @returns the connection; call `remove` when the kernel is gone
 * @throws MissingPackageError if zeromq is not installed
 */
export async function createKernelConnection(): Promise<KernelConnection> {
  const { capability } = loadZeromq();
  const folder = await mkdtemp(join(tmpdir(), "notebook-kernel-"));
  const socketPath = join(folder, "k");
  const ipc =
    process.platform !== "win32" &&
    capability.ipc === true &&
    Buffer.byteLength(`${socketPath}-${channels.length}`) <= longestSocketPath;
  const host = ipc ? socketPath : "127.0.0.1";
  const ports = ipc ? channels.map((_, index) => index + 1) : await findFreePorts(channels.length);
  const transport = ipc ? "ipc" : "tcp";
  const key = randomBytes(32).toString("hex");
  const portOf = (channel: KernelChannel) => ports[channels.indexOf(channel)] ?? 0;
  const file = join(folder, "connection.json");
  const settings = {
    transport,
    ip: host,
    key,
    signature_scheme: "hmac-sha256",
    ...Object.fromEntries(channels.map((channel) => [`${channel}_port`, portOf(channel)])),
  };
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  return {
    file,
    key,
    address: (channel) => `${transport}://${host}:${portOf(channel)}`,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
    removeSync: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** All are held open until all are known, so that no two are the same. */
async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Server>((resolve, reject) => {
          const server = createServer().once("error", reject);
          server.listen(0, "127.0.0.1", () => {
            resolve(server);
          });
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
