import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readRecordings } from "../../src/recording/compare/committedRecordings.ts";
import { compareRecordings } from "../../src/recording/compare/compareRecordings.ts";
import type { Differences } from "../../src/recording/compare/differences.ts";
import { creditFigures } from "../../src/keep3r/creditFigures.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { type RunResult, runNotebooks } from "../../src/runner/runNotebooks.ts";

describe("the notebooks on candidates for Keep3r V2", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "candidates-"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function run(keep3r: string, ...names: string[]): Promise<RunResult> {
    return await runNotebooks({
      notebooks: names.map((name) => `notebooks/${name}.ipynb`),
      output: join(folder, keep3r),
      charts: join(folder, keep3r),
      parameters: { keep3r },
    });
  }

  async function recordingsOf({ scenarios }: RunResult): Promise<Map<string, Recording>> {
    // A chart of rows has no recording.
    const read = scenarios.flatMap(({ name, recording }) =>
      recording === undefined
        ? []
        : [readFile(recording, "utf8").then((text) => [name, recordingFromJson(text)] as const)],
    );
    return new Map(await Promise.all(read));
  }

  async function printed(keep3r: string, notebook: string): Promise<string> {
    return await readFile(join(folder, keep3r, `${notebook}.ipynb`), "utf8");
  }

  /** What a scenario is on a candidate, against what is committed of mainnet's V2. */
  async function differencesFrom(name: string, recordings: Map<string, Recording>): Promise<Differences> {
    const committed = await readRecordings("recordings", ["01-credit-mining"]);
    const [base, head] = [committed.find((one) => one.name === name)?.recording, recordings.get(name)];
    assert.ok(base !== undefined && head !== undefined, name);
    return compareRecordings(base, head, { figures: creditFigures });
  }

  /** Half the credits, and the same payments: what doubling the inflation period is to do. */
  async function assertSlowInflation(recordings: Map<string, Recording>): Promise<void> {
    const { traces, figures } = await differencesFrom("balanced-work", recordings);
    const rate = traces.find(({ name }) => name === "jobPeriodCredits");
    for (const pair of [rate?.final, rate?.largest]) {
      const [base, head] = [BigInt(pair?.base ?? 0), BigInt(pair?.head ?? 0)];
      assert.ok(base > 0n && head === base / 2n, `${head} is half of ${base}`);
    }
    assert.deepEqual(rate?.unmatched, { base: 0, head: 0 });
    const figure = (name: string): [bigint, bigint] => {
      const { base, head } = figures.find((one) => one.name === name) ?? { base: null, head: null };
      return [BigInt(base ?? 0), BigInt(head ?? 0)];
    };
    const [paid, paidByHalf] = figure("paid to keepers");
    assert.ok(paid > 0n && paid === paidByHalf, "what a call costs does not depend on inflation");
    const [minted, half] = figure("credits minted");
    const rounding = minted - 2n * half;
    assert.ok(minted > 0n && rounding > -1_000n && rounding < 1_000n, `${rounding} wei from half`);
  }

  it("record the same on V2 from its own sources as on mainnet's code, to the last wei", async () => {
    const recorded = async (v2: string): Promise<Map<string, Recording>> =>
      await recordingsOf(await run(v2, "01-credit-mining"));
    const [mainnet, fromSources] = await Promise.all([recorded("Keep3r"), recorded("Keep3rFromSources")]);
    assert.equal(mainnet.size, 11);
    assert.deepEqual([...fromSources.keys()], [...mainnet.keys()]);
    for (const [name, { source, ...expected }] of mainnet) {
      const found = fromSources.get(name);
      assert.ok(found, name);
      const { source: foundSource, ...actual } = found;
      assert.deepEqual(actual, expected, name);
      assert.equal(source.substitutes?.[0], undefined);
      assert.equal(foundSource.substitutes?.[0]?.name, "Keep3rFromSources");
    }
  });

  it("run to their ends on a candidate that mints less, and show where the job cannot pay", async () => {
    const result = await run("Keep3rSlowInflation", "00-setup", "01-credit-mining");
    assert.deepEqual(result.unreadParameters, ["keep3r"], "only the pack reads it");
    const recordings = await recordingsOf(result);
    assert.equal(recordings.size, 12);
    const failures = recordings.get("maximum-spending")?.events.filter(({ kind }) => kind === "failure");
    assert.deepEqual(
      failures?.map(({ name }) => name),
      ["InsufficientFunds", "InsufficientFunds"],
    );
    await assertSlowInflation(recordings);
    assert.match(await printed("Keep3rSlowInflation", "00-setup"), /documentation with Keep3rSlowInflation/);
    assert.match(await printed("Keep3rSlowInflation", "00-setup"), /inflation period {2}68 days/);
    assert.match(
      await readFile(
        result.scenarios.findLast(({ recording }) => recording !== undefined)?.svg ?? "",
        "utf8",
      ),
      /embedded chain, preset documentation with Keep3rSlowInflation/,
    );
  });

  it("run to their ends on a candidate that breaks a rule, and mark where", async () => {
    const recordings = await recordingsOf(await run("Keep3rLongMemory", "00-setup", "01-credit-mining"));
    assert.equal(recordings.size, 12);
    const { rows, events } = recordings.get("without-work") ?? { rows: [], events: [] };
    const { totalJobCredits = 0, jobPeriodCredits = 0 } = rows.at(-1)?.values ?? {};
    assert.equal(totalJobCredits, 3n * BigInt(jobPeriodCredits ?? 0));
    const expired = (await differencesFrom("without-work", recordings)).figures.find(
      ({ name }) => name === "credits expired",
    );
    assert.ok(Number(expired?.base) > 1e18, "mainnet's idle job loses more than a KP3R");
    assert.equal(expired?.head, 0n);
    const violations = events.flatMap(({ kind, name }) => (kind === "violation" ? [name] : []));
    assert.deepEqual(violations, [
      "credits accrue at the period's rate",
      "keepers earn what the job spends",
      "liquidity credits within two periods",
    ]);
  });
});
