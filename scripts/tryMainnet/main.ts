// npm run try:mainnet: tries what only true mainnet can show, and prints it as a checklist to paste into a report.
import { parseArgs } from "node:util";
import { chooseChain } from "../../src/chain/chainChoice.ts";
import { openProject } from "../../src/chain/project.ts";
import { InvalidArgumentsError, SimulationError } from "../../src/common/errors.ts";
import { kitVersion } from "../../src/common/kitVersion.ts";
import { keep3rV2Block } from "../../src/keep3r/network/addresses.ts";
import { Endpoint } from "../../src/rpc/endpoint.ts";
import { defaultPatience } from "../../src/rpc/patience.ts";
import { Checklist } from "./checklist.ts";
import { tryBlock } from "./tryBlock.ts";

try {
  await main();
} catch (error) {
  if (!(error instanceof SimulationError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { block: { type: "string", multiple: true, default: ["newest", String(keep3rV2Block)] } },
  });
  const { settings, config } = await openProject();
  // It says so, too, if there is no endpoint. The block is chosen below.
  const choice = chooseChain({ chain: "fork", fork: "mainnet", block: keep3rV2Block }, settings, config);
  if (choice.source !== "fork") return;
  const { headers } = choice.fork;
  const endpoint = new Endpoint({ url: await choice.fork.url(), headers }, defaultPatience);
  const blocks: number[] = [];
  for (const block of values.block) blocks.push(await numberOf(block, endpoint));

  const list = new Checklist();
  list.heading(
    `# Tried on mainnet: version ${kitVersion}, endpoint ${endpoint.host}, Node ${process.version}`,
  );
  for (const block of new Set(blocks)) {
    console.error(`Block ${block} …`);
    // It is on the list; the other block may do.
    await tryBlock(list, block).catch((error: unknown) => {
      console.error(error instanceof SimulationError ? `${error.name}: ${error.message}` : error);
    });
  }
  console.log(list.toString());
  if (list.failures > 0) process.exitCode = 1;
}

/** The newest block is the newest that stays: the last finalized one, where the endpoint knows it. */
async function numberOf(block: string, endpoint: Endpoint): Promise<number> {
  if (/^\d{1,15}$/.test(block)) return Number(block);
  if (block !== "newest") {
    throw new InvalidArgumentsError({
      message: `--block ${block} is no block.`,
      hint: "Give a number in digits, or newest.",
    });
  }
  const ask = async (method: string, params: unknown[]): Promise<unknown> =>
    (await endpoint.ask({ method, params })).result;
  const finalized = await ask("eth_getBlockByNumber", ["finalized", false]).catch(() => null);
  const number = (finalized as { readonly number?: unknown } | null)?.number;
  return Number(number ?? (await ask("eth_blockNumber", [])));
}
