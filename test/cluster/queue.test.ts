import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { QueueEngine } from "../../src/ensemble/engines/queueEngine.ts";
import { connectRedis } from "../../src/ensemble/engines/redisConnection.ts";
import { codeKey } from "../../src/ensemble/engines/queueNames.ts";
import { sweep, type SweepOptions } from "../../src/ensemble/sweep.ts";
import { type HardhatProcess, repository, startHardhat } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { startRedis, type TestRedis } from "./startRedis.ts";

const { folder } = temporaryFolder();
const dice = join(repository, "test", "ensemble", "scenarios", "dice.ts");
const options = { grid: { sides: [2, 6] }, runs: 100, seed: "7" } satisfies SweepOptions;
const lines = (name: string): string => readFileSync(join(folder, name, "runs.jsonl"), "utf8");

describe("the queue", () => {
  let redis: TestRedis;
  const workers: HardhatProcess[] = [];
  const startWorker = (): HardhatProcess => {
    const args = ["simulate", "worker", dice, "--redis", redis.url, "--processes", "1", "--no-compile"];
    const worker = startHardhat(args);
    workers.push(worker);
    return worker;
  };

  before(async () => {
    const data = join(folder, "redis");
    mkdirSync(data);
    redis = await startRedis(data);
  });

  after(async () => {
    for (const { child } of workers) child.kill("SIGKILL");
    await redis.stop();
  });

  it("makes every run once, equal to the local run's, though a worker is killed and the server restarts", async () => {
    const [, killed] = [startWorker(), startWorker()];
    let restarted: Promise<void> | undefined;
    const result = await sweep(dice, {
      ...options,
      out: join(folder, "queue"),
      engine: async (opened) => await QueueEngine.open(opened, redis.url),
      onProgress: ({ done }) => {
        if (done >= 50) killed.child.kill("SIGKILL");
        if (done >= 100) restarted ??= redis.restart();
      },
    });
    await restarted;
    assert.notEqual(restarted, undefined);
    assert.equal(killed.child.signalCode, "SIGKILL");
    assert.equal(result.done, 200);
    await sweep(dice, { ...options, out: join(folder, "local"), processes: 0 });
    assert.equal(lines("queue"), lines("local"));
    assert.equal(new Set(lines("queue").trim().split("\n")).size, 200);
  });

  it("ends a worker in order, and has nothing left in the queue", async () => {
    const [worker] = workers;
    assert.ok(worker);
    worker.child.kill("SIGINT");
    const { code, stdout } = await worker.end;
    assert.equal(code, 0, stdout);
    assert.match(stdout, /Made \d+ runs\./);
    const { redis: client, close } = await connectRedis(redis.url);
    assert.deepEqual(
      await client.keys("simulation:*:????????????????????????????????????????????????????????????????"),
      [],
    );
    close();
  });

  it("refuses a worker with other code", async () => {
    const { redis: client, close } = await connectRedis(redis.url);
    await client.set(codeKey("dice"), "0".repeat(64));
    close();
    const { code, stderr } = await startWorker().end;
    assert.equal(code, 1);
    assert.match(stderr, /OtherCodeError: The sweep of dice on the queue has the code 0000000000000000/);
  });
});
