import assert from "node:assert/strict";
import hre from "hardhat";
import { toBeHex, ZeroAddress } from "ethers";
import { toQuantity } from "../src/chain/rpc.ts";
import type { Benchmark, BenchmarkSize } from "./benchmark.ts";
import { type CreditsScenario, openCreditsScenario, traceViews } from "./creditsScenario.ts";
import { alternate, median, medianRatio, milliseconds, rounded } from "./measure.ts";

const every = 4 * 3_600;
const viewCount = 4;

const sizes: Readonly<Record<BenchmarkSize, { samples: number; rounds: number }>> = {
  quick: { samples: 40, rounds: 3 },
  full: { samples: 400, rounds: 15 },
};

/** Milliseconds a sample: the obvious loop, `$`, and the requests that `$` cannot do without. */
export const sampling: Benchmark = {
  name: "sampling",
  title: "A sample of four views of Keep3r V2",
  run: async (size) => {
    const { samples, rounds } = sizes[size];
    const network = captureNetwork();
    const scenario = await openCreditsScenario();
    network.release();
    traceViews(scenario, viewCount);
    const { $ } = scenario;

    /** Every way starts from the same state. */
    const from = async (run: () => Promise<void>): Promise<number> => {
      const start = await $.snapshot();
      const time = await milliseconds(run);
      await $.revert(start);
      return time / samples;
    };
    /** What the last round of each of the two has read. */
    const seen: Record<"obvious" | "ours", bigint[][]> = { obvious: [], ours: [] };
    const figures = await alternate(
      {
        obvious: () =>
          from(async () => {
            seen.obvious = await network.withoutRules(() => obviousLoop(scenario, network, samples));
          }),
        ours: () =>
          from(async () => {
            const rows = await $.sleepAndRecord((samples - 1) * every, every);
            seen.ours = rows.map(({ values }) => Object.values(values) as bigint[]);
          }),
        bare: () => from(() => network.withoutRules(() => bareRequests(scenario, samples))),
      },
      rounds,
    );
    await $.chain.close();
    assert.deepEqual(seen.ours, seen.obvious, "both ways read the same values");

    const rows = (
      [
        ["increase time, mine, one ethers call a view", figures.obvious],
        ["$.sleepAndRecord", figures.ours],
        ["bare requests: base fee, mine, a call a view; no blocks in between", figures.bare],
      ] as const
    ).map(([way, times]) => ({
      way,
      "ms a sample": rounded(median(times.warm)),
      fastest: rounded(Math.min(...times.warm)),
      slowest: rounded(Math.max(...times.warm)),
      "first round": rounded(times.first),
    }));
    return {
      rows,
      aims: [
        {
          name: "$ / obvious loop",
          value: rounded(medianRatio(figures.ours.warm, figures.obvious.warm)),
          atMost: 1.25,
        },
      ],
    };
  },
};

type Connection = Awaited<ReturnType<typeof hre.network.create>>;

/** Hardhat's own view of the network that is opened next, to drive it without anything of this kit. */
interface CapturedNetwork {
  connection(): Connection;
  /** Stops watching for it. */
  release(): void;
  /** Runs something while requests go to the node as they are, past the kit's block rules. */
  withoutRules<Result>(run: () => Promise<Result>): Promise<Result>;
}

function captureNetwork(): CapturedNetwork {
  const { network, hooks } = hre;
  const create = network.create.bind(network);
  const register = hooks.registerHandlers.bind(hooks);
  let captured: Connection | undefined;
  const unregister: (() => void)[] = [];
  const registerAgain: (() => void)[] = [];
  network.create = async (options) => {
    const created = await create(options);
    captured = created;
    return created;
  };
  hooks.registerHandlers = (category, handlers) => {
    register(category, handlers);
    unregister.push(() => {
      hooks.unregisterHandlers(category, handlers);
    });
    registerAgain.push(() => {
      register(category, handlers);
    });
  };
  return {
    connection: () => {
      if (captured === undefined) throw new Error("No network was opened.");
      return captured;
    },
    release: () => {
      network.create = create;
      hooks.registerHandlers = register;
    },
    withoutRules: async (run) => {
      unregister.forEach((undo) => {
        undo();
      });
      try {
        return await run();
      } finally {
        registerAgain.forEach((redo) => {
          redo();
        });
      }
    },
  };
}

async function obviousLoop(
  { v2, views }: CreditsScenario,
  network: CapturedNetwork,
  samples: number,
): Promise<bigint[][]> {
  const { time } = network.connection().networkHelpers;
  const rows: bigint[][] = [];
  for (let sample = 0; sample < samples; sample++) {
    if (sample > 0) await time.increase(every);
    const row: bigint[] = [];
    for (const { name, args } of views.slice(0, viewCount)) {
      row.push((await v2.getFunction(name).staticCall(...args)) as bigint);
    }
    rows.push(row);
  }
  return rows;
}

/** Mines first and reads afterwards, as `$` does; nothing is decoded or kept. */
async function bareRequests({ $, v2, views }: CreditsScenario, samples: number): Promise<void> {
  const { provider } = $.chain;
  const baseFee = toQuantity($.chain.baseFee ?? 0);
  const target = await v2.getAddress();
  const calls = views.slice(0, viewCount).map(({ name, args }) => ({
    from: ZeroAddress,
    to: target,
    data: v2.interface.encodeFunctionData(name, args),
    gas: toBeHex(30_000_000),
  }));
  const { number, timestamp } = await $.block();
  for (let sample = 1; sample < samples; sample++) {
    await provider.request({ method: "hardhat_setNextBlockBaseFeePerGas", params: [baseFee] });
    await provider.request({ method: "evm_mine", params: [toQuantity(timestamp + sample * every)] });
  }
  const read = async (block: number): Promise<unknown> =>
    await Promise.all(
      calls.map(
        async (call) => await provider.request({ method: "eth_call", params: [call, toQuantity(block)] }),
      ),
    );
  const concurrency = 16;
  for (let first = 0; first < samples; first += concurrency) {
    const blocks = Array.from(
      { length: Math.min(concurrency, samples - first) },
      (_, index) => first + index,
    );
    await Promise.all(blocks.map((index) => read(number + index)));
  }
}
