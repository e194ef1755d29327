// Run as a process of its own: records one balance at block 40, and ends without closing the relay.
import { openRelay } from "../../src/rpc/openRelay.ts";
import { accountOf } from "../support/accountOf.ts";
import { ask } from "../support/servedChain.ts";

const [url = "", file = ""] = process.argv.slice(2);
const relay = await openRelay({ source: { kind: "record", url, file }, chainId: 1, block: 40 });
await ask(relay.url, "eth_getBalance", [accountOf(0), "0x28"]);
