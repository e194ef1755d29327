import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { InvalidSettingError } from "../../src/chain/errors.ts";
import { createRandom } from "../../src/common/random.ts";
import { WorldFailedError } from "../../src/ensemble/errors.ts";
import { openPlainWorld } from "../../src/ensemble/notebookWorld.ts";
import { defineScenario, type Figures, type Scenario } from "../../src/ensemble/scenario.ts";
import { ScenarioHost } from "../../src/ensemble/scenarioHost.ts";

const hosts: ScenarioHost[] = [];
after(async () => {
  for (const host of hosts) await host.close();
});

function open(scenario: unknown): ScenarioHost {
  const host = new ScenarioHost(scenario as Scenario);
  hosts.push(host);
  return host;
}

/** Code, or name, of the error that a run ended with. */
async function errorOf(host: ScenarioHost, parameters = {}): Promise<string | undefined> {
  const { outcome } = await host.run({ parameters, seed: "7" });
  return "error" in outcome ? (outcome.error.code ?? outcome.error.name) : undefined;
}

describe("ScenarioHost", () => {
  it("prepares once for runs that are equal in what the set-up reads, and starts each from the same moment", async () => {
    const prepared: number[] = [];
    const host = open(
      defineScenario({
        parameters: { days: 1, gwei: 40 },
        async setup({ $, parameters }) {
          prepared.push(parameters.days);
          await $.sleep($.time(parameters.days, "days"));
          return { start: (await $.block()).timestamp };
        },
        async run({ $, state, parameters }) {
          const { timestamp } = await $.block();
          await $.sleep(parameters.gwei);
          return { late: timestamp - state.start };
        },
      }),
    );
    for (const [days, gwei] of [
      [1, 40],
      [1, 80],
      [2, 40],
      [2, 10],
    ] as const) {
      const { outcome, shared } = await host.run({ parameters: { days, gwei }, seed: "7" });
      assert.deepEqual(outcome, { figures: { late: 0 } });
      assert.deepEqual(shared, ["days"]);
    }
    assert.deepEqual(prepared, [1, 2]);
  });

  it("gives a run the stream of its seed, which $.sleep and other runs do not move", async () => {
    const host = open(
      defineScenario({
        parameters: {},
        run: async ({ $, random }) => {
          const first = random.float();
          await $.newSigner();
          await $.sleep(100);
          return { first, second: random.float() };
        },
      }),
    );
    const random = createRandom("7-3");
    const expected = { figures: { first: random.float(), second: random.float() } };
    for (const seed of ["7-3", "7-4", "7-3"]) {
      const { outcome } = await host.run({ parameters: {}, seed });
      if (seed === "7-3") assert.deepEqual(outcome, expected);
      else assert.notDeepEqual(outcome, expected);
    }
  });

  it("refuses what would make a run depend on others", async () => {
    const late = defineScenario({
      parameters: { gwei: 40 },
      setup: ({ parameters }) => ({ fee: () => parameters.gwei }),
      run: ({ state }) => ({ fee: state.fee() }),
    });
    assert.equal(await errorOf(open(late), { gwei: 40 }), "PARAMETER_OUT_OF_SETUP");
    const changing = defineScenario({
      parameters: {},
      setup: () => ({ list: [1], inner: { count: 0 } }),
      run: ({ state }) => ({ count: (state.inner.count += 1) }),
    });
    assert.equal(await errorOf(open(changing)), "TypeError");
  });

  it("takes a set-up that fails as the result of its runs, and a world that does not open as none", async () => {
    let tried = 0;
    const failing = defineScenario({
      parameters: {},
      setup: () => {
        tried += 1;
        throw new RangeError("too little");
      },
      run: () => ({ never: 1 }),
    });
    const host = open(failing);
    assert.equal(await errorOf(host), "RangeError");
    assert.equal(await errorOf(host), "RangeError");
    assert.equal(tried, 1);
    const closed = open(
      defineScenario({
        parameters: {},
        world: () => {
          throw new InvalidSettingError({ message: "There is no endpoint.", hint: "Name one." });
        },
        run: () => ({ never: 1 }),
      }),
    );
    await assert.rejects(closed.run({ parameters: {}, seed: "7" }), (error) => {
      return (
        error instanceof WorldFailedError &&
        error.hint === "Name one." &&
        error.message.includes("no endpoint")
      );
    });
  });

  it("takes figures only", async () => {
    const world = openPlainWorld;
    const returned: unknown[] = [undefined, 5, [1], null, { text: "5" }, { gwei: 5 }, { on: true }];
    for (const each of returned) {
      const scenario = defineScenario({ parameters: { gwei: 1 }, world, run: () => each as Figures });
      assert.equal(await errorOf(open(scenario), { gwei: 1 }), "INVALID_FIGURES", JSON.stringify(each));
    }
    const special = defineScenario({
      parameters: {},
      world,
      run: () => ({ none: null, far: Infinity, big: 2n ** 90n }),
    });
    assert.equal(await errorOf(open(special)), undefined);
  });
});
