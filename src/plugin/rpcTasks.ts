import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

const name = { name: "name", description: "Name of the cassette: forks/<name>.rpc" } as const;

const port = {
  name: "port",
  description: "Port to listen on (default: a free one)",
  type: ArgumentType.INT,
  defaultValue: 0,
} as const;

const hostname = {
  name: "hostname",
  description: "Address to listen on (default: 127.0.0.1, which only this machine reaches)",
  type: ArgumentType.STRING,
  defaultValue: "127.0.0.1",
} as const;

/**
 * Adds `npx hardhat rpc record|replay|inspect`: a JSON-RPC relay for any client.
 *
 * @example npx hardhat rpc record credits --port 8545
 */
export const rpcTasks: TaskDefinition[] = [
  emptyTask("rpc", "Record what an RPC endpoint answers, and replay it without a network").build(),
  task(
    ["rpc", "record"],
    "Relays to the endpoint in MAINNET_HTTPS_URL, and keeps its answers, until Ctrl-C; SIMULATION_FORK_BLOCK pins a block",
  )
    .addPositionalArgument(name)
    .addOption(port)
    .addOption(hostname)
    .setAction(() => import("./rpcRecord.ts"))
    .build(),
  task(["rpc", "replay"], "Answers from a cassette alone, without a network, until Ctrl-C")
    .addPositionalArgument(name)
    .addOption(port)
    .addOption(hostname)
    .setAction(() => import("./rpcReplay.ts"))
    .build(),
  task(["rpc", "inspect"], "Checks a cassette, and lists what is in it")
    .addPositionalArgument(name)
    .setAction(() => import("./rpcInspect.ts"))
    .build(),
];
