import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { KernelClient } from "../src/runner/kernel/kernelClient.ts";
import { parseNotebook } from "../src/runner/parseNotebook.ts";
import { codeCellsOf } from "../src/runner/notebookDocument.ts";
import type { Benchmark, BenchmarkSize } from "./benchmark.ts";
import { median, milliseconds, rounded } from "./measure.ts";

const file = fileURLToPath(new URL("../notebooks/01-credit-mining.ipynb", import.meta.url));

const runs: Readonly<Record<BenchmarkSize, number>> = { quick: 1, full: 7 };

/** Seconds of a run, by what they go to. */
interface Phases {
  readonly kernel: number;
  readonly library: number;
  readonly chain: number;
  readonly transactions: number;
  readonly sampling: number;
  readonly drawing: number;
  readonly rest: number;
}

const phaseNames: Readonly<Record<keyof Phases, string>> = {
  kernel: "start the kernel",
  library: "load the library",
  chain: "first cell: chain, history, set-up",
  transactions: "transactions: set-up, actions, trials",
  sampling: "sampling: mining and reading",
  drawing: "drawing: spec and PNG",
  rest: "compiling cells, messages, and all else",
};

/** The credit-mining notebook as the runner executes it, split into what takes the time. */
export const notebook: Benchmark = {
  name: "notebook",
  title: "notebooks/01-credit-mining.ipynb",
  run: async (size) => {
    const all: Phases[] = [];
    for (let run = 0; run < runs[size]; run++) all.push(await runPhases());
    const names = Object.keys(phaseNames) as (keyof Phases)[];
    const total = (phases: Phases): number => names.reduce((sum, name) => sum + phases[name], 0);
    const row = (phase: string, pick: (phases: Phases) => number) => {
      const seconds = all.map((phases) => pick(phases) / 1_000);
      return {
        phase,
        seconds: rounded(median(seconds)),
        fastest: rounded(Math.min(...seconds)),
        slowest: rounded(Math.max(...seconds)),
      };
    };
    return {
      rows: [...names.map((name) => row(phaseNames[name], (phases) => phases[name])), row("all", total)],
      aims: [],
    };
  },
};

async function runPhases(): Promise<Phases> {
  const cells = codeCellsOf(parseNotebook(await readFile(file, "utf8"), file));
  const { kernel, time: kernelTime } = await startKernel();
  try {
    const library = await milliseconds(() => execute(kernel, 'import * as benchmarkedLibrary from "..";'));
    const [first, ...others] = cells.map(({ source }) => source);
    const chain = await milliseconds(() => execute(kernel, first ?? ""));
    await execute(kernel, watchSession);
    const cellTime = await milliseconds(async () => {
      for (const source of others) await execute(kernel, source);
    });
    const watched = JSON.parse(await execute(kernel, "console.log(JSON.stringify(watched));")) as Watched;
    return {
      kernel: kernelTime,
      library,
      chain,
      transactions: watched.transactions + watched.actions,
      sampling: watched.scenarios - watched.actions,
      drawing: watched.drawing,
      rest: cellTime - watched.transactions - watched.scenarios - watched.drawing,
    };
  } finally {
    await kernel.shutdown();
  }
}

async function startKernel(): Promise<{ kernel: KernelClient; time: number }> {
  const start = performance.now();
  const kernel = await KernelClient.start({ cwd: dirname(file) });
  return { kernel, time: performance.now() - start };
}

/** Milliseconds that the kernel counts; `actions` lie within `scenarios`. */
interface Watched {
  readonly scenarios: number;
  readonly actions: number;
  readonly transactions: number;
  readonly drawing: number;
}

/** A cell that has the session count where its time goes. It sees the notebook's own `$` and `keep3r`. */
const watchSession = `
const watched: Record<string, number> = { scenarios: 0, actions: 0, transactions: 0, drawing: 0 };
{
  const timed = (kind: string, run: any) => async (...args: any[]) => {
    const start = performance.now();
    try {
      return await run(...args);
    } finally {
      watched[kind]! += performance.now() - start;
    }
  };
  const watch = (owner: any, method: string, kind: string) => {
    owner[method] = timed(kind, owner[method].bind(owner));
  };
  const session: any = $;
  const execute = session.sleepAndExecute.bind(session);
  session.sleepAndExecute = (span: any, every: any, action: any, ...rest: any[]) =>
    execute(
      span,
      every,
      Array.isArray(action)
        ? action.map((one: any) => ({ ...one, run: timed("actions", one.run) }))
        : timed("actions", action),
      ...rest,
    );
  watch(session, "sleepAndExecute", "scenarios");
  watch(session, "sleepAndRecord", "scenarios");
  watch(session, "draw", "drawing");
  watch(session, "tryOut", "transactions");
  for (const method of ["mintLiquidity", "createJob", "addLiquidity"]) watch(keep3r, method, "transactions");
}
`;

/** Runs a cell; returns what it printed. */
async function execute(kernel: KernelClient, source: string): Promise<string> {
  const printed: string[] = [];
  const { status } = await kernel.execute(source, {
    timeout: 300,
    onOutput: ({ content }) => {
      if (typeof content.text === "string") printed.push(content.text);
    },
  });
  if (status === "error") throw new Error(`A cell failed:\n${source}\n${printed.join("")}`);
  return printed.join("");
}
