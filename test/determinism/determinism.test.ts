import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("recordScenario.ts", import.meta.url));

interface Outcome {
  readonly now: number;
  readonly addresses: readonly string[];
  readonly recording: string;
  readonly spec: string;
  readonly svg: string;
  readonly png: string;
}

/** Moves what JavaScript takes for the present by 9 years and some. */
const shiftedDate = `data:text/javascript,${encodeURIComponent(`
  const RealDate = Date;
  const shift = 3_333.3 * 86_400_000;
  globalThis.Date = class extends RealDate {
    constructor(...args) { args.length === 0 ? super(RealDate.now() + shift) : super(...args); }
    static now() { return RealDate.now() + shift; }
  };
`)}`;

async function run(
  environment: Readonly<Record<string, string>> = {},
  { seed = "determinism", nodeOptions = [] as readonly string[] } = {},
): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, script, seed], {
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as Outcome;
}

function products({ addresses, recording, spec, svg, png }: Outcome): Omit<Outcome, "now"> {
  return { addresses, recording, spec, svg, png };
}

describe("a scenario gives the same recording, spec, SVG and PNG", () => {
  let reference: Outcome;

  before(async () => {
    reference = await run();
  });

  it("in another process", async () => {
    assert.deepEqual(products(await run()), products(reference));
  });

  it("in another time zone and locale", async () => {
    const outcome = await run({ TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" });
    assert.deepEqual(products(outcome), products(reference));
  });

  it("in another year", async () => {
    const outcome = await run({}, { nodeOptions: ["--import", shiftedDate] });
    assert.ok(outcome.now >= reference.now + 9, "the date was not shifted");
    assert.deepEqual(products(outcome), products(reference));
  });

  describe("under load", () => {
    let loads: ChildProcess[] = [];
    before(() => {
      loads = [1, 2, 3].map(() =>
        spawn(process.execPath, ["-e", "const end = Date.now() + 60_000; while (Date.now() < end);"]),
      );
    });
    after(() => {
      for (const load of loads) load.kill("SIGKILL");
    });

    it("on a busy machine", async () => {
      assert.deepEqual(products(await run()), products(reference));
    });
  });

  it("but other accounts from another seed", async () => {
    const outcome = await run({}, { seed: "another" });
    assert.notDeepEqual(outcome.addresses, reference.addresses);
    assert.notEqual(outcome.recording, reference.recording);
  });
});
