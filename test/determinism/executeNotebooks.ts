// Executes notebooks in a process of its own: executeNotebooks.ts <output folder> <notebook> …
import { join } from "node:path";
import { runNotebooks } from "../../src/runner/runNotebooks.ts";

const [output = "", ...notebooks] = process.argv.slice(2);
await runNotebooks({ notebooks, output, charts: join(output, "charts") });
