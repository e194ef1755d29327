import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openKeep3rNotebook } from "../src/keep3r/openKeep3r.ts";
import type { Benchmark, BenchmarkSize } from "./benchmark.ts";
import { type CreditsScenario, openCreditsScenario, traceViews } from "./creditsScenario.ts";
import { alternate, median, medianRatio, milliseconds, rounded } from "./measure.ts";

const every = 4 * 3_600;

/** A transaction comes every so many steps. */
const stepsAnAction = 25;

const sizes: Readonly<Record<BenchmarkSize, { steps: number; rounds: number }>> = {
  quick: { steps: 50, rounds: 1 },
  full: { steps: 1_000, rounds: 15 },
};

/** What writing the journal costs a scenario, and how long a state file takes, compared with running it again. */
export const state: Benchmark = {
  name: "state",
  title: "State files: a scenario with and without a journal, and opening instead of running again",
  run: async (size) => {
    const { steps, rounds } = sizes[size];
    const scenario = await openCreditsScenario();
    const journal = await measureJournal(scenario, steps, rounds);
    await scenario.$.close();
    const files = await measureFiles(steps, rounds);
    return {
      rows: [
        {
          what: `${steps} steps without a journal, ms of processor`,
          figure: rounded(median(journal.off.warm)),
        },
        { what: `${steps} steps with a journal, ms of processor`, figure: rounded(median(journal.on.warm)) },
        { what: "running it, from opening the chain, ms", figure: rounded(median(files.run)) },
        { what: "saving it, ms", figure: rounded(median(files.save)) },
        { what: "opening it from the file, ms", figure: rounded(median(files.open)) },
        { what: "the file, KiB", figure: rounded(files.bytes / 1_024) },
      ],
      aims: [
        {
          name: "with / without a journal",
          value: rounded(medianRatio(journal.on.warm, journal.off.warm)),
          atMost: 1.05,
        },
        { name: "opening / running", value: rounded(medianRatio(files.open, files.run)), atMost: 1 },
      ],
    };
  },
};

/**
 * Nothing is sampled: mining and transactions alone, of which the journal takes the largest share. Processor time, as
 * the journal waits for nothing, and what else runs on the machine would drown its share.
 */
async function measureJournal(
  { $, work }: CreditsScenario,
  steps: number,
  rounds: number,
): Promise<Awaited<ReturnType<typeof alternate<"on" | "off">>>> {
  const { journal } = $.chain;
  const { origin } = journal;
  if (origin === undefined) throw new Error("The chain has no journal.");
  const start = await $.snapshot();
  const from = async (prepare: () => void): Promise<number> => {
    await $.revert(start);
    prepare();
    const before = process.cpuUsage();
    await $.sleepAndExecute(steps * every, every, work, stepsAnAction * every);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const ways = {
    on: () =>
      from(() => {
        journal.begin(origin);
      }),
    off: () =>
      from(() => {
        journal.stop();
      }),
  };
  return await alternate(ways, rounds);
}

interface FileFigures {
  readonly run: number[];
  readonly save: number[];
  readonly open: number[];
  bytes: number;
}

async function measureFiles(steps: number, rounds: number): Promise<FileFigures> {
  const folder = await mkdtemp(join(tmpdir(), "bench-state-"));
  const file = join(folder, "scenario.chain");
  const figures: FileFigures = { run: [], save: [], open: [], bytes: 0 };
  for (let round = 0; round < rounds; round++) {
    let scenario: CreditsScenario | undefined;
    const run = await milliseconds(async () => {
      scenario = await openCreditsScenario();
      traceViews(scenario, 4);
      await scenario.$.sleepAndExecute(steps * every, every, scenario.work, stepsAnAction * every);
    });
    figures.run.push(run);
    figures.save.push(await milliseconds(() => scenario?.$.saveChain(file)));
    await scenario?.$.close();
    let close = (): Promise<void> => Promise.resolve();
    const open = await milliseconds(async () => {
      const $ = await openKeep3rNotebook({ from: file });
      close = () => $.close();
    });
    figures.open.push(open);
    await close();
  }
  figures.bytes = (await stat(file)).size;
  await rm(folder, { recursive: true });
  return figures;
}
