// Run as a process of its own: records balances at block 40, one account after another, and saves now and then, until
// it is killed. Writes each account to stdout once its balance was answered.
import { writeSync } from "node:fs";
import { openRelay } from "../../src/rpc/openRelay.ts";
import { accountOf } from "../support/accountOf.ts";
import { ask } from "../support/servedChain.ts";

const [url = "", file = "", first = "0"] = process.argv.slice(2);
const relay = await openRelay({ source: { kind: "record", url, file }, chainId: 1, block: 40 });
for (let index = Number(first); ; index += 1) {
  const { error } = await ask(relay.url, "eth_getBalance", [accountOf(index), "0x28"]);
  if (error !== undefined) throw new Error(error.message);
  writeSync(1, `${index}\n`);
  if (index % 7 === 6) void relay.save();
}
