import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { hardhat, repository } from "./hardhatProcess.ts";

/** A stand-in for mainnet in another process: `npx hardhat node --network embedded`. */
export interface StandIn {
  readonly url: string;
  /** The block that it says to fork from. */
  readonly block: number;
  /** Sends it a request. */
  readonly request: (method: string, params?: readonly unknown[]) => Promise<unknown>;
  stop(): Promise<void>;
}

/** @param options - more of the command line */
export async function startStandIn(...options: string[]): Promise<StandIn> {
  const child = spawn(
    process.execPath,
    [hardhat, "node", "--network", "embedded", "--hostname", "127.0.0.1", "--port", "0", ...options],
    { cwd: repository, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  const said = await untilServed(child);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
  const block = Number(/SIMULATION_FORK_BLOCK=(\d+)/.exec(said)?.[1]);
  if (url === undefined) {
    await stop();
    throw new Error(`The stand-in did not start:\n${said}`);
  }
  return { url, block, request: async (method, params = []) => await post(url, method, params), stop };
}

/** What it has said when its address is known, or when it has ended. */
async function untilServed(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    let said = "";
    const read = (text: string): void => {
      // Hardhat's node writes a line for every request; nobody reads them.
      if (said.includes("server at")) return;
      said += text;
      if (said.includes("server at")) resolve(said);
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.once("close", () => {
      resolve(said);
    });
  });
}

async function post(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } };
  if (error !== undefined) throw new Error(error.message);
  return result;
}
