import { relative } from "node:path";
import { openRelay, type Relay, type RelayOptions } from "../rpc/openRelay.ts";
import { readCassette } from "../rpc/readCassette.ts";

/** Arguments of the tasks that serve a relay. */
export interface RelayArguments {
  readonly name: string;
  readonly port: number;
  readonly hostname: string;
}

/**
 * Serves a relay until the process is interrupted, and prints where, and what became of it.
 *
 * @param doing - `"Recording"` or `"Replaying"`
 * @param file - of the cassette
 */
export async function serveUntilInterrupted(
  doing: string,
  file: string,
  options: RelayOptions,
): Promise<void> {
  const shown = relative(process.cwd(), file);
  const relay = await openRelay(options);
  const interrupted = waitForInterrupt();
  console.log(`${doing} ${describe(relay)}: ${shown}`);
  console.log(`Point a client at ${relay.url}; end with Ctrl-C.`);
  await interrupted;
  await relay.close();
  const answers = (await readCassette(file))?.answers.size ?? 0;
  console.log(`\n${shown} holds ${answers} answers.`);
  if (relay.failure !== undefined) {
    console.error(`The first failure that a client met: ${relay.failure.name}: ${relay.failure.message}`);
  }
}

function describe({ host, block }: Relay): string {
  return block === undefined ? host : `${host} at block ${block.number} (${block.hash})`;
}

/** Interrupted once, a process ends in order; interrupted again, at once. */
async function waitForInterrupt(): Promise<void> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  // A relay alone does not keep its process running.
  const running = setInterval(() => undefined, 2 ** 30);
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearInterval(running);
      for (const signal of signals) process.removeListener(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}
