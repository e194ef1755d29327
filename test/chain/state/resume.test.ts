import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import type { Chain } from "../../../src/chain/chain.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { saveChain } from "../../../src/chain/state/saveChain.ts";
import { deployContract } from "../../../src/notebook/deployContract.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const script = fileURLToPath(new URL("resumeScenario.ts", import.meta.url));

interface Outcome {
  readonly signer: string;
  readonly deployed: string;
  readonly hashes: readonly string[];
  readonly refusal: string;
  readonly baseFee: string;
  readonly recording: string;
  readonly spec: string;
}

async function run(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { maxBuffer: 2 ** 24 });
  return stdout;
}

describe("a scenario that was saved half-way and goes on in another process", () => {
  it("gives the same recording, chart, addresses and block hashes as one that did not stop", async () => {
    const file = join(folder, "half-way.chain");
    const again = join(folder, "again.chain");
    const [whole] = await Promise.all([run("whole"), run("save", file)]);
    const resumed = await run("resume", file);
    const [expected, found] = [JSON.parse(whole) as Outcome, JSON.parse(resumed) as Outcome];
    assert.equal(found.recording, expected.recording);
    assert.equal(found.spec, expected.spec);
    assert.deepEqual(found, expected);
    assert.match(expected.recording, /"kind":"failure"/);
    assert.match(expected.recording, /"kind":"violation"/);

    await run("save", again);
    assert.deepEqual(await readFile(again), await readFile(file), "the same run gives the same file");
    assert.ok((await stat(file)).size < 20_000);
  });
});

/** Something that can be done to a chain; numbers decide the particulars. */
type Step = readonly [kind: keyof typeof steps, number];

/** Snapshots of one chain, which a file does not keep. */
type Snapshots = Awaited<ReturnType<Chain["takeSnapshot"]>>[];

const account = (n: number): string => `0x${(n + 1).toString(16).padStart(40, "a")}`;

const steps = {
  mine: async (chain: Chain, n: number) => {
    await chain.mine((await chain.block()).timestamp + 1 + n * 7);
  },
  mineMany: async (chain: Chain, n: number) => {
    await chain.request("hardhat_mine", [`0x${(n + 1).toString(16)}`, "0x5"]);
  },
  increaseTime: async (chain: Chain, n: number) => {
    await chain.request("evm_increaseTime", [n + 1]);
  },
  postpone: async (chain: Chain, n: number) => {
    await chain.setNextBlockTimestamp((await chain.block()).timestamp + 100 + n);
  },
  baseFee: (chain: Chain, n: number) => {
    chain.baseFee = n === 0 ? undefined : BigInt(n) * 10n ** 9n;
  },
  newSigner: async (chain: Chain, n: number) => {
    const signer = await chain.newSigner();
    await signer.sendTransaction({ to: account(n), value: BigInt(n) });
  },
  transfers: async (chain: Chain, n: number) => {
    await chain.setBalance(account(n), 10n ** 19n);
    const sender = await chain.getSigner(account(n));
    const nonce = await sender.getNonce();
    const send = (offset: number): Promise<unknown> =>
      sender.sendTransaction({ to: account(offset), value: 1n, nonce: nonce + offset });
    await Promise.all([send(0), chain.setBalance(account(n + 1), BigInt(n)), send(1)]);
  },
  fails: async (chain: Chain, n: number) => {
    await chain.setBalance(account(n), 10n ** 19n);
    const sender = await chain.getSigner(account(n));
    await assert.rejects(sender.sendTransaction({ data: "0xfe", gasLimit: 100_000 }));
    await assert.rejects(sender.sendTransaction({ to: account(1), nonce: 1_000_000 - n, value: 10n ** 30n }));
  },
  deploy: async (chain: Chain, n: number) => {
    await deployContract(chain, "VestingWallet", [account(n), 1, n], {
      from: await chain.newSigner(),
    });
  },
  overwrite: async (chain: Chain, n: number) => {
    await chain.request("hardhat_setCode", [account(n), "0x6001600055"]);
    await chain.request("hardhat_setStorageAt", [account(n), "0x0", `0x${n.toString(16).padStart(64, "0")}`]);
    await chain.request("hardhat_setNonce", [account(n + 100), "0x9"]);
    await chain.request("hardhat_setCoinbase", [account(n)]);
  },
  gather: async (chain: Chain, n: number) => {
    await chain.setBalance(account(n), 10n ** 19n);
    const sender = await chain.getSigner(account(n));
    await chain.request("evm_setAutomine", [false]);
    await sender.sendTransaction({ to: account(n + 1), value: 3n, gasLimit: 21_000 });
    await steps.mine(chain, n);
    await chain.request("evm_setAutomine", [true]);
  },
  snapshot: async (chain: Chain, _n: number, snapshots: Snapshots) => {
    snapshots.push(await chain.takeSnapshot());
  },
  revert: async (_chain: Chain, n: number, snapshots: Snapshots) => {
    const index = n % Math.max(snapshots.length, 1);
    await snapshots[index]?.restore();
    snapshots.splice(index + 1);
  },
} as const;

const anyStep: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  fc.nat({ max: 9 }),
);

async function take(chain: Chain, list: readonly Step[]): Promise<void> {
  const snapshots: Snapshots = [];
  for (const [kind, n] of list) await steps[kind](chain, n, snapshots);
}

/** What tells two chains apart: every block, the accounts' state, the next signer. */
async function describeChain(chain: Chain): Promise<unknown> {
  // The hash of a block to come says all of the state, what was set since the latest block included.
  await chain.mine((await chain.block()).timestamp + 10_000);
  const block = await chain.request("eth_getBlockByNumber", ["latest", false]);
  return [block, (await chain.newSigner()).address];
}

describe("a chain to which anything was done", () => {
  it("goes on from a file, saved at any point, as it would have", async () => {
    const chain = await openKeep3rChain({ preset: "documentation", seed: "any" });
    const start = await chain.takeSnapshot();
    const file = join(folder, "any.chain");
    const property = fc.asyncProperty(
      fc.array(anyStep, { maxLength: 14 }),
      fc.array(anyStep, { maxLength: 8 }),
      async (before, after) => {
        await start.restore();
        await take(chain, before);
        await saveChain(chain, file);
        const opened = await openKeep3rChain(file);
        try {
          assert.deepEqual(await opened.block(), await chain.block());
          assert.equal(await opened.journal.toJson(), await chain.journal.toJson());
          assert.deepEqual(opened.memory, chain.memory);
          await take(chain, after);
          await take(opened, after);
          assert.deepEqual(await describeChain(opened), await describeChain(chain));
        } finally {
          await opened.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 12 });
    await chain.close();
  });
});
