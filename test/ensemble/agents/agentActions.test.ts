import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Contract } from "ethers";
import type { SimulatedSigner } from "../../../src/chain/seededSigners.ts";
import { createRandom } from "../../../src/common/random.ts";
import type { Agent, SentTransaction } from "../../../src/ensemble/agents/agent.ts";
import { agentActions } from "../../../src/ensemble/agents/agentActions.ts";
import { renderSvg } from "../../../src/chart/render/renderSvg.ts";
import type { Notebook, Snapshot } from "../../../src/notebook/notebook.ts";
import { openNotebook } from "../../../src/notebook/openNotebook.ts";
import { recordingFromJson } from "../../../src/recording/recordingFromJson.ts";
import { recordingToJson } from "../../../src/recording/recordingToJson.ts";
import type { Recording } from "../../../src/recording/recording.ts";

const hour = 3_600;

describe("agents", () => {
  let $: Notebook;
  let race: Contract;
  let racers: SimulatedSigner[];
  let start: Snapshot;

  before(async () => {
    $ = await openNotebook({ chain: "embedded" });
    race = await $.deploy("Race");
    racers = [await $.chain.newSigner(), await $.chain.newSigner(), await $.chain.newSigner()];
    start = await $.snapshot();
  });
  beforeEach(async () => {
    await $.revert(start);
  });
  after(async () => {
    await $.close();
  });

  const take = async (signer: SimulatedSigner): Promise<SentTransaction> =>
    await race.connect(signer).getFunction("take").send({ gasLimit: 200_000 });
  const racing = (name: string, place: number, every = 2 * hour): Agent => ({
    name,
    every,
    decide: () => ({ name: "take", send: () => take(racers[place] ?? assert.fail()) }),
  });
  const run = async (agents: readonly Agent[], seed: string): Promise<Recording> => {
    await $.revert(start);
    const actions = await agentActions($.chain, agents, createRandom(seed));
    await $.sleepAndExecute(20 * hour, hour, actions);
    return $.recording;
  };
  const trio = [racing("Ada", 0), racing("Bo", 1), racing("Cy", 2)];

  it("compete in one block: the first there wins, the others are refused, and the recording says who", async () => {
    const { events } = await run(trio, "7");
    const [actions, failures] = [
      events.filter(({ kind }) => kind === "action"),
      events.filter(({ kind }) => kind === "failure"),
    ];
    assert.deepEqual([actions.length, failures.length], [10, 20]);
    for (const won of actions) {
      const lost = failures.filter(({ block }) => block === won.block);
      assert.deepEqual(
        lost.map(({ name }) => name),
        ["TooLate", "TooLate"],
      );
      const winner = racers[["Ada", "Bo", "Cy"].indexOf(won.group ?? "")];
      assert.deepEqual(
        lost.map(({ args }) => args.winner),
        [winner?.address, winner?.address],
      );
      const all = [
        won.group,
        ...lost.map(({ args }) => (typeof args.action === "string" ? args.action : "").split(":")[0]),
      ];
      assert.deepEqual(all.toSorted(), ["Ada", "Bo", "Cy"]);
      assert.deepEqual(won.args, { agent: won.group });
      assert.equal(won.contract.toLowerCase(), (await race.getAddress()).toLowerCase());
      const receipt = await $.chain.ethersProvider.getTransactionReceipt(won.transaction);
      assert.deepEqual([receipt?.blockNumber, receipt?.index], [won.block, 0]);
    }
    assert.equal(new Set(actions.map(({ group }) => group)).size, 3);
  });

  it("go on in the next block where the gas of one does not hold them", async () => {
    const large = (name: string, place: number): Agent => ({
      ...racing(name, place),
      decide: () => ({
        name: "take",
        send: () =>
          race
            .connect(racers[place] ?? null)
            .getFunction("take")
            .send({ gasLimit: 16_000_000 }),
      }),
    });
    await $.revert(start);
    const agents = [large("Ada", 0), large("Bo", 1), large("Cy", 2)];
    await $.sleepAndExecute(2 * hour, hour, await agentActions($.chain, agents, createRandom("7")));
    const { gasLimit = 0n } = (await $.chain.ethersProvider.getBlock("latest")) ?? {};
    const held = Number(gasLimit / 16_000_000n);
    const blocks = $.recording.events.map(({ block }) => block - ($.recording.events[0]?.block ?? 0));
    assert.deepEqual(
      blocks,
      [0, 1, 2].map((place) => Math.floor(place / held)),
    );
  });

  it("have the order from the seed: the same one twice, another for another", async () => {
    const winners = (recording: Recording) =>
      recording.events.flatMap(({ kind, group }) => (kind === "action" ? [group] : []));
    const first = await run(trio, "7");
    assert.deepEqual(await run(trio, "7"), first);
    assert.notDeepEqual(winners(await run(trio, "8")), winners(first));
  });

  it("see the block, its base fee and the time since they began, and may do nothing", async () => {
    $.setBaseFee(9_000_000_000n);
    const seen: unknown[] = [];
    const watcher: Agent = {
      name: "watcher",
      every: 6 * hour,
      decide: ({ elapsed, baseFee, random, time }) => {
        seen.push([elapsed, baseFee, time - start.block.timestamp]);
        return random.float() < 0 ? { name: "never", run: () => undefined } : undefined;
      },
    };
    const actions = await agentActions($.chain, [watcher], createRandom("7"));
    await $.sleepAndExecute(12 * hour, hour, actions);
    assert.deepEqual(
      seen,
      [6, 12].map((hours) => [hours * hour, 9_000_000_000n, hours * hour]),
    );
    assert.deepEqual($.recording.events, []);
  });

  it("do longer things in blocks of their own, and are refused by name there too", async () => {
    const patient: Agent = {
      name: "Dee",
      every: 5 * hour,
      decide: ({ elapsed }) => ({
        name: elapsed > 6 * hour ? "twice" : "once",
        run: async () => {
          for (let turn = 0; turn < (elapsed > 6 * hour ? 2 : 1); turn += 1)
            await (
              await race
                .connect(racers[0] ?? null)
                .getFunction("take")
                .send()
            ).wait();
        },
      }),
    };
    const { events } = await run([patient], "7");
    assert.deepEqual(
      events.map(({ kind, name, args }) => [kind, name, args.agent ?? args.action]),
      [
        ["action", "once", "Dee"],
        ["failure", "TooLate", "Dee: twice"],
        ["failure", "TooLate", "Dee: twice"],
        ["failure", "TooLate", "Dee: twice"],
      ],
    );
  });

  it("stop the scenario where they are wrong themselves, and leave the chain mining", async () => {
    const broken: Agent = {
      name: "Ed",
      every: hour,
      decide: () => ({ name: "err", send: () => Promise.reject(new Error("no such thing")) }),
    };
    await assert.rejects(run([broken, racing("Ada", 0, hour)], "7"), /no such thing/);
    await $.sleep(2 * hour);
    const { number } = await $.block();
    await take(racers[1] ?? assert.fail());
    assert.equal((await $.block()).number, number + 1);
    await assert.rejects(agentActions($.chain, [broken, broken], createRandom("7")), {
      code: "INVALID_ARGUMENTS",
      message: /Two agents are called "Ed"/,
    });
  });

  it("have a row each on a chart, and their deeds survive JSON", async () => {
    $.addScriptTrace("opens at", async () => (await race.getFunction("opensAt")()) as bigint);
    const recording = await (async () => {
      const actions = await agentActions($.chain, trio.slice(0, 2), createRandom("7"));
      await $.sleepAndExecute(20 * hour, hour, actions);
      return $.recording;
    })();
    assert.deepEqual(recordingFromJson(recordingToJson(recording)), recording);
    const svg = await renderSvg($.chart({ title: "A race" }));
    for (const text of ["take · Ada", "take · Bo", "Ada: take: TooLate"]) assert.ok(svg.includes(text), text);
  });
});
